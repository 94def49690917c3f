import { z } from 'zod'
import { parseInstant } from '../time/zone.ts'
import { foldDigits, foldLetters, foldLine, foldLines } from './fold.ts'

/** One line of folded, trimmed text of `min` (1 unless said) to `max` characters. */
export function text({ min = 1, max }: { min?: number; max: number }) {
  return z.string().overwrite(foldLine).min(min).max(max)
}

/** Several lines of folded, trimmed text; may be empty unless `min` says otherwise. */
export function longText({ min = 0, max }: { min?: number; max: number }) {
  return z.string().overwrite(foldLines).min(min).max(max)
}

/** Digits only, any script, spaces and dashes between them dropped: codes from a mail or SMS. */
export function digits({ length }: { length: number }) {
  return z
    .string()
    .overwrite((typed) => foldDigits(typed).replace(/[\s\u200b-\u200f-]/g, ''))
    .regex(new RegExp(`^\\d{${length}}$`))
}

/** A mail address, folded and in lower case, 254 characters at most. */
export function email() {
  return z
    .string()
    .overwrite((typed) =>
      foldLine(typed)
        .replace(/[\u200b-\u200f]/g, '')
        .toLowerCase(),
    )
    .max(254)
    .email()
}

/** A password as typed (spaces count), its digits and letters folded so that two keyboards give one password. */
export function password({ min, max }: { min: number; max: number }) {
  return z
    .string()
    .overwrite((typed) => foldDigits(foldLetters(typed.toWellFormed().normalize('NFC'))))
    .min(min)
    .max(max)
}

/** The version that a change was made upon. */
export function version() {
  return z.int().min(1).max(2_147_483_646)
}

// No country has shorter numbers that can be called from abroad.
const FEWEST_DIGITS = 5

/** A phone as typed, folded; the capability reads it with `parsePhone` once it knows the shop's region. */
export function phoneText() {
  return z
    .string()
    .overwrite(foldLine)
    .min(3)
    .max(40)
    .refine((typed) => (typed.match(/\d/g)?.length ?? 0) >= FEWEST_DIGITS, { params: { key: 'phone' } })
}

// The database knows no year 0, and from the last year of four digits a day or a zone leads to one of five.
const isWithinReach = ({ year }: Temporal.PlainDate): boolean => year >= 1 && year <= 9998

/** An RFC 3339 instant with any offset → `Temporal.Instant`. */
export function instant() {
  return z
    .string()
    .meta({ format: 'date-time', example: '2026-12-01T09:30:00+03:30' })
    .transform((typed, context): Temporal.Instant => {
      const at = parseInstant(typed)
      if (at && isWithinReach(at.toZonedDateTimeISO('UTC').toPlainDate())) return at
      context.addIssue({ code: 'invalid_format', format: 'datetime', input: typed })
      return z.NEVER
    })
}

/** A date `YYYY-MM-DD` local to the shop → `Temporal.PlainDate`. */
export function localDay() {
  return z
    .string()
    .meta({ format: 'date', example: '2026-12-01' })
    .transform((typed, context): Temporal.PlainDate => {
      const folded = foldDigits(typed.trim())
      try {
        const date = /^\d{4}-\d{2}-\d{2}$/.test(folded) ? Temporal.PlainDate.from(folded) : undefined
        if (date && isWithinReach(date)) return date
      } catch {
        // no such day: told below
      }
      context.addIssue({ code: 'invalid_format', format: 'date', input: typed })
      return z.NEVER
    })
}

/** How many a page of a list holds, from a query in any digits: `fallback` unless said, `most` at the most. */
export function pageLimit({ most, fallback }: { most: number; fallback: number }) {
  return z
    .preprocess(
      (typed) => (typeof typed === 'string' ? (parseWhole(typed) ?? Number.NaN) : typed),
      z.int().min(1).max(most),
    )
    .default(fallback)
    .meta({ description: `${fallback} unless said.` })
}

/** A whole number typed into a form, any digits, grouping dropped; null when it is none. */
export function parseWhole(typed: string): number | null {
  const plain = foldDigits(typed)
    .trim()
    .replace(/[\s٬,'’\u200b-\u200f]/gu, '')
    .replace('\u2212', '-')
  if (!/^-?\d{1,16}$/.test(plain)) return null
  const value = Number(plain)
  return Number.isSafeInteger(value) ? value + 0 : null
}
