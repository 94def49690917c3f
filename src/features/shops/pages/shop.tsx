import { useTranslations } from 'use-intl'
import { type Ctx, wordsOf } from '../../../kit/context.ts'
import { pageCtx } from '../../../kit/http/page-context.ts'
import { formatPhone } from '../../../kit/input.ts'
import { localDate } from '../../../kit/time.ts'
import { usePaths } from '../../../web/document.ts'
import { Head } from '../../../web/head.tsx'
import { CalendarPlus, Phone } from '../../../web/icons.tsx'
import { LinkButton, buttonClass } from '../../../web/ui/button.tsx'
import { EmptyState } from '../../../web/ui/empty-state.tsx'
import { Notice } from '../../../web/ui/notice.tsx'
import { PageHeader, Section, Sections } from '../../../web/ui/page.tsx'
import { Rating } from '../../../web/ui/rating.tsx'
import { firstFreeTimes } from '../../booking/first-free.ts'
import { When } from '../../../web/ui/values.tsx'
import { presentService, servicesOf, serviceWords } from '../../catalog/services.ts'
import { findShopPage } from '../find.ts'
import { closuresOf, hoursOf } from '../hours.ts'
import { openState } from '../opening.ts'
import { presentShopDetail } from '../shapes.ts'
import type { Shop } from '../shop.ts'
import { textFor, textsOf } from '../texts.ts'
import type { Route } from './+types/shop.ts'
import { Hours } from './hours.tsx'
import { JsonLd, shopFacts } from './json-ld.tsx'
import { Address } from './address.tsx'
import { Location } from './location.tsx'
import { OpenLine } from './open-line.tsx'
import { Prose } from './prose.tsx'
import { ServiceMenu } from './service-menu.tsx'

export const handle = { noScripts: true, kept: true }

/** Everything on a shop's own page; of one that is suspended no more than that. */
export async function loader({ context, params }: Route.LoaderArgs) {
  const ctx = pageCtx(context)
  const shop = await findShopPage(ctx, params.shop)
  if (shop.status === 'suspended') return { shut: { name: shop.name }, open: null }
  return { shut: null, open: await pageOf(ctx, shop) }
}

async function pageOf(ctx: Ctx, shop: Shop) {
  const locale = wordsOf(ctx, shop)
  const today = localDate(ctx.now, shop.timezone)
  const [hours, closures, texts, services, free] = await Promise.all([
    hoursOf(ctx, shop.id),
    closuresOf(ctx, shop.id, today.subtract({ days: 2 })),
    textsOf(ctx, shop.id, ['about', 'late_policy', 'promotion']),
    servicesOf(ctx, shop.id),
    firstFreeTimes(ctx, [shop]),
  ])
  const state = openState(hours, closures, shop.timezone, ctx.now)
  return {
    shop: presentShopDetail(ctx, locale, shop, { hours, closures, texts }),
    status: shop.status,
    promotion: textFor(texts, 'promotion', locale, shop)?.body ?? null,
    phone: shop.phone ? { number: shop.phone, text: formatPhone(shop.phone, shop.region) } : null,
    taxIncluded: shop.taxMode === 'included',
    today: today.dayOfWeek,
    firstFree: free.get(shop.id)?.epochMilliseconds ?? null,
    open: state.open
      ? { open: true, at: state.until.epochMilliseconds }
      : { open: false, at: state.opensAt?.epochMilliseconds ?? null },
    services: services.map((service) => ({
      ...presentService(service, shop, locale),
      category: serviceWords(service, locale).category,
    })),
    url: `${ctx.services.config.url}/shops/${shop.slug}`,
  }
}

/** A shop's page, or the word that it takes no bookings. */
export default function ShopPage({ loaderData: { shut, open } }: Route.ComponentProps) {
  return open ? <OpenPage {...open} /> : <ShutPage name={shut?.name ?? ''} />
}

