import type { Locale } from '../../../kit/i18n/locale.ts'
import { localDigits } from '../../../kit/time/format.ts'

/** A text of a shop with the digits of each line's script: what is typed is kept with Latin ones, for search. */
export function localText(text: string, locale: Locale): string {
  if (locale !== 'fa') return text
  return text.replaceAll(/.*\p{Script=Arabic}.*/gu, (line) => localDigits(line, 'fa'))
}
