import { z } from 'zod'
import { invalid } from '../../kit/errors.ts'
import { email, isPhoneRegion, longText, parsePhone, phoneText, text } from '../../kit/input.ts'
import { isCurrency } from '../../kit/money.ts'
import { isZone, parseTime } from '../../kit/time.ts'
import { SHOP_KINDS } from './shop.ts'

const issue = (key: string) => ({ params: { key } })

/** The shop's name in addresses: small letters, digits and single dashes, 3 to 60 characters. */
export const slugField = () =>
  z
    .string()
    .trim()
    .toLowerCase()
    .min(3)
    .max(60)
    .refine((slug) => /^[a-z0-9]+(-[a-z0-9]+)*$/.test(slug), issue('slug'))

/** An IANA zone such as Asia/Tehran. */
export const timezoneField = () => z.string().trim().max(64).refine(isZone, issue('timezone'))

/** An ISO 4217 code that is in use. */
export const currencyField = () =>
  z
    .string()
    .trim()
    .toUpperCase()
    .refine((code) => isCurrency(code), issue('currency'))

/** An ISO 3166 country whose phone numbers can be read. */
export const regionField = () => z.string().trim().toUpperCase().refine(isPhoneRegion, issue('region'))

// A centimetre. Finer numbers than that only make the arithmetic of distances underflow.
const fine = (degrees: number): number => Math.round(degrees * 1e7) / 1e7

/** A place in degrees. */
export const locationField = () =>
  z.strictObject({
    lat: z.number().min(-90).max(90).overwrite(fine),
    lon: z.number().min(-180).max(180).overwrite(fine),
  })

/** A web address of http or https; a bare name gets https. */
export const websiteField = () =>
  z
    .string()
    .trim()
    .max(300)
    .overwrite((typed) => (/^[a-z][a-z0-9+.-]*:/i.test(typed) ? typed : `https://${typed}`))
    .refine(isWebAddress, issue('url'))

function isWebAddress(typed: string): boolean {
  const address = URL.parse(typed)
  return address !== null && /^https?:$/.test(address.protocol) && address.hostname.includes('.')
}

/** `HH:MM` → wall time. */
export const clockField = () =>
  z
    .string()
    .meta({ example: '08:30' })
    .transform((typed, context): Temporal.PlainTime => {
      const time = parseTime(typed)
      if (time) return time
      context.addIssue({ code: 'custom', params: { key: 'clock' }, input: typed })
      return z.NEVER
    })

/** One stretch of a week. */
export const weeklyField = () =>
  z.strictObject({ weekday: z.int().min(1).max(7), opens: clockField(), closes: clockField() })

// A tax rate has at most four places: 8.875 %.
const PLACES = 10_000

/** A percentage with at most four places. */
export const percentField = () =>
  z
    .number()
    .min(0)
    .max(100)
    .refine((percent) => Math.abs(percent * PLACES - Math.round(percent * PLACES)) < 1e-6, issue('percent'))

/** Per cent as millionths: 8.875 → 88 750. */
export const ppmOf = (percent: number): number => Math.round(percent * PLACES)

/** Millionths as per cent: 88 750 → 8.875. */
export const percentOf = (ppm: number): number => ppm / PLACES

/** Who and where a shop is: what it tells its customers. */
export const placeFields = {
  name: text({ max: 120 }),
  kinds: z
    .array(z.enum(SHOP_KINDS))
    .min(1)
    .max(SHOP_KINDS.length)
    .transform((kinds) => [...new Set(kinds)]),
  city: text({ max: 120 }),
  address: text({ max: 300 }),
  region: regionField(),
  location: locationField().nullable(),
  timezone: timezoneField(),
  locale: z.enum(['en', 'fa']),
  calendar: z.enum(['gregorian', 'jalali']),
}

export const contactFields = {
  phone: phoneText().nullable(),
  email: email().nullable(),
  website: websiteField().nullable(),
}

/** A phone as typed → E.164, read in the shop's region; 400 at `pointer`. */
export function shopPhone(typed: string | null, region: string, pointer: string): string | null {
  if (typed === null) return null
  const phone = parsePhone(typed, region)
  if (!phone) throw invalid(pointer, 'phone')
  return phone
}

export const textBody = () => longText({ max: 20_000 })
