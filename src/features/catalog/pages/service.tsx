import { z } from 'zod'
import { useTranslations } from 'use-intl'
import { formAction } from '../../../kit/http/forms.ts'
import { exponentOf, toDecimal } from '../../../kit/money.ts'
import { usePaths } from '../../../web/document.ts'
import { SubmitButton } from '../../../web/ui/button.tsx'
import { Form } from '../../../web/ui/form.tsx'
import { Notice } from '../../../web/ui/notice.tsx'
import { Section } from '../../../web/ui/page.tsx'
import { findShop } from '../../shops/find.ts'
import { ServiceMenu } from '../../shops/pages/service-menu.tsx'
import { SettingsPage, useAnswerOf } from '../../shops/pages/settings/settings-page.tsx'
import { savedAt, settingsShop } from '../../shops/pages/settings/settings-shop.ts'
import { editService } from '../edit-service.ts'
import { findService } from '../find-service.ts'
import { repriceService } from '../reprice-service.ts'
import { restoreService, retireService } from '../retire-service.ts'
import type { Service } from '../service.ts'
import { presentService, serviceWords } from '../services.ts'
import type { Route } from './+types/service.ts'
import { serviceChoices } from './service-choices.ts'
import { MoreFields, PriceFields, WordFields, WorkFields } from './service-fields.tsx'
import { emptyNeeds, PriceForm, priceOfForm, rowsOf, ServiceForm, serviceOfForm } from './service-form.ts'

/** One service with all that is set about it. */
export async function loader(args: Route.LoaderArgs) {
  const { ctx, shop, ...page } = await settingsShop(args, 'services.read', 'services.edit')
  const service = await findService(ctx, shop.id, args.params.service)
  const { usualNeeds: _usual, ...choices } = await serviceChoices(ctx, shop)
  return {
    ...page,
    slug: shop.slug,
    choices,
    rows: rowsOf(service.needs.length),
    retired: service.archivedAt !== null,
    version: service.version,
    listed: {
      ...presentService(service, shop, ctx.locale),
      category: serviceWords(service, ctx.locale).category,
    },
    values: { ...emptyNeeds(service.needs.length), ...valuesOf(service, shop.currency) },
  }
}

/** The service as its forms show it. */
function valuesOf(service: Service, currency: string): Record<string, string | number | boolean> {
  const amount = (value: Service['price']) => (value ? toDecimal(value.amount, exponentOf(currency)) : '')
  const { name, description, category, durationMinutes, setupMinutes, cleanupMinutes, priceKind } = service
  return {
    name,
    description,
    category,
    durationMinutes,
    setupMinutes,
    cleanupMinutes,
    priceKind,
    price: amount(service.price),
    cost: amount(service.cost),
    taxRateId: service.taxRateId ?? '',
    leadMinutes: service.leadMinutes ?? '',
    dailyLimit: service.dailyLimit ?? '',
    runsBeside: service.runsBeside,
    dropOff: String(service.dropOff),
    confirmBookings: service.confirmBookings ?? '',
    ...Object.fromEntries(
      Object.entries(service.translations).flatMap(([locale, words]) =>
        Object.entries(words).map(([key, word]) => [`translations.${locale}.${key}`, word]),
      ),
    ),
    ...Object.fromEntries(
      service.needs.flatMap(({ kind, skill, count, holdsSetup, holdsCleanup }, row) => [
        [`needs.${row}.kind`, kind],
        [`needs.${row}.skill`, skill ?? ''],
        [`needs.${row}.count`, count],
        [`needs.${row}.holdsSetup`, holdsSetup],
        [`needs.${row}.holdsCleanup`, holdsCleanup],
      ]),
    ),
  }
}

const RetireForm = z.strictObject({ version: z.int(), retired: z.boolean() })

/** Changes the service, reprices it, takes it off the list or puts it back. */
export function action(args: Route.ActionArgs) {
  const { shop: ref, service } = args.params
  const page = `services/${service}`
  switch (args.url.searchParams.get('do')) {
    case 'price':
      return formAction(args, PriceForm, async (ctx, { version, ...form }) => {
        const shop = await findShop(ctx, ref)
        await repriceService(ctx, shop, service, { version, ...priceOfForm(shop, form) })
        return savedAt(ctx, ref, page)
      })
    case 'retire':
      return formAction(args, RetireForm, async (ctx, { version, retired }) => {
        const act = retired ? retireService : restoreService
        await act(ctx, await findShop(ctx, ref), service, { version })
        return savedAt(ctx, ref, retired ? 'services' : page)
      })
    default:
      return formAction(args, ServiceForm, async (ctx, form) => {
        const shop = await findShop(ctx, ref)
        await editService(ctx, shop, service, { version: form.version, ...serviceOfForm(shop, form) })
        return savedAt(ctx, ref, page)
      })
  }
}

/** One service: its price, its words, its work. */
export default function ServicePage({ loaderData, actionData }: Route.ComponentProps) {
  const t = useTranslations('catalog')
  const to = usePaths()
  const { choices, slug, values, version, rows, retired, listed } = loaderData
  const price = useAnswerOf('price', actionData)
  const words = useAnswerOf('edit', actionData)
  const ending = useAnswerOf('retire', actionData)
  return (
    <SettingsPage
      title={listed.name}
      above={[{ to: to.settings(slug, 'services'), label: t('title') }]}
      saved={loaderData.saved}
      mayEdit={loaderData.mayEdit}
      beside={retired ? undefined : <ServiceMenu slug={slug} services={[listed]} />}
    >
      {retired ? <Notice title={t('isRetired')}>{t('isRetiredText')}</Notice> : null}
      <Section title={t('form.price')} aside={t('form.bookedKeeps')}>
        <Form method="post" action="?do=price" problem={price?.problem} values={price?.values ?? values}>
          <input type="hidden" name="version" value={version} />
          <PriceFields currency={choices.currency} />
          <SubmitButton className="sm:justify-self-start">{t('form.reprice')}</SubmitButton>
        </Form>
      </Section>
      <Form method="post" action="?do=edit" problem={words?.problem} values={words?.values ?? values}>
        <input type="hidden" name="version" value={version} />
        <WordFields {...choices} />
        <WorkFields skills={choices.skills} rows={rows} />
        <MoreFields {...choices} />
        <SubmitButton className="sm:justify-self-start">{t('form.save')}</SubmitButton>
      </Form>
      <Section title={t(retired ? 'restore' : 'retire')}>
        <Form method="post" action="?do=retire" problem={ending?.problem}>
          <input type="hidden" name="version" value={version} />
          <input type="hidden" name="retired" value={retired ? 'false' : 'true'} />
          <p className="measure text-ink-2">{t(retired ? 'restoreText' : 'retireText')}</p>
          <SubmitButton className="sm:justify-self-start" kind={retired ? 'quiet' : 'danger'}>
            {t(retired ? 'restore' : 'retire')}
          </SubmitButton>
        </Form>
      </Section>
    </SettingsPage>
  )
}
