import { foldDigits } from '../input/fold.ts'
import type { Money } from './arithmetic.ts'
import { currencySign } from './format.ts'
import { exponentOf } from './currency.ts'

/**
 * What a person types for an amount, in minor units; null when it cannot be read for certain. Any digits, grouping
 * by comma, point, space or apostrophe, and the currency's own code or sign. `1,250` is 1250 in every
 * currency; `1.250` too, but for those of three decimals.
 */
export function parseMoney(text: string, currency: string): Money | null {
  const exponent = exponentOf(currency)
  const bare = withoutSign(foldDigits(text), currency)
  const found = /^([-\u2212]?)([\d.,٬٫،'’\s/]+)$/u.exec(
    bare.replace(/[\u200e\u200f\u061c\u2066-\u2069]/g, '').trim(),
  )
  if (!found?.[2]) return null
  const plain = plainDecimal(found[2].trim(), exponent)
  if (plain === null) return null
  const amount = decimalToInteger(`${found[1] ? '-' : ''}${plain}`, exponent)
  return amount === null ? null : { amount, currency }
}

function withoutSign(text: string, currency: string): string {
  let rest = text
  for (const sign of [currency, currencySign(currency, 'en'), currencySign(currency, 'fa')]) {
    rest = rest.replace(
      new RegExp(`^(\\s*[-\u2212]?)\\s*${RegExp.escape(sign)}|${RegExp.escape(sign)}\\s*$`, 'iu'),
      '$1',
    )
  }
  return rest
}

/** Digits with at most one point, or null. */
function plainDecimal(text: string, exponent: number): string | null {
  const same = text.replace(/[\s'’]/gu, '٬').replaceAll('،', ',')
  const marks = [...same.matchAll(/[^\d]/gu)].map(([mark]) => mark)
  const last = marks.at(-1)
  if (last === undefined) return same
  const decimals = same.length - same.lastIndexOf(last) - 1
  const isPoint =
    last === '٫' || last === '/' || (isEither(last) && pointsAtDecimals(marks, last, decimals, exponent))
  const whole = isPoint ? same.slice(0, same.lastIndexOf(last)) : same
  const grouping = isPoint ? marks.slice(0, -1) : marks
  if (
    grouping.some(
      (mark) => mark !== grouping[0] || mark === '٫' || mark === '/' || (isPoint && mark === last),
    )
  )
    return null
  if (grouping.length > 0 && !/^\d{1,3}([^\d]\d{3})+$/u.test(whole) && !isIndian(whole)) return null
  const digits = whole.replace(/[^\d]/gu, '')
  return isPoint ? `${digits || '0'}.${same.slice(same.length - decimals)}` : digits
}

const isEither = (mark: string): boolean => mark === '.' || mark === ','

/** Lakh and crore grouping: 12,34,567. */
const isIndian = (whole: string): boolean => /^\d{1,2}(,\d{2})*,\d{3}$/.test(whole)

function pointsAtDecimals(
  marks: readonly string[],
  last: string,
  decimals: number,
  exponent: number,
): boolean {
  if (marks.filter((mark) => mark === last).length > 1) return false
  if (marks.length > 1) return true
  if (decimals !== 3) return true
  return exponent === 3 && last === '.'
}

/** A plain decimal ('12.5') as an integer of 10^-exponent; null when it has more places or is no safe integer. */
export function decimalToInteger(text: string, exponent: number): number | null {
  const found = /^(-?)(\d*)(?:\.(\d*))?$/.exec(text)
  if (!found || !/\d/.test(text)) return null
  const fraction = (found[3] ?? '').replace(/0+$/, '')
  if (fraction.length > exponent) return null
  const size = Number(`${found[2] || '0'}${fraction.padEnd(exponent, '0')}`)
  if (!Number.isSafeInteger(size)) return null
  return size === 0 ? 0 : found[1] ? -size : size
}

/**
 * A quantity as typed or as the database's numeric ('1.5', '1.500', '۱٫۵', '1,5') in thousandths; null when it is none,
 * or when its comma could be either ('1,500').
 */
export function parseQuantity(text: string): number | null {
  if (/,\d{3}$/.test(foldDigits(text).trim())) return null
  return decimalToInteger(typedDecimal(text), 3)
}

/** A percentage as typed or as the database's numeric ('8.875') in millionths; null when it is none. */
export function parsePercent(text: string): number | null {
  return decimalToInteger(typedDecimal(text.replace(/[%٪]\s*$/u, '')), 4)
}

function typedDecimal(text: string): string {
  return foldDigits(text).trim().replace('\u2212', '-').replace(/[٫,/]/u, '.')
}

/** Thousandths as the database's numeric and the API's text: 1500 → '1.5'. */
export function quantityText(quantity: number): string {
  const sign = quantity < 0 ? '-' : ''
  const size = Math.abs(quantity)
  const fraction = String(size % 1000)
    .padStart(3, '0')
    .replace(/0+$/, '')
  return `${sign}${Math.trunc(size / 1000)}${fraction ? `.${fraction}` : ''}`
}
