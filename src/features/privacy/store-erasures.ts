import { sql } from 'kysely'
import type { Ctx } from '../../kit/context.ts'
import { acrossShops, newId } from '../../kit/db/index.ts'
import type { Certificate } from './certificate.ts'

/** An erasure that was asked for, and what has become of it. */
export interface Erasure {
  id: string
  accountId: string | null
  shopId: string | null
  customerId: string | null
  /** Null: the program itself, for a customer for whom nothing was ever done. */
  askedBy: string | null
  askedAt: Temporal.Instant
  dueAt: Temporal.Instant
  withdrawnAt: Temporal.Instant | null
  refusedAt: Temporal.Instant | null
  refusedReason: string | null
  doneAt: Temporal.Instant | null
  /** How often it was tried in vain, and when it is tried again. */
  failures: number
  retryAt: Temporal.Instant | null
}

const COLUMNS = [
  'id',
  'accountId',
  'shopId',
  'customerId',
  'askedBy',
  'askedAt',
  'dueAt',
  'withdrawnAt',
  'refusedAt',
  'refusedReason',
  'doneAt',
  'failures',
  'retryAt',
] as const

export async function insertErasure(
  tx: Ctx,
  given: { accountId: string } | { shopId: string; customerId: string },
  { askedBy, dueAt }: { askedBy: string | null; dueAt: Temporal.Instant },
): Promise<Erasure> {
  return tx.db
    .insertInto('erasures')
    .values({ id: newId(tx.now), ...given, askedBy, askedAt: tx.now, dueAt })
    .returning(COLUMNS)
    .executeTakeFirstOrThrow()
}

/** The account's erasure that is neither done nor taken back. */
export async function selectOpenErasure(ctx: Ctx, accountId: string): Promise<Erasure | undefined> {
  return ctx.db
    .selectFrom('erasures')
    .select(COLUMNS)
    .where('accountId', '=', accountId)
    .where('withdrawnAt', 'is', null)
    .where('refusedAt', 'is', null)
    .where('doneAt', 'is', null)
    .executeTakeFirst()
}

/** Those whose time has come, or has come again, the oldest first. */
export async function selectDueErasures(ctx: Ctx, limit: number): Promise<string[]> {
  const rows = await ctx.db
    .selectFrom('erasures')
    .select('id')
    .where('dueAt', '<=', ctx.now)
    .where(({ eb, or }) => or([eb('retryAt', 'is', null), eb('retryAt', '<=', ctx.now)]))
    .where('withdrawnAt', 'is', null)
    .where('refusedAt', 'is', null)
    .where('doneAt', 'is', null)
    .orderBy('dueAt')
    .limit(limit)
    .execute()
  return rows.map(({ id }) => id)
}

/** One that is still to be done, locked; undefined where somebody else has done it or it was taken back. */
export async function lockErasure(tx: Ctx, id: string): Promise<Erasure | undefined> {
  return tx.db
    .selectFrom('erasures')
    .select(COLUMNS)
    .where('id', '=', id)
    .where('withdrawnAt', 'is', null)
    .where('refusedAt', 'is', null)
    .where('doneAt', 'is', null)
    .forUpdate()
    .executeTakeFirst()
}

type Outcome = Partial<Pick<Erasure, 'withdrawnAt' | 'refusedAt' | 'refusedReason' | 'doneAt'>>

export async function updateErasure(tx: Ctx, id: string, outcome: Outcome): Promise<void> {
  await tx.db.updateTable('erasures').set(outcome).where('id', '=', id).execute()
}

/** Notes that it failed: five minutes until the next try, twice as long each time, a day at most. */
export async function noteFailure(ctx: Ctx, id: string): Promise<void> {
  await ctx.db
    .updateTable('erasures')
    .set((row) => ({
      failures: row('failures', '+', 1),
      retryAt: sql`${ctx.now}::timestamptz
        + least(interval '5 minutes' * power(2, least(failures, 10)), interval '24 hours')`,
    }))
    .where('id', '=', id)
    .execute()
}

/** The program's own wish: these customers are forgotten as soon as the next job comes round. */
export async function insertForgotten(
  tx: Ctx,
  guests: readonly { shopId: string; id: string }[],
): Promise<void> {
  await tx.db
    .insertInto('erasures')
    .values(
      guests.map(({ shopId, id }) => ({
        id: newId(tx.now),
        shopId,
        customerId: id,
        askedBy: null,
        askedAt: tx.now,
        dueAt: tx.now,
      })),
    )
    .execute()
}

export async function insertCertificate(
  tx: Ctx,
  given: { shopId: string; customerId: string; erasureId: string; certificate: Certificate },
): Promise<void> {
  const { certificate, ...ids } = given
  await tx.db
    .insertInto('erasureCertificates')
    .values({ ...ids, id: newId(tx.now), certificate: JSON.stringify(certificate), madeAt: tx.now })
    .execute()
}

/** A certificate that a shop keeps. */
export interface KeptCertificate {
  id: string
  madeAt: Temporal.Instant
  certificate: Certificate
}

/** A shop's certificates, newest first. */
export async function selectCertificates(
  ctx: Ctx,
  shopId: string,
  limit: number,
): Promise<KeptCertificate[]> {
  const rows = await ctx.db
    .selectFrom('erasureCertificates')
    .select(['id', 'madeAt', 'certificate'])
    .where('shopId', '=', shopId)
    .orderBy('id', 'desc')
    .limit(limit)
    .execute()
  return rows as unknown as KeptCertificate[]
}

export async function selectCertificate(
  ctx: Ctx,
  shopId: string,
  id: string,
): Promise<KeptCertificate | undefined> {
  const row = await ctx.db
    .selectFrom('erasureCertificates')
    .select(['id', 'madeAt', 'certificate'])
    .where('shopId', '=', shopId)
    .where('id', '=', id)
    .executeTakeFirst()
  return row as KeptCertificate | undefined
}

/** Erasures that wait at a shop: begun by it, or asked for by people who are its customers. */
export async function selectOpenErasuresOf(ctx: Ctx, shopId: string): Promise<Erasure[]> {
  return ctx.db
    .selectFrom('erasures')
    .select(COLUMNS)
    .where('withdrawnAt', 'is', null)
    .where('refusedAt', 'is', null)
    .where('doneAt', 'is', null)
    .where((eb) =>
      eb.or([
        eb('shopId', '=', shopId),
        eb('accountId', 'in', (qb) =>
          qb
            .selectFrom('customers')
            .select('customers.accountId')
            .where('customers.shopId', '=', shopId)
            .where('customers.accountId', 'is not', null)
            .$castTo<{ accountId: string }>(),
        ),
      ]),
    )
    .orderBy('dueAt')
    .execute()
}

/** For a signed link, which names a certificate by its id alone. */
export async function selectCertificateAnywhere(
  ctx: Ctx,
  id: string,
): Promise<(KeptCertificate & { shopId: string }) | undefined> {
  const row = await acrossShops(ctx.db, 'a signed link names a certificate by its id alone')
    .selectFrom('erasureCertificates')
    .select(['id', 'shopId', 'madeAt', 'certificate'])
    .where('id', '=', id)
    .executeTakeFirst()
  return row as (KeptCertificate & { shopId: string }) | undefined
}
