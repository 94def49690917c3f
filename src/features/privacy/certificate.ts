/** What was made anonymous: words for each stand in `privacy.erased`. */
export type ErasedKind =
  | 'contacts'
  | 'things'
  | 'orders'
  | 'notes'
  | 'photos'
  | 'messages'
  | 'account'
  | 'sessions'
  | 'garage'

/** What stays, and why; `until` is a date, or null where it stays for good. */
export interface KeptPart {
  what: 'invoices' | 'payments' | 'work' | 'consents' | 'audit'
  count: number | null
  until: string | null
  /** The numbers of invoices. */
  numbers?: string[]
}

/** What an erasure did at one shop, or to an account. No names: ids, counts, numbers and dates. */
export interface Certificate {
  format: 'fixbay-erasure-certificate/1'
  /** The number by which it is asked for. */
  number: string
  erasedAt: string
  askedAt: string
  askedBy: 'person' | 'shop'
  /** The shop whose records these were; null for the account itself. */
  shop: { id: string; name: string } | null
  /** The record that is anonymous now. */
  subject: { kind: 'customer' | 'account'; id: string }
  erased: { what: ErasedKind; count: number }[]
  kept: KeptPart[]
}

/** The last day on which books of a year must still be there. */
export function booksUntil(lastYear: number, years: number): string {
  return `${lastYear + years}-12-31`
}
