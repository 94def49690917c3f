import { z } from 'zod'
import { foldDigits, foldLine } from './fold.ts'
import { readAt } from './reading.ts'

const compact = (typed: string): string =>
  foldDigits(typed)
    .replace(/[\s\u200b-\u200f.\-/]/g, '')
    .toUpperCase()

/** A vehicle identification number: 17 of digits and letters without I, O and Q, in capitals. */
export function vin() {
  return z
    .string()
    .overwrite(compact)
    .regex(/^[A-HJ-NPR-Z0-9]{17}$/)
}

const vinValues = Object.fromEntries(
  ['AJ', 'BKS', 'CLT', 'DMU', 'ENV', 'FW', 'GPX', 'HY', 'RZ'].flatMap((letters, index) =>
    letters.split('').map((letter): [string, number] => [letter, index + 1]),
  ),
)
const vinWeights = [8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2]

/**
 * Whether the ninth character is the check digit of ISO 3779's North American rule. Only ever a hint: cars made
 * for other markets need not follow it.
 */
export function hasVinCheckDigit(number: string): boolean {
  const sum = vinWeights.reduce((total, weight, place) => {
    const letter = number.charAt(place)
    return total + weight * (vinValues[letter] ?? Number(letter))
  }, 0)
  return number.charAt(8) === (sum % 11 === 10 ? 'X' : String(sum % 11))
}

/** An IMEI: 15 digits, the last by Luhn. */
export function imei() {
  return z
    .string()
    .overwrite(compact)
    .regex(/^\d{15}$/)
    .refine(hasLuhnDigit)
}

/** Whether the last digit is the Luhn check digit of those before it. */
export function hasLuhnDigit(number: string): boolean {
  const sum = number
    .split('')
    .toReversed()
    .reduce((total, letter, place) => {
      const digit = Number(letter) * (place % 2 === 1 ? 2 : 1)
      return total + (digit > 9 ? digit - 9 : digit)
    }, 0)
  return sum % 10 === 0
}

/** A number plate of any script: letters, digits, spaces and dashes, in capitals, 2 to 20 characters. */
export function plate() {
  return z
    .string()
    .overwrite((typed) =>
      foldLine(typed)
        .replace(/[\u200b-\u200f]/g, '')
        .toUpperCase(),
    )
    .min(2)
    .max(20)
    .regex(/^[\p{L}\p{N}][\p{L}\p{M}\p{N} .\-·]*$/u)
}

/** What two writings of one plate have in common: its letters and digits. */
export function plateKey(typed: string): string {
  return foldLine(typed)
    .toUpperCase()
    .replace(/[^\p{L}\p{N}]/gu, '')
}

/** A serial number: one line of printable Latin characters, in capitals. */
export function serial() {
  return z
    .string()
    .overwrite((typed) => foldLine(typed).toUpperCase())
    .min(3)
    .max(40)
    .regex(/^[\x21-\x7e ]+$/)
}

/** The year of the first car; nothing older comes to a shop. */
export const FIRST_MODEL_YEAR = 1886

/** The latest model year that may be named at an instant: next year's models are sold this year. */
export function lastModelYear(now: Temporal.Instant): number {
  return now.toZonedDateTimeISO('UTC').year + 1
}

/**
 * A model year from 1886 to next year's, by the clock of the reading (`readingAt`). A year of the Jalali calendar, as
 * Iranian papers give it (1398), becomes the Gregorian one in which most of it falls (2019).
 */
export function modelYear() {
  return z
    .int()
    .overwrite((year) => (isJalaliYear(year) ? year + JALALI_BEHIND : year))
    .min(FIRST_MODEL_YEAR)
    .max(9999)
    .superRefine((year, context) => {
      const now = readAt()
      if (!now || year <= lastModelYear(now)) return
      const params = { key: 'modelYear', limit: lastModelYear(now) }
      context.addIssue({ code: 'custom', params, input: year })
    })
}

// No car was made in a Gregorian year of this span.
const isJalaliYear = (year: number): boolean => year >= 1300 && year < 1500
const JALALI_BEHIND = 621

/** True for 1886 to next year. */
export function isModelYear(year: number, now: Temporal.Instant): boolean {
  return Number.isInteger(year) && year >= FIRST_MODEL_YEAR && year <= lastModelYear(now)
}

/** An odometer reading in whole kilometres or miles. */
export function odometer() {
  return z.int().min(0).max(9_999_999)
}
