import { useTranslations } from 'use-intl'
import { formAction } from '../../../kit/http/forms.ts'
import { usePaths } from '../../../web/document.ts'
import { SubmitButton } from '../../../web/ui/button.tsx'
import { Form } from '../../../web/ui/form.tsx'
import { Section } from '../../../web/ui/page.tsx'
import { findShop } from '../../shops/find.ts'
import { SettingsPage } from '../../shops/pages/settings/settings-page.tsx'
import { savedAt, settingsShop } from '../../shops/pages/settings/settings-shop.ts'
import { addService } from '../add-service.ts'
import type { Route } from './+types/new-service.ts'
import { serviceChoices } from './service-choices.ts'
import { MoreFields, PriceFields, WordFields, WorkFields } from './service-fields.tsx'
import { emptyNeeds, NewServiceForm, priceOfForm, rowsOf, serviceOfForm } from './service-form.ts'

/** What the form offers to choose from. */
export async function loader(args: Route.LoaderArgs) {
  const { ctx, shop, ...page } = await settingsShop(args, 'services.read', 'services.edit')
  const { usualNeeds, ...choices } = await serviceChoices(ctx, shop)
  // The place is kept while it is made ready and cleared up, the person is not.
  const needs = usualNeeds.flatMap((kind, row) => [
    [`needs.${row}.kind`, kind] as const,
    [`needs.${row}.holdsSetup`, kind !== 'technician'] as const,
    [`needs.${row}.holdsCleanup`, kind !== 'technician'] as const,
  ])
  return {
    ...page,
    slug: shop.slug,
    choices,
    rows: rowsOf(usualNeeds.length),
    values: {
      durationMinutes: 60,
      setupMinutes: 0,
      cleanupMinutes: 0,
      priceKind: 'fixed',
      dropOff: 'false',
      ...emptyNeeds(usualNeeds.length),
      ...Object.fromEntries(needs),
    },
  }
}

/** Offers it. */
export function action(args: Route.ActionArgs) {
  return formAction(args, NewServiceForm, async (ctx, { price, priceKind, ...form }) => {
    const shop = await findShop(ctx, args.params.shop)
    await addService(ctx, shop, { ...serviceOfForm(shop, form), ...priceOfForm(shop, { price, priceKind }) })
    return savedAt(ctx, shop.slug, 'services')
  })
}

/** A new service. */
export default function NewService({ loaderData, actionData }: Route.ComponentProps) {
  const t = useTranslations('catalog')
  const to = usePaths()
  const { choices, slug, values, rows } = loaderData
  return (
    <SettingsPage
      title={t('add')}
      above={[{ to: to.settings(slug, 'services'), label: t('title') }]}
      saved={loaderData.saved}
      mayEdit={loaderData.mayEdit}
    >
      <Form method="post" problem={actionData?.problem} values={actionData?.values ?? values}>
        <WordFields {...choices} />
        <Section title={t('form.price')}>
          <PriceFields currency={choices.currency} />
        </Section>
        <WorkFields skills={choices.skills} rows={rows} />
        <MoreFields {...choices} />
        <SubmitButton className="sm:justify-self-start">{t('form.offer')}</SubmitButton>
      </Form>
    </SettingsPage>
  )
}
