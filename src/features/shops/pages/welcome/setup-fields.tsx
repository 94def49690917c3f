import { useTranslations } from 'use-intl'
import { usePaths } from '../../../../web/document.ts'
import { FormKey } from '../../../../web/form-key.tsx'
import { LinkButton, SubmitButton } from '../../../../web/ui/button.tsx'
import { RadioCards } from '../../../../web/ui/choices.tsx'
import { MoneyInput, Select, TextInput } from '../../../../web/ui/inputs.tsx'
import { WeekFields } from '../settings/week-fields.tsx'
import type { SetupStep } from './steps.ts'

interface Props {
  step: SetupStep
  formKey: string
  shop: { slug: string; currency: string; isBench: boolean; isPending: boolean }
  hours: readonly { weekday: number; opens: string; closes: string }[]
  isMember: boolean
  service: { id: string; name: string } | null
}

/** The questions of one step, with its button. */
export function SetupFields(props: Props) {
  const t = useTranslations('welcome')
  const { step } = props
  if (step === 'try') return <TryIt {...props} />
  return (
    <>
      {step === 'hours' ? null : <FormKey value={props.formKey} />}
      <p className="measure text-ink-2">{t(`${step}.lead`)}</p>
      {step === 'hours' ? <WeekFields name="hours" week={props.hours} /> : null}
      {step === 'tax' ? <TaxFields /> : null}
      {step === 'people' ? <PeopleFields {...props} /> : null}
      {step === 'service' ? <ServiceFields currency={props.shop.currency} /> : null}
      <SubmitButton className="sm:justify-self-start">{t('onward')}</SubmitButton>
    </>
  )
}

function TaxFields() {
  const t = useTranslations('welcome')
  const settings = useTranslations('settings')
  return (
    <>
      <RadioCards
        name="charges"
        label={t('tax.charges')}
        defaultValue="yes"
        choices={(['yes', 'no'] as const).map((value) => ({ value, title: t(`tax.${value}`) }))}
      />
      <div className="grid gap-4 sm:grid-cols-2 sm:items-end">
        <TextInput name="name" label={settings('tax.rateName')} hint={t('tax.nameHint')} maxLength={60} />
        <TextInput name="percent" label={settings('tax.percent')} inputMode="decimal" after="%" ltr />
      </div>
    </>
  )
}

function PeopleFields({ shop, isMember }: Props) {
  const t = useTranslations('welcome')
  return (
    <>
      <RadioCards
        name="who"
        label={t('people.who')}
        defaultValue={isMember ? 'me' : 'other'}
        choices={[
          { value: 'me', title: t('people.me'), disabled: !isMember },
          { value: 'other', title: t('people.other') },
        ]}
      />
      <TextInput name="name" label={t('people.name')} hint={t('people.nameHint')} maxLength={200} optional />
      <TextInput
        name="places"
        label={t(shop.isBench ? 'people.benches' : 'people.bays')}
        inputMode="numeric"
        defaultValue="1"
        className="w-28"
        ltr
        required
      />
    </>
  )
}

function ServiceFields({ currency }: { currency: string }) {
  const t = useTranslations('welcome')
  const form = useTranslations('catalog.form')
  return (
    <>
      <TextInput name="name" label={form('name')} maxLength={120} required />
      <div className="grid gap-4 sm:grid-cols-3 sm:items-end">
        <TextInput
          name="durationMinutes"
          label={form('duration')}
          inputMode="numeric"
          after={form('minutes')}
          defaultValue="60"
          ltr
          required
        />
        <Select
          name="priceKind"
          label={t('service.kind')}
          options={(['fixed', 'from', 'quote'] as const).map((value) => ({
            value,
            label: form(`priceKinds.${value}`),
          }))}
        />
        <MoneyInput name="price" label={form('price')} currency={currency} />
      </div>
    </>
  )
}

function TryIt({ shop, service }: Props) {
  const t = useTranslations('welcome')
  const to = usePaths()
  return (
    <>
      <p className="measure">{t(shop.isPending ? 'try.pendingLead' : 'try.lead')}</p>
      <div className="flex flex-wrap gap-2">
        <LinkButton to={to.book(shop.slug, service ? { service: service.id } : {})} kind="primary">
          {t('try.book')}
        </LinkButton>
        <SubmitButton kind="quiet">{t('try.desk')}</SubmitButton>
      </div>
    </>
  )
}
