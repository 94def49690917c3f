import { localDigits } from '../../kit/input/fold.ts'
import type { Locale } from '../../kit/time/format.ts'

/** A name or number that people wrote, in the reader's digits: ۲۰۶ تیپ ۵. One with Latin letters in it stays: iPhone 14. */
export function nameDigits(text: string, locale: Locale): string {
  return /[A-Za-z]/.test(text) ? text : localDigits(text, locale)
}
