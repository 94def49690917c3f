import { useTranslations } from 'use-intl'
import { can, signedIn } from '../../../../kit/access/index.ts'
import { forbidden, invalid } from '../../../../kit/errors.ts'
import { formAction, newFormKey } from '../../../../kit/http/forms.ts'
import { pageCtx } from '../../../../kit/http/page-context.ts'
import { FormKey } from '../../../../web/form-key.tsx'
import { Head } from '../../../../web/head.tsx'
import { paths } from '../../../../web/paths.ts'
import { SubmitButton } from '../../../../web/ui/button.tsx'
import { Form } from '../../../../web/ui/form.tsx'
import { PhoneInput, Select, TextInput } from '../../../../web/ui/inputs.tsx'
import { PageHeader, Section } from '../../../../web/ui/page.tsx'
import { Step, Steps } from '../../../../web/ui/step.tsx'
import { openShop, OpenShop } from '../../../staff/open-shop.ts'
import { currencyOptions, regionOptions, timezones } from '../settings/lists.ts'
import { KindField, WhereFields } from '../settings/place.tsx'
import type { Route } from './+types/open.ts'
import { slugOf } from './slug.ts'
import { STEPS } from './steps.ts'

export const handle = { noScripts: true, width: 'narrow' }

const EN = { region: 'US', currency: 'USD', taxMode: 'added', kinds: 'workshop' }
const FA = { region: 'IR', currency: 'IRR', taxMode: 'included', kinds: 'workshop', timezone: 'Asia/Tehran' }

/** What can be chosen; for whoever may open shops. */
export function loader({ context }: Route.LoaderArgs) {
  const ctx = pageCtx(context)
  signedIn(ctx)
  if (!can(ctx, 'shop.approve', {})) throw forbidden()
  const here = Intl.DateTimeFormat().resolvedOptions().timeZone
  return {
    regions: regionOptions(ctx.locale),
    currencies: currencyOptions(ctx.locale),
    timezones: timezones(),
    values: { timezone: here, ...(ctx.locale === 'fa' ? FA : EN) },
    formKey: newFormKey(),
  }
}

const Shop = OpenShop.pick({
  name: true,
  kinds: true,
  address: true,
  city: true,
  region: true,
  timezone: true,
  currency: true,
  taxMode: true,
  phone: true,
})
const ShopForm = Shop.extend({
  slug: OpenShop.shape.slug.optional(),
  lat: OpenShop.shape.location.unwrap().unwrap().shape.lat.nullable().optional(),
  lon: OpenShop.shape.location.unwrap().unwrap().shape.lon.nullable().optional(),
})

/** Opens the shop, approved at once, with the caller as its owner. */
export function action(args: Route.ActionArgs) {
  return formAction(args, ShopForm, async (ctx, { lat = null, lon = null, slug, ...given }) => {
    if ((lat === null) !== (lon === null)) throw invalid(lat === null ? '/lat' : '/lon', 'missing')
    const location = lat === null || lon === null ? null : { lat, lon }
    const address = slug ?? slugOf(given.name)
    if (address.length < 3) throw invalid('/slug', 'missing')
    const shop = await openShop(ctx, {
      ...given,
      slug: address,
      location,
      locale: ctx.locale,
      hours: [],
      approved: true,
    })
    return paths(ctx.locale).welcome(`${shop.slug}/hours`)
  })
}

/** The first step: the shop itself. */
export default function OpenFirstShop({ loaderData, actionData }: Route.ComponentProps) {
  const t = useTranslations('welcome')
  const settings = useTranslations('settings')
  return (
    <>
      <Head title={t('shop.title')} hidden />
      <PageHeader title={t('title')} lead={t('lead')} />
      <Steps>
        <Step number={1} title={t('shop.title')} state="open">
          <Form method="post" problem={actionData?.problem} values={actionData?.values ?? loaderData.values}>
            <FormKey value={actionData?.formKey ?? loaderData.formKey} />
            <TextInput name="name" label={settings('place.name')} maxLength={120} required />
            <TextInput
              name="slug"
              label={t('shop.slug')}
              hint={t('shop.slugHint')}
              maxLength={60}
              ltr
              optional
            />
            <KindField />
            <WhereFields regions={loaderData.regions} timezones={loaderData.timezones} />
            <PhoneInput name="phone" label={settings('place.phone')} autoComplete="off" optional />
            <Section title={t('shop.money')} level={3}>
              <Select
                name="currency"
                label={t('shop.currency')}
                hint={t('shop.currencyHint')}
                options={loaderData.currencies}
              />
              <Select
                name="taxMode"
                label={settings('tax.mode')}
                options={(['added', 'included'] as const).map((value) => ({
                  value,
                  label: settings(`tax.modes.${value}`),
                }))}
              />
            </Section>
            <SubmitButton>{t('shop.submit')}</SubmitButton>
          </Form>
        </Step>
        {STEPS.map((step, index) => (
          <Step key={step} number={index + 2} title={t(`${step}.title`)} state="coming" />
        ))}
      </Steps>
    </>
  )
}
