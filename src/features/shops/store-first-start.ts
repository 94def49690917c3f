import type { Ctx } from '../../kit/context.ts'

const KEY = 'first-start'

/** Keeps the hash (base64) of the one-time code, in place of any earlier one. */
export async function upsertFirstStart(ctx: Ctx, codeHash: string): Promise<void> {
  const value = JSON.stringify({ codeHash })
  await ctx.db
    .insertInto('platformSettings')
    .values({ key: KEY, value, updatedAt: ctx.now })
    .onConflict((conflict) => conflict.column('key').doUpdateSet({ value, updatedAt: ctx.now }))
    .execute()
}

/** The hash of the code that is open; with `lock` nobody else can take it until the transaction ends. */
export async function selectFirstStart(ctx: Ctx, lock = false): Promise<string | undefined> {
  let query = ctx.db.selectFrom('platformSettings').select('value').where('key', '=', KEY)
  if (lock) query = query.forUpdate()
  const row = await query.executeTakeFirst()
  return row && (row.value as { codeHash: string }).codeHash
}

export async function deleteFirstStart(ctx: Ctx): Promise<void> {
  await ctx.db.deleteFrom('platformSettings').where('key', '=', KEY).execute()
}
