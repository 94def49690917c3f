import { sql } from 'kysely'
import type { Ctx } from '../../kit/context.ts'
import { newId } from '../../kit/db/index.ts'
import type { Absence } from './resources.ts'

const COLUMNS = [
  'id',
  'resourceId',
  'staffId',
  'startsAt',
  'endsAt',
  'reason',
  'status',
  'answer',
  'createdAt',
] as const

/** Time off that touches a stretch, in the given states: of a whole shop. */
export async function selectTimeOff(
  ctx: Ctx,
  shopId: string,
  {
    from,
    to,
    states,
  }: { from: Temporal.Instant; to: Temporal.Instant; states: readonly Absence['status'][] },
): Promise<Absence[]> {
  const rows = await ctx.db
    .selectFrom('timeOff')
    .select(COLUMNS)
    .where('shopId', '=', shopId)
    .where('endsAt', '>', from)
    .where('startsAt', '<', to)
    .where('status', 'in', states)
    .orderBy('startsAt')
    .orderBy('id')
    .execute()
  return rows as Absence[]
}

/** One time off. */
export async function selectAbsence(ctx: Ctx, shopId: string, id: string): Promise<Absence | undefined> {
  const row = await ctx.db
    .selectFrom('timeOff')
    .select(COLUMNS)
    .where('shopId', '=', shopId)
    .where('id', '=', id)
    .executeTakeFirst()
  return row as Absence | undefined
}

/** One time off, its row locked until the transaction ends. */
export async function lockTimeOff(tx: Ctx, shopId: string, id: string): Promise<Absence | undefined> {
  const row = await tx.db
    .selectFrom('timeOff')
    .select(COLUMNS)
    .where('shopId', '=', shopId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  return row as Absence | undefined
}

/** How many requests of a shop wait for an answer and are not over. */
export async function countAsked(ctx: Ctx, shopId: string): Promise<number> {
  const { n } = await ctx.db
    .selectFrom('timeOff')
    .select(sql<number>`count(*)::int`.as('n'))
    .where('shopId', '=', shopId)
    .where('status', '=', 'asked')
    .where('endsAt', '>', ctx.now)
    .executeTakeFirstOrThrow()
  return n
}

export async function insertTimeOff(
  ctx: Ctx,
  shopId: string,
  timeOff: Pick<Absence, 'resourceId' | 'staffId' | 'startsAt' | 'endsAt' | 'reason' | 'status'> & {
    decidedBy: string | null
    decidedAt: Temporal.Instant | null
  },
): Promise<Absence> {
  const row = await ctx.db
    .insertInto('timeOff')
    .values({ shopId, id: newId(ctx.now), ...timeOff, createdAt: ctx.now })
    .returning(COLUMNS)
    .executeTakeFirstOrThrow()
  return row as Absence
}

export async function decideTimeOff(
  tx: Ctx,
  shopId: string,
  id: string,
  decision: { status: 'granted' | 'declined'; answer: string; decidedBy: string | null },
): Promise<Absence> {
  const row = await tx.db
    .updateTable('timeOff')
    .set({ ...decision, decidedAt: tx.now })
    .where('shopId', '=', shopId)
    .where('id', '=', id)
    .returning(COLUMNS)
    .executeTakeFirstOrThrow()
  return row as Absence
}

/** Ties a person's time off to come to the place in the calendar that they have now. */
export async function giveTimeOffPlace(
  tx: Ctx,
  shopId: string,
  staffId: string,
  resourceId: string,
): Promise<void> {
  await tx.db
    .updateTable('timeOff')
    .set({ resourceId })
    .where('shopId', '=', shopId)
    .where('staffId', '=', staffId)
    .where('endsAt', '>', tx.now)
    .execute()
}

/** Takes time off back; undefined when there is none of this id. */
export async function deleteTimeOff(ctx: Ctx, shopId: string, id: string): Promise<Absence | undefined> {
  const row = await ctx.db
    .deleteFrom('timeOff')
    .where('shopId', '=', shopId)
    .where('id', '=', id)
    .returning(COLUMNS)
    .executeTakeFirst()
  return row as Absence | undefined
}
