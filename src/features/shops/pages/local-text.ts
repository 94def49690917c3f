import type { Locale } from '../../../kit/i18n/locale.ts'
import { localDigits } from '../../../kit/time/format.ts'

/** A text of a shop with the digits of its script: what is typed is kept with Latin ones, for search. */
export function localText(text: string, locale: Locale): string {
  return locale === 'fa' && /\p{Script=Arabic}/u.test(text) ? localDigits(text, 'fa') : text
}
