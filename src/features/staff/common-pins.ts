// Columns and corners of the keypad, and what is typed most beside runs, repeats and years.
const LISTED = new Set([
  '2580',
  '0852',
  '1379',
  '9731',
  '1397',
  '1470',
  '3690',
  '159753',
  '147258',
  '147258369',
  '123654',
])
const ROUND = '01234567890'

/** PINs that are guessed first: runs, repeats, pairs, years and patterns of the keypad. Digits only. */
export function isCommonPin(pin: string): boolean {
  const backwards = Array.from(pin).toReversed().join('')
  if (ROUND.includes(pin) || ROUND.includes(backwards) || LISTED.has(pin)) return true
  if (new Set(pin).size <= 1) return true
  // 1212, 123123, 12341234; 1122, 112233; 1221.
  if (/^(\d{1,4})\1+$/.test(pin) || /^(?:(\d)\1)+$/.test(pin) || pin === backwards) return true
  return /^(?:19\d\d|20[0-4]\d|13\d\d|14[01]\d)$/.test(pin)
}
