import type { Locale } from '../../kit/context.ts'
import type { Money } from '../../kit/money.ts'

export const RESOURCE_KINDS = ['bay', 'technician', 'bench', 'loaner', 'equipment'] as const
export type ResourceKind = (typeof RESOURCE_KINDS)[number]

export const PRICE_KINDS = ['fixed', 'from', 'quote'] as const
export type PriceKind = (typeof PRICE_KINDS)[number]

export const CONFIRMATIONS = ['instant', 'by_staff'] as const
export type Confirmation = (typeof CONFIRMATIONS)[number]

/** What one visit holds: so many resources of a kind and, for people, of a skill. */
export interface ServiceNeed {
  kind: ResourceKind
  skill: string | null
  count: number
  /** Whether set-up and clean-up time hold them too. */
  holdsSetup: boolean
  holdsCleanup: boolean
}

/** A service as its shop offers it. Times in minutes; prices as listed, with or without tax by the shop's tax mode. */
export interface Service {
  shopId: string
  id: string
  name: string
  description: string
  /** The words in the shop's other language, where it has written some. */
  translations: Partial<Record<Locale, { name: string; description: string; category: string }>>
  category: string
  durationMinutes: number
  setupMinutes: number
  cleanupMinutes: number
  priceKind: PriceKind
  /** Null for a quote. */
  price: Money | null
  /** What it costs the shop: never shown to customers. */
  cost: Money | null
  /** Null means the shop's default rate. */
  taxRateId: string | null
  /** The rate that counts: the service's own, else the shop's default, in millionths. */
  tax: { name: string; ratePpm: number }
  /** Its own notice before a booking and its own number a day, where they differ from the shop's. */
  leadMinutes: number | null
  dailyLimit: number | null
  /** Somebody else can do it while other work of the visit goes on. */
  runsBeside: boolean
  /** The customer leaves the car or device for the day; it holds nobody and no bay, but takes of the day's hours. */
  dropOff: boolean
  /** Null: as the shop confirms bookings. */
  confirmBookings: Confirmation | null
  needs: ServiceNeed[]
  position: number
  archivedAt: Temporal.Instant | null
  version: number
}
