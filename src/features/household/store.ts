import type { Ctx } from '../../kit/context.ts'
import type { Money } from '../../kit/money.ts'

/** A person in somebody else's household. */
export interface Member {
  headId: string
  memberId: string
  name: string
  joinedAt: Temporal.Instant
  /** Up to what one order may go without asking; null for no limit, zero for always asking. */
  limit: Money | null
}

const COLUMNS = ['headId', 'memberId', 'joinedAt', 'limitAmount', 'limitCurrency'] as const

/** A limit as its two columns hold it. */
export type Limited = { limitAmount: number | null; limitCurrency: string | null }

export const limitOf = ({ limitAmount: amount, limitCurrency: currency }: Limited): Money | null =>
  amount === null || currency === null ? null : { amount, currency }

export const columnsOf = (limit: Money | null): Limited => ({
  limitAmount: limit?.amount ?? null,
  limitCurrency: limit?.currency ?? null,
})

/** The members of a household, in the order in which they came. */
export async function selectMembers(ctx: Ctx, headId: string): Promise<Member[]> {
  const rows = await ctx.db
    .selectFrom('householdMembers')
    .innerJoin('accounts', 'accounts.id', 'householdMembers.memberId')
    .select(COLUMNS)
    .select('accounts.name')
    .where('headId', '=', headId)
    .orderBy('joinedAt')
    .orderBy('memberId')
    .execute()
  return rows.map(({ limitAmount, limitCurrency, ...row }) => ({
    ...row,
    limit: limitOf({ limitAmount, limitCurrency }),
  }))
}

/** What somebody is in another's household, with the name of its head. */
export async function selectMembership(ctx: Ctx, memberId: string): Promise<Member | undefined> {
  const row = await ctx.db
    .selectFrom('householdMembers')
    .innerJoin('accounts', 'accounts.id', 'householdMembers.headId')
    .select(COLUMNS)
    .select('accounts.name')
    .where('memberId', '=', memberId)
    .executeTakeFirst()
  if (!row) return undefined
  const { limitAmount, limitCurrency, ...rest } = row
  return { ...rest, limit: limitOf({ limitAmount, limitCurrency }) }
}

/** The same of one household, held: nobody leaves it, and no limit changes, before the transaction ends. */
export async function holdMember(
  tx: Ctx,
  headId: string,
  memberId: string,
): Promise<{ limit: Money | null } | undefined> {
  const row = await tx.db
    .selectFrom('householdMembers')
    .select(['limitAmount', 'limitCurrency'])
    .where('headId', '=', headId)
    .where('memberId', '=', memberId)
    .forUpdate()
    .executeTakeFirst()
  return row && { limit: limitOf(row) }
}

/** Takes somebody in; false where they are in a household of somebody else's already. */
export async function insertMember(
  tx: Ctx,
  headId: string,
  memberId: string,
  limit: Money | null,
): Promise<boolean> {
  const row = await tx.db
    .insertInto('householdMembers')
    .values({ headId, memberId, joinedAt: tx.now, ...columnsOf(limit) })
    .onConflict((conflict) => conflict.doNothing())
    .returning('memberId')
    .executeTakeFirst()
  return row !== undefined
}

export async function updateLimit(
  tx: Ctx,
  headId: string,
  memberId: string,
  limit: Money | null,
): Promise<void> {
  await tx.db
    .updateTable('householdMembers')
    .set(columnsOf(limit))
    .where('headId', '=', headId)
    .where('memberId', '=', memberId)
    .execute()
}

/** Takes somebody out, with what was shared with them and what they asked; false where they were not in it. */
export async function deleteMember(tx: Ctx, headId: string, memberId: string): Promise<boolean> {
  const row = await tx.db
    .deleteFrom('householdMembers')
    .where('headId', '=', headId)
    .where('memberId', '=', memberId)
    .returning('memberId')
    .executeTakeFirst()
  return row !== undefined
}

/** What is shared in a household, by member. */
export async function selectShares(ctx: Ctx, headId: string): Promise<Map<string, string[]>> {
  const rows = await ctx.db
    .selectFrom('householdShares')
    .select(['memberId', 'assetId'])
    .where('headId', '=', headId)
    .orderBy('assetId', 'desc')
    .execute()
  const byMember = Map.groupBy(rows, ({ memberId }) => memberId)
  return new Map([...byMember].map(([memberId, mine]) => [memberId, mine.map(({ assetId }) => assetId)]))
}

/** Whose thing it is, if it is shared with this member. */
export async function selectHeadOfShare(
  ctx: Ctx,
  memberId: string,
  assetId: string,
): Promise<string | undefined> {
  const row = await ctx.db
    .selectFrom('householdShares')
    .select('headId')
    .where('memberId', '=', memberId)
    .where('assetId', '=', assetId)
    .executeTakeFirst()
  return row?.headId
}

/** Shares these things and no others with a member. */
export async function replaceShares(
  tx: Ctx,
  headId: string,
  memberId: string,
  assetIds: readonly string[],
): Promise<void> {
  await tx.db
    .deleteFrom('householdShares')
    .where('headId', '=', headId)
    .where('memberId', '=', memberId)
    .execute()
  if (assetIds.length === 0) return
  await tx.db
    .insertInto('householdShares')
    .values(assetIds.map((assetId) => ({ headId, memberId, assetId, sharedAt: tx.now })))
    .execute()
}
