import type { Ctx } from '../../kit/context.ts'
import type { ShopRole } from '../../kit/access/index.ts'

/** The roles for which a shop asks for a second factor. */
export interface FactorRule {
  roles: ShopRole[]
  /** From when on these roles hold nothing without one. */
  requiredFrom: Temporal.Instant
}

export async function selectFactorRule(ctx: Ctx, shopId: string): Promise<FactorRule | undefined> {
  const row = await ctx.db
    .selectFrom('secondFactorRules')
    .select(['roles', 'requiredFrom'])
    .where('shopId', '=', shopId)
    .executeTakeFirst()
  return row && { roles: row.roles as ShopRole[], requiredFrom: row.requiredFrom }
}

export async function putFactorRule(tx: Ctx, shopId: string, rule: FactorRule): Promise<void> {
  await tx.db
    .insertInto('secondFactorRules')
    .values({ shopId, ...rule, setAt: tx.now })
    .onConflict((conflict) => conflict.column('shopId').doUpdateSet({ ...rule, setAt: tx.now }))
    .execute()
}