/** The platform has suspended the shop: a calm word, and the ways on. */
function ShutPage({ name }: { name: string }) {
  const t = useTranslations('shops.shut')
  const to = usePaths()
  return (
    <>
      <Head title={name} hidden />
      <PageHeader title={t('title', { name })} />
      <p className="measure">{t('text')}</p>
      <p className="mt-6 flex flex-wrap gap-2">
        <LinkButton to={to.trackFind()} kind="primary">
          {t('track')}
        </LinkButton>
        <LinkButton to={to.home()}>{t('others')}</LinkButton>
      </p>
    </>
  )
}

/** Open now or when, where, call, book; what it does and what that costs; hours and place. */
function OpenPage(page: Loaded) {
  const t = useTranslations('shops')
  const { shop, services, phone, status, url } = page
  const kinds = shop.kinds.map((kind) => t(`kind.${kind}`)).join(t('listComma'))
  return (
    <>
      <Head
        title={`${shop.name}, ${shop.city}`}
        description={t('metaDescription', { name: shop.name, city: shop.city, kinds })}
        hidden={status !== 'approved'}
      />
      <JsonLd facts={shopFacts(shop, url)} />
      {status === 'approved' ? null : <Notice kind="waiting" title={t('status.pending')} />}
      <ShopHead {...page} kinds={kinds} />
      <div className="grid gap-10 lg:grid-cols-[minmax(0,1fr)_20rem] lg:gap-16">
        <Sections>
          {page.promotion ? (
            <Section title={t('promotion')}>
              <Prose text={page.promotion} />
            </Section>
          ) : null}
          <Section
            title={t('services')}
            aside={services.length > 0 ? t(page.taxIncluded ? 'taxIn' : 'taxOn') : undefined}
          >
            {services.length > 0 ? (
              <ServiceMenu slug={shop.slug} services={services} />
            ) : (
              <EmptyState title={t('noServices')}>{t('noServicesHint')}</EmptyState>
            )}
          </Section>
          {shop.about ? (
            <Section title={t('about.title', { name: shop.name })}>
              <Prose text={shop.about} />
            </Section>
          ) : null}
        </Sections>
        <Sections className="content-start">
          <Section title={t('hours')}>
            <Hours hours={shop.hours} closures={shop.closures} today={page.today} />
          </Section>
          <Section title={t('contact')}>
            <Location shop={shop} phone={phone} />
          </Section>
        </Sections>
      </div>
    </>
  )
}

type Loaded = Awaited<ReturnType<typeof pageOf>>

/** Name, what it does, open or when, where; and the way to a time, never more than one screen away. */
function ShopHead({ shop, kinds, ...page }: Loaded & { kinds: string }) {
  const t = useTranslations('shops')
  const to = usePaths()
  const { services, phone, firstFree } = page
  return (
    <header className="mb-10 grid gap-4 md:flex md:items-end md:justify-between md:gap-8">
      <div className="grid gap-1">
        <h1>{shop.name}</h1>
        <p className="flex flex-wrap items-baseline gap-x-4 gap-y-1 text-ink-2">
          <span>{kinds}</span>
          {shop.rating ? <Rating value={shop.rating.average} count={shop.rating.count} compact /> : null}
        </p>
        <OpenLine {...page.open} />
        <p>
          <Address {...shop} />
        </p>
      </div>
      <div className="grid gap-2">
        {firstFree === null ? null : (
          <p className="text-ink-2">
            {t.rich('firstFree', {
              time: () => <When at={firstFree} show="nearTime" className="font-semibold text-ink" />,
            })}
          </p>
        )}
        <div className="flex flex-wrap gap-2">
          {services.length > 0 ? (
            <LinkButton to={to.book(shop.slug)} kind="primary" icon={<CalendarPlus />}>
              {t('book')}
            </LinkButton>
          ) : null}
          {phone ? (
            <a className={buttonClass({ kind: 'quiet' })} href={`tel:${phone.number}`}>
              <Phone />
              <span>
                {t('call')} <bdi className="ltr-run nowrap">{phone.text}</bdi>
              </span>
            </a>
          ) : null}
        </div>
      </div>
    </header>
  )
}
