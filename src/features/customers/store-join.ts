import type { Ctx } from '../../kit/context.ts'

/** Gives a guest's record to an account, unless somebody has it already; says whether it was done. */
export async function setAccount(
  tx: Ctx,
  shopId: string,
  customerId: string,
  accountId: string,
): Promise<boolean> {
  const row = await tx.db
    .updateTable('customers')
    .set({ accountId })
    .where('shopId', '=', shopId)
    .where('id', '=', customerId)
    .where('accountId', 'is', null)
    .where('mergedInto', 'is', null)
    .where('erasedAt', 'is', null)
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}
