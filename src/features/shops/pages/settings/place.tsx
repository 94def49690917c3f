import { z } from 'zod'
import { useTranslations } from 'use-intl'
import { invalid } from '../../../../kit/errors.ts'
import { formAction } from '../../../../kit/http/forms.ts'
import { formatPhone } from '../../../../kit/input.ts'
import { useDocument } from '../../../../web/document.ts'
import { accentProps } from '../../../../web/ui/accent.ts'
import { SubmitButton, buttonClass } from '../../../../web/ui/button.tsx'
import { RadioCards } from '../../../../web/ui/choices.tsx'
import { Form } from '../../../../web/ui/form.tsx'
import { PhoneInput, Select, TextInput } from '../../../../web/ui/inputs.tsx'
import { Section } from '../../../../web/ui/page.tsx'
import { editShop, EditShop } from '../../edit-shop.ts'
import { findShop } from '../../find.ts'
import { SHOP_KINDS } from '../../shop.ts'
import { Address } from '../address.tsx'
import { Location } from '../location.tsx'
import type { Route } from './+types/place.ts'
import { SettingsPage } from './settings-page.tsx'
import { savedAt, settingsShop, withPointers } from './settings-shop.ts'
import { regionOptions, timezones } from './lists.ts'

/** Who and where the shop is. */
export async function loader(args: Route.LoaderArgs) {
  const { shop, ctx, ...page } = await settingsShop(args, 'shop.read', 'shop.edit')
  const { name, kinds, address, city, region, timezone, locale, calendar, phone, email, website, accent } =
    shop
  return {
    ...page,
    shop: {
      name,
      address,
      city,
      location: shop.location,
      accent,
      contact: { email, website: website ?? undefined },
    },
    phone: phone ? { number: phone, text: formatPhone(phone, region) } : null,
    timezones: timezones(),
    regions: regionOptions(ctx.locale),
    values: {
      version: shop.version,
      name,
      kinds,
      address,
      city,
      region,
      timezone,
      locale,
      calendar,
      phone: phone ? formatPhone(phone, region) : '',
      email: email ?? '',
      website: website ?? '',
      accent: accent ?? '',
      lat: shop.location?.lat ?? '',
      lon: shop.location?.lon ?? '',
    },
  }
}

const degree = () => z.number().nullable().optional()
// A form shows every field: one that was emptied is missing, not unchanged.
const PlaceForm = EditShop.pick({
  version: true,
  name: true,
  kinds: true,
  address: true,
  city: true,
  region: true,
  timezone: true,
  locale: true,
  calendar: true,
  phone: true,
  email: true,
  website: true,
  accent: true,
})
  .required({ name: true, kinds: true, address: true, city: true, region: true, timezone: true })
  .extend({ lat: degree(), lon: degree() })

/** Saves all of it. */
export function action(args: Route.ActionArgs) {
  const { shop: ref } = args.params
  return formAction(args, PlaceForm, async (ctx, { lat = null, lon = null, ...given }) => {
    if ((lat === null) !== (lon === null)) throw invalid(lat === null ? '/lat' : '/lon', 'missing')
    const location = lat === null || lon === null ? null : { lat, lon }
    if (lat !== null && Math.abs(lat) > 90) throw invalid('/lat', 'numberMax', { limit: 90 })
    if (lon !== null && Math.abs(lon) > 180) throw invalid('/lon', 'numberMax', { limit: 180 })
    const shop = await findShop(ctx, ref)
    await withPointers(
      () => editShop(ctx, shop, { ...given, location }),
      (pointer) => pointer.replace('/location', ''),
    )
    return savedAt(ctx, shop.slug, 'place')
  })
}

