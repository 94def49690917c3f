import { useTranslations } from 'use-intl'
import type { FormAnswer } from '../../../../kit/http/forms.ts'
import { SubmitButton } from '../../../../web/ui/button.tsx'
import { Checkbox } from '../../../../web/ui/choices.tsx'
import { Form } from '../../../../web/ui/form.tsx'
import { TextInput } from '../../../../web/ui/inputs.tsx'
import { HueTag } from '../../../../web/ui/status-tag.tsx'
import { useAnswerOf } from './settings-page.tsx'

interface Rate {
  id: string
  name: string
  percent: number
  isDefault: boolean
}

/** The tax rates of a shop, each a form of its own, and one more to add. */
export function Rates({ rates, answer }: { rates: readonly Rate[]; answer: FormAnswer | undefined }) {
  const t = useTranslations('settings')
  const adding = useAnswerOf('add', answer)
  return (
    <>
      {rates.length === 0 ? <p className="text-ink-2">{t('tax.none')}</p> : null}
      <div className="grid divide-y divide-line">
        {rates.map((rate) => (
          <RateForms key={rate.id} rate={rate} answer={answer} />
        ))}
      </div>
      <details open={adding !== undefined || rates.length === 0}>
        <summary className="link w-fit">{t('tax.addRate')}</summary>
        <Form
          method="post"
          action="?do=add"
          problem={adding?.problem}
          values={adding?.values}
          className="mt-4"
        >
          <div className="grid gap-4 sm:grid-cols-2 sm:items-end">
            <TextInput name="name" label={t('tax.rateName')} maxLength={60} required />
            <TextInput name="percent" label={t('tax.percent')} inputMode="decimal" after="%" ltr required />
          </div>
          <Checkbox name="isDefault" label={t('tax.makeDefault')} defaultChecked={rates.length === 0} />
          <SubmitButton className="sm:justify-self-start" kind="quiet">
            {t('tax.addRate')}
          </SubmitButton>
        </Form>
      </details>
    </>
  )
}

function RateForms({ rate, answer }: { rate: Rate; answer: FormAnswer | undefined }) {
  const t = useTranslations('settings')
  const all = useAnswerOf('rate', answer)
  const mine = all?.values['rate'] === rate.id ? all : undefined
  return (
    <Form
      method="post"
      action="?do=rate"
      problem={mine?.problem}
      values={mine?.values ?? { ...rate }}
      className="py-3"
    >
      <input type="hidden" name="rate" value={rate.id} />
      <div className="flex flex-wrap items-end gap-3">
        <TextInput id={`name-${rate.id}`} name="name" label={t('tax.rateName')} maxLength={60} required />
        <TextInput
          id={`percent-${rate.id}`}
          name="percent"
          label={t('tax.percent')}
          inputMode="decimal"
          after="%"
          className="w-28"
          ltr
          required
        />
        <SubmitButton className="sm:justify-self-start" kind="quiet">
          {t('save')}
        </SubmitButton>
        {rate.isDefault ? (
          <span className="py-2">
            <HueTag hue="ready" shape="check" plain>
              {t('tax.isDefault')}
            </HueTag>
          </span>
        ) : (
          <>
            <SubmitButton kind="bare" name="isDefault" value="true">
              {t('tax.makeDefaultNow')}
            </SubmitButton>
            <SubmitButton kind="bare" name="retire" value="true">
              {t('tax.retire')}
            </SubmitButton>
          </>
        )}
      </div>
    </Form>
  )
}
