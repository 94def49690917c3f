import { createTranslator } from 'use-intl'
import { useDocument } from '../../document.ts'
import en from './words.en.json'
import fa from './words.fa.json'

const NOON = Date.UTC(2026, 10, 24, 17)
const HOUR = 3_600_000

/** Words of the style guide alone: they stand beside it and travel with no other page. */
export function useSample() {
  const { locale } = useDocument()
  const messages = locale === 'fa' ? fa : en
  return createTranslator<typeof en>({ locale, messages })
}

export type Sample = ReturnType<typeof useSample>

/** A moment some hours from a fixed noon in New York. */
export const at = (hours: number) => new Date(NOON + hours * HOUR).toISOString()

/** An amount in the currency of the page's language. */
export function usePrice() {
  const { locale } = useDocument()
  return (amount: number) =>
    locale === 'fa' ? { amount: amount * 500, currency: 'IRR' } : { amount, currency: 'EUR' }
}

/** A plate as it is usual where the page's language is spoken. */
export function usePlates(): readonly [string, string, string] {
  const { locale } = useDocument()
  return locale === 'fa' ? ['۱۲ب۳۴۵۶۷', '۴۴الف۱۸۷۱۱', '۷۵ص۹۰۲۸۸'] : ['B-FX 1042', '7ABC123', 'KHG 4471']
}
