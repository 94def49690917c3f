import type { Locale } from '../time/format.ts'
import type { Money } from './arithmetic.ts'
import { exponentOf } from './currency.ts'

const formats = new Map<string, Intl.NumberFormat>()

function formatFor(key: string, make: () => Intl.NumberFormat): Intl.NumberFormat {
  let format = formats.get(key)
  if (!format) formats.set(key, (format = make()))
  return format
}

const tagOf = (locale: Locale): string => (locale === 'fa' ? 'fa-IR' : 'en-US')

/** Minor units as an exact decimal text with a point: 12900, 2 → '129.00'. */
export function toDecimal(amount: number, exponent: number): string {
  const digits = String(Math.abs(amount)).padStart(exponent + 1, '0')
  const whole = digits.slice(0, digits.length - exponent)
  const fraction = exponent > 0 ? `.${digits.slice(-exponent)}` : ''
  return `${amount < 0 ? '-' : ''}${whole}${fraction}`
}

/** The currency's sign for a reader: $, €, ریال. */
export function currencySign(currency: string, locale: Locale): string {
  const format = formatFor(`sign ${locale} ${currency}`, () => {
    return new Intl.NumberFormat(tagOf(locale), {
      style: 'currency',
      currency,
      currencyDisplay: 'narrowSymbol',
    })
  })
  return format.formatToParts(0).find((part) => part.type === 'currency')?.value ?? currency
}

function decimal(amount: number, exponent: number, locale: Locale): string {
  const format = formatFor(`decimal ${locale} ${exponent}`, () => {
    return new Intl.NumberFormat(tagOf(locale), {
      minimumFractionDigits: exponent,
      maximumFractionDigits: exponent,
    })
  })
  // A text keeps every digit, and TypeScript knows it only as a numeric literal.
  return format.format(toDecimal(amount, exponent) as Intl.StringNumericLiteral)
}

/**
 * Money for people: $129.00, IRR 1,250,000, ۱٬۲۵۰٬۰۰۰ ریال. In Persian the sign stands after the number (Intl puts it
 * first, behind a left-to-right mark that breaks papers); the one mark left is before a minus, which it holds in place.
 * In text of the other direction wrap it with `isolate`, on a page in `<bdi>`.
 */
export function formatMoney(value: Money, locale: Locale): string {
  const exponent = exponentOf(value.currency)
  if (locale === 'fa') {
    return `${decimal(value.amount, exponent, locale)}\u00a0${currencySign(value.currency, locale)}`
  }
  const sign = currencySign(value.currency, locale)
  const space = /[A-Za-z]$/.test(sign) ? '\u00a0' : ''
  const minus = value.amount < 0 ? '-' : ''
  return `${minus}${sign}${space}${decimal(Math.abs(value.amount), exponent, locale)}`
}

/** The number alone, for a column whose head names the currency. */
export function formatAmount(value: Money, locale: Locale): string {
  return decimal(value.amount, exponentOf(value.currency), locale)
}

/** Rials as tomans (a tenth), to look at only, always with its `label` (the word is in the catalogues). */
export function formatToman(value: Money, locale: Locale, label: string): string {
  if (value.currency !== 'IRR') throw new TypeError('only rials have a toman')
  const exponent = value.amount % 10 === 0 ? 0 : 1
  return `${decimal(exponent === 0 ? value.amount / 10 : value.amount, exponent, locale)}\u00a0${label}`
}

/** Text that keeps its own direction inside any other (first strong isolate), for mails and SMS. */
export function isolate(text: string): string {
  return `\u2068${text}\u2069`
}

/** A quantity in thousandths for people: 1500 → 1.5. */
export function formatQuantity(quantity: number, locale: Locale): string {
  const format = formatFor(
    `quantity ${locale}`,
    () => new Intl.NumberFormat(tagOf(locale), { maximumFractionDigits: 3 }),
  )
  return format.format(toDecimal(quantity, 3) as Intl.StringNumericLiteral)
}

/** A rate in millionths for people: 88750 → 8.875%. */
export function formatRate(rate: number, locale: Locale): string {
  const format = formatFor(`rate ${locale}`, () => {
    return new Intl.NumberFormat(tagOf(locale), { style: 'percent', maximumFractionDigits: 4 })
  })
  return format.format(toDecimal(rate, 6) as Intl.StringNumericLiteral)
}
