import type { Locale } from '../../../kit/context.ts'

/** The size of a file as people read it: "2.4 MB". */
export function sizeWords(bytes: number | null, locale: Locale): string {
  const kilo = (bytes ?? 0) / 1000
  const [value, unit] = kilo < 1000 ? ([kilo, 'kilobyte'] as const) : ([kilo / 1000, 'megabyte'] as const)
  return new Intl.NumberFormat(locale, { style: 'unit', unit, maximumFractionDigits: 1 }).format(value)
}
