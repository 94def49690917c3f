import type { Ctx } from '../../kit/context.ts'

/** Says that an account's roles in some shop changed: whatever was kept about its rights is read again. */
export async function rightsChanged(tx: Ctx, accountId: string): Promise<void> {
  await tx.db
    .updateTable('accounts')
    .set((eb) => ({ accessVersion: eb('accessVersion', '+', 1) }))
    .where('id', '=', accountId)
    .execute()
}
