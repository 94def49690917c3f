import { useTranslations } from 'use-intl'
import { formatAmount, type Money } from '../../../kit/money.ts'
import { useDocument } from '../../../web/document.ts'
import { TextInput } from '../../../web/ui/inputs.tsx'
import { Money as Amount } from '../../../web/ui/values.tsx'

/** Up to how much without asking: an amount and its currency. */
export function LimitFields({ id }: { id: string }) {
  const t = useTranslations('household.limit')
  return (
    <div className="grid gap-4 sm:grid-cols-[2fr_1fr]">
      <TextInput
        id={`${id}-limit`}
        name="limit"
        label={t('label')}
        hint={t('hint')}
        inputMode="decimal"
        autoComplete="off"
        maxLength={40}
        ltr
        optional
      />
      <TextInput
        id={`${id}-currency`}
        name="currency"
        label={t('currency')}
        hint={t('currencyHint')}
        maxLength={3}
        autoComplete="off"
        ltr
        required
      />
    </div>
  )
}

/** A limit as the fields above take it. */
export function useLimitValues(limit: Money | null, currency: string): { limit: string; currency: string } {
  const { locale } = useDocument()
  return { limit: limit ? formatAmount(limit, locale) : '', currency: limit?.currency ?? currency }
}

/** A limit in words. */
export function LimitWords({ limit }: { limit: Money | null }) {
  const t = useTranslations('household.limit')
  if (limit === null) return t('none')
  if (limit.amount === 0) return t('always')
  return t.rich('upTo', { amount: () => <Amount value={limit} /> })
}
