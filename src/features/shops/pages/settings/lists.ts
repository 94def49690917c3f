import type { Locale } from '../../../../kit/i18n/locale.ts'
import { isPhoneRegion } from '../../../../kit/input.ts'

/** The countries that a shop can be in, by name in the reader's language. */
export function regionOptions(locale: Locale): { value: string; label: string }[] {
  const names = new Intl.DisplayNames(locale, { type: 'region' })
  const letters = Array.from({ length: 26 }, (_, index) => String.fromCharCode(65 + index))
  const compare = new Intl.Collator(locale).compare
  return letters
    .flatMap((one) => letters.map((two) => one + two))
    .filter(isPhoneRegion)
    .map((value) => ({ value, label: names.of(value) ?? value }))
    .toSorted((a, b) => compare(a.label, b.label))
}

/** The IANA zones to offer while one is typed. */
export function timezones(): string[] {
  return Intl.supportedValuesOf('timeZone')
}

/** The currencies to choose from, by name in the reader's language. */
export function currencyOptions(locale: Locale): { value: string; label: string }[] {
  const names = new Intl.DisplayNames(locale, { type: 'currency' })
  return Intl.supportedValuesOf('currency').map((value) => ({
    value,
    label: `${value} – ${names.of(value) ?? value}`,
  }))
}
