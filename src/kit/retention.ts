/** How long something is kept. `books`: as the shop's books; `always`: as long as the installation stands. */
export type Keep = { hours: number } | { days: number } | 'books' | 'always'

/** A rule of retention: for which tables, how long, and the job that keeps it. What and why stand in the words `privacy.retention`. */
export interface RetentionRule {
  tables: readonly string[]
  keep: Keep
  /** The job that sweeps; null where nothing is deleted, or where somebody else does it. */
  job: string | null
}

/**
 * Everything that is kept for a time only, and what is kept on purpose. The jobs take their times from here, and so do
 * the compliance page and `docs/PRIVACY.md`.
 */
export const RETENTION = {
  challenges: { tables: ['passkey_challenges'], keep: { hours: 0 }, job: 'accounts.sweep' },
  steps: { tables: ['sign_in_steps'], keep: { hours: 0 }, job: 'accounts.sweep' },
  failures: { tables: ['sign_in_failures'], keep: { hours: 24 }, job: 'accounts.sweep' },
  codes: { tables: ['phone_codes'], keep: { hours: 48 }, job: 'accounts.sweep' },
  links: { tables: ['account_tokens'], keep: { days: 7 }, job: 'accounts.sweep' },
  sessions: { tables: ['sessions', 'refresh_tokens'], keep: { days: 90 }, job: 'accounts.sweep' },
  uploads: { tables: ['uploads'], keep: { hours: 24 }, job: 'drop-stale-uploads' },
  holds: { tables: ['holds'], keep: { hours: 24 }, job: 'drop-old-holds' },
  answers: { tables: ['idempotency_keys'], keep: { hours: 24 }, job: 'drop-old-keys' },
  exports: { tables: ['data_exports'], keep: { days: 7 }, job: 'privacy.sweep' },
  feeds: { tables: ['calendar_feeds'], keep: { days: 90 }, job: 'privacy.sweep' },
  invitations: {
    tables: ['staff_invitations', 'organisation_invitations', 'household_invitations', 'household_questions'],
    keep: { days: 90 },
    job: 'privacy.sweep',
  },
  customerLinks: { tables: ['customer_invitations'], keep: { days: 90 }, job: 'customers.sweep' },
  merges: { tables: ['customer_merges'], keep: { days: 30 }, job: 'customers.sweep' },
  messages: { tables: ['messages'], keep: { days: 400 }, job: 'privacy.sweep' },
  guests: { tables: ['customers'], keep: { days: 730 }, job: 'privacy.sweep' },
  books: { tables: ['invoices', 'payments'], keep: 'books', job: 'privacy.sweep' },
  consents: { tables: ['consents'], keep: 'always', job: null },
  certificates: { tables: ['erasures', 'erasure_certificates'], keep: 'always', job: null },
  auditPlaces: { tables: ['audit'], keep: { days: 400 }, job: 'privacy.sweep' },
  audit: { tables: ['audit'], keep: 'always', job: null },
  logs: { tables: [], keep: { days: 30 }, job: null },
} as const satisfies Record<string, RetentionRule>

export type Retention = keyof typeof RETENTION
type Timed = { [Key in Retention]: (typeof RETENTION)[Key]['keep'] extends string ? never : Key }[Retention]

/** What was made before this instant is past its time. */
export function keptSince(now: Temporal.Instant, rule: Timed): Temporal.Instant {
  const { keep } = RETENTION[rule]
  return now.subtract({ hours: 'days' in keep ? keep.days * 24 : keep.hours })
}

/** Until when something is kept that is made now. */
export function keptAfter(now: Temporal.Instant, rule: Timed): Temporal.Instant {
  const { keep } = RETENTION[rule]
  return now.add({ hours: 'days' in keep ? keep.days * 24 : keep.hours })
}
