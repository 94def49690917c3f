import { z } from 'zod'
import { rfc3339 } from '../../kit/time.ts'
import type { Customer } from './store.ts'
import type { Consent } from './store-consents.ts'

const instant = () => z.string().meta({ format: 'date-time' })

/** A shop's record of a customer, for its people. */
export const CustomerAnswer = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string().nullable(),
  phone: z.string().nullable(),
  address: z.string().nullable(),
  locale: z.enum(['en', 'fa']),
  notes: z.string(),
  /** Whether they have an account of their own. */
  hasAccount: z.boolean(),
  active: z.boolean(),
  createdAt: instant(),
  version: z.int(),
})
export type CustomerAnswer = z.output<typeof CustomerAnswer>

export const ConsentAnswer = z.object({
  purpose: z.enum(['terms', 'service', 'reminders', 'promotions', 'reviews']),
  channel: z.enum(['any', 'email', 'sms']),
  granted: z.boolean(),
  source: z.string(),
  at: instant(),
})
export type ConsentAnswer = z.output<typeof ConsentAnswer>

/** The record in the contract's manner; instants with the shop's offset. */
export function presentRecord(customer: Customer, zone: string): CustomerAnswer {
  const { id, name, email, phone, address, locale, notes, version } = customer
  return {
    id,
    name,
    email,
    phone,
    address,
    locale,
    notes,
    hasAccount: customer.accountId !== null,
    active: customer.deactivatedAt === null,
    createdAt: rfc3339(customer.createdAt, zone),
    version,
  }
}

/** What was said about one purpose and channel. */
export function presentConsent(
  { purpose, channel, granted, source, at }: Consent,
  zone: string,
): ConsentAnswer {
  return { purpose, channel, granted, source, at: rfc3339(at, zone) }
}
