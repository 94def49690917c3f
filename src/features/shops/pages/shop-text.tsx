import { useTranslations } from 'use-intl'
import { notFound } from '../../../kit/errors.ts'
import { pageCtx } from '../../../kit/http/page-context.ts'
import { formatPhone } from '../../../kit/input.ts'
import { usePaths } from '../../../web/document.ts'
import { Head } from '../../../web/head.tsx'
import { Breadcrumb } from '../../../web/ui/nav.tsx'
import { Facts, PageHeader, Section, Sections } from '../../../web/ui/page.tsx'
import { Ltr, PhoneLink } from '../../../web/ui/values.tsx'
import { findShopPage } from '../find.ts'
import { textFor, textsOf } from '../texts.ts'
import { Address } from './address.tsx'
import { BookingTerms } from './booking-terms.tsx'
import type { Route } from './+types/shop-text.ts'
import { Prose } from './prose.tsx'

export const handle = { noScripts: true, kept: true }

const PAGES = ['about', 'terms', 'privacy', 'imprint'] as const
type Page = (typeof PAGES)[number]

const isPage = (text: string): text is Page => PAGES.some((page) => page === text)

/** One of a shop's own texts, with the facts that belong beside it. */
export async function loader({ context, params }: Route.LoaderArgs) {
  const ctx = pageCtx(context)
  if (!isPage(params.text)) throw notFound()
  const shop = await findShopPage(ctx, params.shop)
  const keys = params.text === 'terms' ? (['terms', 'late_policy'] as const) : ([params.text] as const)
  const texts = await textsOf(ctx, shop.id, keys)
  const shown = (key: (typeof keys)[number]) => {
    const text = textFor(texts, key, ctx.locale, shop)
    return text ? { body: text.body, locale: text.locale } : null
  }
  const { slug, name, legalName, taxNumber, address, city, email, phone, policies, status } = shop
  return {
    page: params.text,
    text: shown(params.text),
    late: params.text === 'terms' ? shown('late_policy') : null,
    shop: { slug, name, legalName, taxNumber, address, city, email, policies, status },
    phone: phone ? { number: phone, text: formatPhone(phone, shop.region) } : null,
  }
}

/** About, terms, privacy or imprint of a shop. What the shop has not written is said by the program's own facts. */
export default function ShopText({ loaderData }: Route.ComponentProps) {
  const t = useTranslations('shops')
  const to = usePaths()
  const { page, shop, text } = loaderData
  const title = page === 'about' ? t('about.title', { name: shop.name }) : t(`${page}.title`)
  return (
    <>
      <Head title={`${title} · ${shop.name}`} hidden={shop.status !== 'approved'} />
      <PageHeader
        title={title}
        above={<Breadcrumb items={[{ to: to.shop(shop.slug), label: <bdi>{shop.name}</bdi> }]} />}
      />
      <Sections>
        {text ? <Prose text={text.body} lang={text.locale} /> : null}
        {page === 'terms' ? <Terms {...loaderData} /> : null}
        {page === 'privacy' ? <Privacy {...loaderData} /> : null}
        {page === 'imprint' || page === 'about' ? <WhoWeAre {...loaderData} /> : null}
      </Sections>
    </>
  )
}

type Loaded = Route.ComponentProps['loaderData']

/** What holds for a booking, from the shop's own settings and in its own words. */
function Terms({ shop, text, late }: Loaded) {
  const t = useTranslations('shops')
  return (
    <Section title={t('terms.booking')}>
      <BookingTerms policies={shop.policies} />
      {late ? <Prose text={late.body} lang={late.locale} /> : null}
      {text ? null : <p className="measure text-ink-2">{t('terms.none', { name: shop.name })}</p>}
    </Section>
  )
}

/** What is kept about a customer and how to ask for it: said by the program where the shop has not said it. */
function Privacy({ shop, text }: Loaded) {
  const t = useTranslations('shopPrivacy')
  if (text) return null
  return (
    <div className="measure grid gap-3">
      <p>{t('who', { name: shop.legalName ?? shop.name })}</p>
      <p>{t('what')}</p>
      <p>{t('why')}</p>
      <p>{t('whom')}</p>
      <p>{t('long')}</p>
      <p>
        {shop.email
          ? t.rich('rights', {
              contact: () => (
                <a className="link" href={`mailto:${shop.email ?? ''}`}>
                  <Ltr>{shop.email}</Ltr>
                </a>
              ),
            })
          : t('rightsNoMail')}
      </p>
    </div>
  )
}

function WhoWeAre({ shop, phone }: Loaded) {
  const t = useTranslations('shops')
  return (
    <Section title={t('imprint.who')}>
      <Facts
        rows={[
          [t('imprint.name'), shop.legalName ?? shop.name],
          [t('imprint.address'), <Address key="address" {...shop} />],
          [
            t('imprint.phone'),
            phone ? (
              <PhoneLink key="phone" phone={phone.number}>
                {phone.text}
              </PhoneLink>
            ) : null,
          ],
          [
            t('imprint.email'),
            shop.email ? (
              <a key="email" className="link link-ink" href={`mailto:${shop.email}`}>
                <Ltr>{shop.email}</Ltr>
              </a>
            ) : null,
          ],
          [t('imprint.taxNumber'), shop.taxNumber ? <Ltr key="tax">{shop.taxNumber}</Ltr> : null],
        ]}
      />
    </Section>
  )
}