/** Who and where are we? */
export default function PlaceSettings({ loaderData, actionData }: Route.ComponentProps) {
  const t = useTranslations('settings')
  const { shop, phone, values } = loaderData
  return (
    <SettingsPage
      title={t('place.title')}
      lead={t('place.lead')}
      saved={loaderData.saved}
      mayEdit={loaderData.mayEdit}
      beside={
        <div {...accentProps(shop.accent)} className="grid gap-4">
          <p>
            <strong>{shop.name}</strong>
            <br />
            <Address {...shop} />
          </p>
          <Location shop={shop} phone={phone} />
          <p>
            <span className={buttonClass({ kind: 'primary' })}>{t('place.sampleButton')}</span>
          </p>
        </div>
      }
    >
      <Form method="post" problem={actionData?.problem} values={actionData?.values ?? values}>
        <input type="hidden" name="version" value={values.version} />
        <Section title={t('place.who')}>
          <TextInput name="name" label={t('place.name')} maxLength={120} required />
          <KindField />
        </Section>
        <Section title={t('place.where')}>
          <WhereFields regions={loaderData.regions} timezones={loaderData.timezones} />
        </Section>
        <Section title={t('place.contact')}>
          <PhoneInput name="phone" label={t('place.phone')} autoComplete="off" optional />
          <TextInput
            name="email"
            type="email"
            label={t('place.email')}
            hint={t('place.emailHint')}
            optional
          />
          <TextInput name="website" type="url" label={t('place.website')} optional />
        </Section>
        <Section title={t('place.look')}>
          <LookFields />
        </Section>
        <SubmitButton className="sm:justify-self-start">{t('save')}</SubmitButton>
      </Form>
    </SettingsPage>
  )
}

/** What kinds of work the shop does; at least one. */
export function KindField() {
  const t = useTranslations('settings')
  const shops = useTranslations('shops')
  return (
    <RadioCards
      name="kinds"
      label={t('place.kinds')}
      many
      choices={SHOP_KINDS.map((kind) => ({ value: kind, title: shops(`kind.${kind}`) }))}
    />
  )
}

interface Lists {
  regions: readonly { value: string; label: string }[]
  timezones: readonly string[]
}

/** Address, country, zone and place on the map. */
export function WhereFields({ regions, timezones: zones }: Lists) {
  const t = useTranslations('settings')
  return (
    <>
      <TextInput name="address" label={t('place.address')} maxLength={300} autoComplete="off" required />
      <div className="grid gap-4 sm:grid-cols-2 sm:items-end">
        <TextInput name="city" label={t('place.city')} maxLength={120} autoComplete="off" required />
        <Select name="region" label={t('place.region')} options={regions} />
        <TextInput
          name="lat"
          label={t('place.lat')}
          hint={t('place.latHint')}
          ltr
          inputMode="decimal"
          optional
        />
        <TextInput
          name="lon"
          label={t('place.lon')}
          hint={t('place.lonHint')}
          ltr
          inputMode="decimal"
          optional
        />
      </div>
      <TextInput
        name="timezone"
        label={t('place.timezone')}
        hint={t('place.timezoneHint')}
        list="zones"
        ltr
        required
      />
      <datalist id="zones">
        {zones.map((zone) => (
          <option key={zone} value={zone}>
            {zone}
          </option>
        ))}
      </datalist>
    </>
  )
}

function LookFields() {
  const t = useTranslations('settings')
  const { locale } = useDocument()
  const names = new Intl.DisplayNames(locale, { type: 'language' })
  return (
    <>
      <div className="grid gap-4 sm:grid-cols-2 sm:items-end">
        <Select
          name="locale"
          label={t('place.language')}
          hint={t('place.languageHint')}
          options={['en', 'fa'].map((value) => ({ value, label: names.of(value) ?? value }))}
        />
        <Select
          name="calendar"
          label={t('place.calendar')}
          hint={t('place.calendarHint')}
          options={(['gregorian', 'jalali'] as const).map((value) => ({
            value,
            label: t(`calendars.${value}`),
          }))}
        />
      </div>
      <TextInput
        name="accent"
        label={t('place.accent')}
        hint={t('place.accentHint')}
        placeholder="#005a66"
        ltr
        optional
      />
    </>
  )
}
