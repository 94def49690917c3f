import type { Ctx } from '../../kit/context.ts'
import { transaction } from '../../kit/db/index.ts'
import { conflict } from '../../kit/errors.ts'
import { record } from '../../kit/events/events.ts'
import { findInGarage } from './find-in-garage.ts'
import { updateGarageAsset } from './store.ts'

/** Takes a vehicle or device out of the caller's garage; its repairs stay where they are. */
export async function archiveInGarage(ctx: Ctx, id: string): Promise<void> {
  await transaction(ctx, async (tx) => {
    const before = await findInGarage(tx, id, 'assets.edit')
    if (!(await updateGarageAsset(tx, before, { archivedAt: tx.now }))) throw conflict()
    await record(tx, { type: 'garage.archived', shopId: null, subject: { kind: 'asset', id } })
  })
}
