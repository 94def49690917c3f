import { setTimeout as wait } from 'node:timers/promises'
import type { Ctx } from '../../kit/context.ts'
import { Problem } from '../../kit/errors.ts'
import { countFailures, type FailureCount, insertFailure, lockFailures } from './store-failures.ts'

// Contract, "Limits": 10 failures in 15 minutes from one address; over all addresses an account is slowed, never shut.
const WINDOW_MINUTES = 15
const FAILURES_HERE = 10
const FAILURES_BEFORE_SLOWING = 20
const LONGEST_WAIT_MS = 3000

/** Whose failures are counted: by a keyed hash of the address typed, known or not, and where it was typed. */
export interface Attempt {
  accountKey: Buffer
  address: string
}

export function attemptOf(ctx: Ctx, email: string): Attempt {
  return { accountKey: ctx.services.secrets.keyedHash('sign-in', email), address: networkOf(ctx.address) }
}

/** Whoever holds one IPv6 address holds at least its /64, so that counts as one. */
export function networkOf(address: string | undefined): string {
  if (!address) return 'unknown'
  const bare = address.replace(/^::ffff:(?=\d+\.)/i, '').replace(/%.*$/, '')
  if (!bare.includes(':')) return bare
  const [head = '', tail] = bare.split('::')
  const before = head === '' ? [] : head.split(':')
  const after = tail ? tail.split(':') : []
  const middle = tail === undefined ? [] : Array.from({ length: 8 - before.length - after.length }, () => '0')
  return [...before, ...middle, ...after]
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':')
}

/** Throws 429 where too much failed here; slows down where too much failed everywhere. Before any hashing. */
export async function holdBack(ctx: Ctx, attempt: Attempt): Promise<void> {
  const { rateLimits } = ctx.services.config
  if (rateLimits === 0) return
  const failures = await countFor(ctx, attempt)
  const refusal = refusalFor(ctx, failures)
  if (refusal) throw refusal
  const pause = slowdownMs(failures.everywhere / rateLimits)
  if (pause > 0) await wait(pause)
}

/** How long an account that fails everywhere is made to wait: a little more with every failure. */
export function slowdownMs(failures: number): number {
  const beyond = failures - FAILURES_BEFORE_SLOWING
  return beyond <= 0 ? 0 : Math.min(LONGEST_WAIT_MS, beyond * 100)
}

/**
 * Writes a failure down, or gives the 429 where the count was reached meanwhile: of a burst of tries at once only
 * as many learn anything as of tries one after another.
 */
export async function noteFailure(tx: Ctx, attempt: Attempt): Promise<Problem | null> {
  await lockFailures(tx, attempt.accountKey)
  const refusal = await refusalNow(tx, attempt)
  if (!refusal) await insertFailure(tx, attempt.accountKey, attempt.address)
  return refusal
}

/** The 429 of this moment, if any. */
export async function refusalNow(ctx: Ctx, attempt: Attempt): Promise<Problem | null> {
  return ctx.services.config.rateLimits === 0 ? null : refusalFor(ctx, await countFor(ctx, attempt))
}

function countFor(ctx: Ctx, { accountKey, address }: Attempt): Promise<FailureCount> {
  return countFailures(ctx, accountKey, address, ctx.now.subtract({ minutes: WINDOW_MINUTES }))
}

function refusalFor(ctx: Ctx, { here, oldestHere }: FailureCount): Problem | null {
  if (here < FAILURES_HERE * ctx.services.config.rateLimits) return null
  const free = (oldestHere ?? ctx.now).add({ minutes: WINDOW_MINUTES })
  const seconds = Math.ceil((free.epochMilliseconds - ctx.now.epochMilliseconds) / 1000)
  return new Problem('slow-down', { retryAfterSeconds: Math.max(1, seconds) })
}
