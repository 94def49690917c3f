import { isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js/max'
import type { CountryCode } from 'libphonenumber-js/max'
import { z } from 'zod'
import { foldDigits, foldLine } from './fold.ts'

/** True for an ISO country that phone numbers can be read in. */
export function isPhoneRegion(region: string): boolean {
  return isSupportedCountry(region)
}

function regionOf(region: string | null | undefined): CountryCode | undefined {
  return region && isSupportedCountry(region) ? region : undefined
}

/**
 * A phone number as typed → E.164, or null. A national number is read in `region` (the shop's in the request, else
 * the account's); where that gives no valid number, 09 and nine more digits are Iranian. No extensions: they
 * cannot be kept in E.164.
 */
export function parsePhone(typed: string, region?: string | null): string | null {
  const folded = foldLine(typed).replace(/[\u200b-\u200f]/g, '')
  const found = parsePhoneNumberFromString(folded, { defaultCountry: regionOf(region), extract: false })
  if (found?.isValid() && !found.ext) return found.number
  const bare = folded.replace(/[\s().\-/]/g, '')
  return /^09\d{9}$/.test(bare) ? `+98${bare.slice(1)}` : null
}

/** The ISO country that a number (E.164) belongs to; null where its plan is shared or unknown. */
export function regionOfPhone(e164: string): string | null {
  return parsePhoneNumberFromString(e164)?.country ?? null
}

/** A zod field for a phone whose region is known beforehand → E.164. */
export function phone(region?: string | null) {
  return z
    .string()
    .max(40)
    .meta({ example: '+12125550123' })
    .transform((typed, context): string => {
      const number = parsePhone(typed, region)
      if (number !== null) return number
      context.addIssue({ code: 'invalid_format', format: 'phone', input: typed })
      return z.NEVER
    })
}

/** A number for people: national in its own region, international elsewhere. Show it left to right. */
export function formatPhone(e164: string, region?: string | null): string {
  const found = parsePhoneNumberFromString(foldDigits(e164))
  if (!found) return e164
  return found.country !== undefined && found.country === region
    ? found.formatNational()
    : found.formatInternational()
}

/** True for a number that can take an SMS, as far as its numbering plan tells. */
export function canTakeSms(e164: string): boolean {
  const type = parsePhoneNumberFromString(e164)?.getType()
  return type === 'MOBILE' || type === 'FIXED_LINE_OR_MOBILE'
}
