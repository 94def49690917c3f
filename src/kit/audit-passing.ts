import { sql } from 'kysely'
import type { Ctx } from './context.ts'
import { keptSince } from './retention.ts'
import { sameHash, type Secrets } from './secrets.ts'

/** What of a line goes after a time: from where it was done, and what somebody typed with it. */
export interface Passing {
  id: string
  address: string | null
  userAgent: string | null
  words: Record<string, string> | null
}

const HALF = 32

/** A keyed hash of each half, which the seal holds instead of it. */
export function passingHash(secrets: Secrets, line: Passing): Buffer {
  return Buffer.concat([placeHash(secrets, line), wordsHash(secrets, line)])
}

const placeHash = (secrets: Secrets, { id, address, userAgent }: Passing) =>
  secrets.keyedHash('audit place', JSON.stringify([id, address, userAgent]))

const wordsHash = (secrets: Secrets, { id, words }: Passing) =>
  secrets.keyedHash(
    'audit words',
    JSON.stringify([id, Object.entries(words ?? {}).toSorted(([one], [other]) => (one < other ? -1 : 1))]),
  )

/**
 * Whether one of these lines says something else than it did. What is gone is fine where it had to go: after its time, and
 * with the erasure of who did it or whom it is about.
 */
export async function isPassingChanged(ctx: Ctx, ids: readonly string[]): Promise<boolean> {
  if (ids.length === 0) return false
  const { rows } = await sql<Passing & { at: Temporal.Instant; passingHash: Buffer; erased: boolean }>`
    select id, at, address, user_agent, words, passing_hash, exists (
      select from accounts where id in (audit.actor_id, audit.subject_id) and erased_at is not null) as erased
    from audit where id = any(${ids}::uuid[]) and passing_hash is not null`.execute(ctx.db)
  const old = keptSince(ctx.now, 'auditPlaces')
  const { secrets } = ctx.services
  return rows.some((line) => {
    const mayBeGone = line.erased || Temporal.Instant.compare(line.at, old) < 0
    const place = sameHash(placeHash(secrets, line), line.passingHash.subarray(0, HALF))
    const words = sameHash(wordsHash(secrets, line), line.passingHash.subarray(HALF))
    const noPlace = line.address === null && line.userAgent === null
    return !(place || (mayBeGone && noPlace)) || !(words || (mayBeGone && line.words === null))
  })
}

const BATCH = 5000

/** Takes it out of the lines whose time is over. */
export async function forgetOldAudit(ctx: Ctx): Promise<void> {
  const gone = async () => {
    const { rows } = await sql<{ gone: number }>`
      select forget_old_audit(${ctx.now}::timestamptz, ${BATCH}) as gone`.execute(ctx.db)
    return rows[0]?.gone ?? 0
  }
  while ((await gone()) > 0);
}
