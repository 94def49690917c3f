import type { CalendarName } from '../../kit/time/format.ts'
import type { Rounding, TaxMode } from '../../kit/money.ts'
import type { Locale } from '../../kit/context.ts'

export const SHOP_KINDS = ['workshop', 'inspection', 'device'] as const
export type ShopKind = (typeof SHOP_KINDS)[number]

export type ShopStatus = 'pending' | 'approved' | 'suspended'

/** What customers may book and until when; minutes and days as counted by the shop's wall clock. */
export interface ShopPolicies {
  /** At once, or when someone of the shop has said yes. */
  confirmBookings: 'instant' | 'by_staff'
  slotStepMinutes: number
  leadMinutes: number
  horizonDays: number
  /** Minutes of work that customers may leave with the shop on one day; null: no limit. */
  dropOffMinutes: number | null
  /** When it is brought, as HH:MM; null: at opening. */
  dropOffAt: string | null
  cancelUntilMinutes: number
  rescheduleUntilMinutes: number
  /** How long before the visit its customer is asked whether they come; null: never. */
  confirmAskMinutes: number | null
  /** How long before it a visit that was not confirmed is given to others; null: never. */
  confirmReleaseMinutes: number | null
  /** How long a freed time is held for each on the waitlist. */
  offerMinutes: number
  /** From so many missed visits on, a customer's bookings wait for the shop's yes; null: never. */
  noShowLimit: number | null
}

/** A shop with everything that other features ask of it. */
export interface Shop {
  id: string
  organisationId: string
  slug: string
  name: string
  kinds: ShopKind[]
  status: ShopStatus
  city: string
  address: string
  /** ISO country: where its national phone numbers and its law are. */
  region: string
  location: { lat: number; lon: number } | null
  timezone: string
  currency: string
  locale: Locale
  calendar: 'gregorian' | 'jalali'
  phone: string | null
  email: string | null
  website: string | null
  accent: string | null
  legalName: string | null
  taxNumber: string | null
  taxMode: TaxMode
  rounding: Rounding
  invoicePrefix: string
  /** First month of the fiscal year, counted in the shop's calendar. */
  fiscalYearStarts: number
  qualityCheck: boolean
  policies: ShopPolicies
  /** Average to two places; null before the first review. */
  rating: { average: number; count: number } | null
  createdAt: Temporal.Instant
  version: number
}

/** The shop's calendar as the functions of `kit/time` name it. */
export function calendarOf(shop: Pick<Shop, 'calendar'>): CalendarName {
  return shop.calendar === 'jalali' ? 'persian' : 'gregory'
}
