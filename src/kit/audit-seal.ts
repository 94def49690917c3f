import { sql } from 'kysely'
import { isPassingChanged } from './audit-passing.ts'
import type { Ctx } from './context.ts'
import { earliestId } from './db/ids.ts'
import { transaction } from './db/transaction.ts'

/** What a look at the log found wrong; none of it can come about through the program. */
export interface SealFault {
  kind: 'changed' | 'seal-missing' | 'unsealed'
  /** The seal whose rows no longer fit it, or that is not there. */
  seal?: number
  /** How many rows lie outside of every seal. */
  rows?: number
}

export interface SealReport {
  seals: number
  rows: number
  /** The newest seal in hex: written down elsewhere, it shows a whole new chain too. */
  newest: string | null
  faults: SealFault[]
}

const BATCH = 5000
// A row comes late by as long as its transaction took and the clocks differ: far less than this.
const LATE_HOURS = 48
const LOCK = 0x5ea1

/**
 * Seals what is in the log and in no seal yet; gives how many rows. A row that is committed late, or a row of another
 * process whose clock is behind, goes into the next seal: rows are found by not being sealed, not by their time.
 */
export async function sealAudit(ctx: Ctx): Promise<number> {
  return transaction(ctx, async (tx) => {
    // Two processes must not make the same number.
    await sql`select pg_advisory_xact_lock(${LOCK})`.execute(tx.db)
    const last = await tx.db
      .selectFrom('auditSeals')
      .selectAll()
      .orderBy('number', 'desc')
      .limit(1)
      .executeTakeFirst()
    const ids = await unsealed(tx, last && (await reachOf(tx, last.number)))
    if (ids.length === 0) return 0
    const number = (last?.number ?? 0) + 1
    const hash = sealOf(tx, number, last?.hash, await linesOf(tx, ids))
    await tx.db
      .insertInto('auditSeals')
      .values({ number, sealedAt: tx.now, rowCount: ids.length, hash })
      .execute()
    await tx.db
      .insertInto('auditSealed')
      .values(ids.map((auditId) => ({ auditId, seal: number })))
      .execute()
    return ids.length
  })
}

/** How far back rows are looked for: some time before the youngest row of a seal. */
async function reachOf(tx: Ctx, seal: number): Promise<Temporal.Instant> {
  const { auditId } = await tx.db
    .selectFrom('auditSealed')
    .select('auditId')
    .where('seal', '=', seal)
    .orderBy('auditId', 'desc')
    .limit(1)
    .executeTakeFirstOrThrow()
  const milliseconds = Number.parseInt(auditId.replaceAll('-', '').slice(0, 12), 16)
  return Temporal.Instant.fromEpochMilliseconds(milliseconds).subtract({ hours: LATE_HOURS })
}

async function unsealed(tx: Ctx, since: Temporal.Instant | undefined): Promise<string[]> {
  let query = tx.db
    .selectFrom('audit')
    .leftJoin('auditSealed', 'auditSealed.auditId', 'audit.id')
    .select('audit.id')
    .where('auditSealed.auditId', 'is', null)
  if (since) query = query.where('audit.id', '>=', earliestId(since))
  return (await query.orderBy('audit.id').limit(BATCH).execute()).map(({ id }) => id)
}

/** Walks the whole chain: every seal over its rows as they are now. Rows of the last two days may still wait for a seal. */
export async function verifyAudit(ctx: Ctx): Promise<SealReport> {
  const seals = await ctx.db.selectFrom('auditSeals').selectAll().orderBy('number').execute()
  const faults: SealFault[] = []
  let rows = 0
  let former: Buffer | undefined
  let expected = 1
  for (const seal of seals) {
    for (; expected < seal.number; expected += 1) faults.push({ kind: 'seal-missing', seal: expected })
    expected = seal.number + 1
    const sealed = await ctx.db
      .selectFrom('auditSealed')
      .select('auditId')
      .where('seal', '=', seal.number)
      .orderBy('auditId')
      .execute()
    const ids = sealed.map(({ auditId }) => auditId)
    const lines = await linesOf(ctx, ids)
    const hash = sealOf(ctx, seal.number, former, lines)
    if (lines.length !== seal.rowCount || !hash.equals(seal.hash) || (await isPassingChanged(ctx, ids)))
      faults.push({ kind: 'changed', seal: seal.number })
    rows += lines.length
    // Each fault is told once: what follows is looked at by the seal as it stands.
    former = seal.hash
  }
  const outside = await countOutside(ctx)
  if (outside > 0) faults.push({ kind: 'unsealed', rows: outside })
  return { seals: seals.length, rows, newest: former?.toString('hex') ?? null, faults }
}

async function countOutside(ctx: Ctx): Promise<number> {
  const { n } = await ctx.db
    .selectFrom('audit')
    .leftJoin('auditSealed', 'auditSealed.auditId', 'audit.id')
    .select((of) => of.fn.countAll<number>().as('n'))
    .where('auditSealed.auditId', 'is', null)
    .where('audit.id', '<', earliestId(ctx.now.subtract({ hours: LATE_HOURS })))
    .executeTakeFirstOrThrow()
  return Number(n)
}

/**
 * Rows as text that is the same for the same row: the database writes it, key by key in their order. What a later version
 * added stands at the end, and only where there is something, so that older seals fit as they did. What passes is not in
 * it: its keyed hash is (`audit-passing.ts`).
 */
async function linesOf(ctx: Ctx, ids: readonly string[]): Promise<string[]> {
  if (ids.length === 0) return []
  const { rows } = await sql<{ line: string }>`
    select (jsonb_build_array(id, extract(epoch from at)::text, shop_id, actor_id, action, subject_kind, subject_id,
      before, after, case when passing_hash is null then to_jsonb(address) else to_jsonb(encode(passing_hash, 'hex')) end,
      case when passing_hash is null then to_jsonb(user_agent) end, request_id)
      || case when acting_for is null then '[]' else jsonb_build_array(acting_for) end
      || case when key_id is null then '[]' else jsonb_build_array('key', key_id) end
      || case when passing_hash is null and words is not null then jsonb_build_array('words', words) else '[]' end
      )::text as line
    from audit where id = any(${ids}::uuid[]) order by id`.execute(ctx.db)
  return rows.map(({ line }) => line)
}

/** Keyed by the installation's secret, which is not in the database: who owns the tables cannot make a seal. */
function sealOf(
  { services }: Ctx,
  number: number,
  former: Buffer | undefined,
  lines: readonly string[],
): Buffer {
  const text = [`seal ${number}`, former?.toString('hex') ?? '', ...lines].join('\n')
  return services.secrets.keyedHash('audit seal', text)
}
