import type { Kysely } from 'kysely'
import type { PgBoss } from 'pg-boss'
import type { Logger } from 'pino'
import type { Adapters } from '../adapters/index.ts'
import type { Caller } from './access/caller.ts'
import type { Config } from './config.ts'
import type { Database } from './db/database.ts'
import type { DB } from './db/types.ts'
import type { ReactionTable } from './events/reactions.ts'
import type { Patience } from './patience.ts'
import type { Secrets } from './secrets.ts'

export type Locale = 'en' | 'fa'
export type Db = Kysely<DB>

/** What every capability may use besides its input: made once a process, shared by all requests. */
export interface Services {
  config: Config
  database: Database
  adapters: Adapters
  secrets: Secrets
  reactions: ReactionTable
  boss: PgBoss
  log: Logger
  /** Whether a customer agreed to be written to; asked before each message that needs a yes. */
  hasConsent: HasConsent
  /** Shows once more whose a session is, by what a form carries for that. */
  proveAgain: ProveAgain
}

/** Gives the context as it is once somebody has shown who they are; throws where they have not. */
export type ProveAgain = (ctx: Ctx, proof: FormProof) => Promise<Ctx>

/** What a form carries so as to show who sends it. */
export interface FormProof {
  /** A password, or a code. */
  typed: string | undefined
  /** The request that the code belongs to. */
  request: string | undefined
  /** Whether a code is to be sent first. */
  send: boolean
}

/** Says whether a customer's last word is a yes to messages of this kind by this way. */
export type HasConsent = (
  ctx: Ctx,
  asked: {
    shopId: string
    customerId: string
    purpose: 'reminders' | 'promotions'
    channel: 'email' | 'sms'
  },
) => Promise<boolean>

/** The language for answers about a shop: the caller's, else the shop's. */
export function wordsOf(ctx: Ctx, shop: { locale: Locale }): Locale {
  return ctx.localeGiven === false ? shop.locale : ctx.locale
}

/** The language of a refusal: the caller's, else that of the shop that the call turned out to be about. */
export function wordsOfRefusal(ctx: Ctx): Locale {
  return ctx.localeGiven === false ? (ctx.about?.locale ?? ctx.locale) : ctx.locale
}

/** Everything a capability knows about the call: who, when, in which words, on which connection. */
export interface Ctx {
  db: Db
  /** The one clock. Fixed when the call enters. */
  now: Temporal.Instant
  caller: Caller
  /** The words of labels, titles and details in the answer. */
  locale: Locale
  /** False when the caller named no language: then the shop's own is used where there is a shop. */
  localeGiven?: boolean
  /** Shared by all contexts of one call: the language of the first shop that was found for it. */
  about?: { locale?: Locale }
  requestId: string
  /** The caller's network address and browser, for audit and throttling. */
  address?: string
  userAgent?: string
  /** How long the caller still waits; jobs and uploads wait as long as it takes. */
  patience?: Patience
  services: Services
}
