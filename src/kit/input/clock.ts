import { foldDigits } from './fold.ts'

const HALVES: Readonly<Record<string, 0 | 12>> = {
  a: 0,
  am: 0,
  قظ: 0,
  صبح: 0,
  p: 12,
  pm: 12,
  بظ: 12,
  'بعد از ظهر': 12,
  عصر: 12,
}

/**
 * A wall time as people type it, as `HH:MM`: 14:30, 14.30, 1430, 9, 2:30 pm, ۹:۳۰, ۲:۳۰ ب.ظ; null where it is none.
 * `24:00` is midnight. For forms; runs in browsers too.
 */
export function clockOf(typed: string): string | null {
  const text = foldDigits(typed)
    .replaceAll(/[\u200e\u200f\u2066-\u2069]/g, '')
    .replaceAll(/\s+/g, ' ')
    .trim()
    .toLowerCase()
  const found = /^(\d{1,2})(?:[:.]?(\d{2}))? ?([^\d:]*)$/u.exec(text)
  if (!found) return null
  const half = (found[3] ?? '').replaceAll('.', '').trim()
  const [hour, minute] = [Number(found[1]), Number(found[2] ?? 0)]
  if (minute > 59) return null
  if (half === '') return hour < 24 || (hour === 24 && minute === 0) ? written(hour % 24, minute) : null
  const add = HALVES[half]
  return add === undefined || hour < 1 || hour > 12 ? null : written((hour % 12) + add, minute)
}

const written = (hour: number, minute: number): string =>
  [hour, minute].map((part) => String(part).padStart(2, '0')).join(':')
