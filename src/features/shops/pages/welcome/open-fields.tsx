import { useTranslations } from 'use-intl'
import type { FormAnswer } from '../../../../kit/http/forms.ts'
import { FormKey } from '../../../../web/form-key.tsx'
import { SubmitButton } from '../../../../web/ui/button.tsx'
import { Form } from '../../../../web/ui/form.tsx'
import { RadioCards } from '../../../../web/ui/choices.tsx'
import { PhoneInput, Select, type SelectOption, TextInput } from '../../../../web/ui/inputs.tsx'
import { Section } from '../../../../web/ui/page.tsx'
import { Step, Steps } from '../../../../web/ui/step.tsx'
import { KindField, WhereFields } from '../settings/place.tsx'
import { STEPS } from './steps.ts'

interface Props {
  regions: readonly SelectOption[]
  currencies: readonly SelectOption[]
  timezones: readonly string[]
  values: Record<string, string>
  /** The businesses of the reader that the new shop may belong to. */
  businesses?: readonly { id: string; name: string }[]
  formKey: string
  answer: FormAnswer | undefined
}

/** The first step of a new shop: the shop itself. The others come once it is there. */
export function OpenShopSteps({ regions, currencies, timezones, values, businesses = [], ...form }: Props) {
  const t = useTranslations('welcome')
  const settings = useTranslations('settings')
  const { formKey, answer } = form
  return (
    <Steps>
      <Step number={1} title={t('shop.title')} state="open">
        <Form method="post" problem={answer?.problem} values={answer?.values ?? values}>
          <FormKey value={answer?.formKey ?? formKey} />
          <TextInput name="name" label={settings('place.name')} maxLength={120} required />
          <TextInput
            name="slug"
            label={t('shop.slug')}
            hint={t('shop.slugHint')}
            maxLength={60}
            ltr
            optional
          />
          {businesses.length > 0 ? <BusinessField businesses={businesses} /> : null}
          <KindField />
          <WhereFields regions={regions} timezones={timezones} />
          <PhoneInput name="phone" label={settings('place.phone')} autoComplete="off" optional />
          <Section title={t('shop.money')} level={3}>
            <Select
              name="currency"
              label={t('shop.currency')}
              hint={t('shop.currencyHint')}
              options={currencies}
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
  )
}

/** Whether the shop belongs to a business of the reader's, or to a new one. */
function BusinessField({ businesses }: { businesses: readonly { id: string; name: string }[] }) {
  const t = useTranslations('welcome.shop')
  return (
    <RadioCards
      name="organisationId"
      label={t('business')}
      choices={[
        ...businesses.map(({ id, name }) => ({
          value: id,
          title: <bdi>{name}</bdi>,
          note: t('businessNote'),
        })),
        { value: '', title: t('newBusiness'), note: t('newBusinessNote') },
      ]}
    />
  )
}
