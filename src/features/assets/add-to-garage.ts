import { allow, signedIn } from '../../kit/access/index.ts'
import type { Ctx } from '../../kit/context.ts'
import { transaction } from '../../kit/db/index.ts'
import { record } from '../../kit/events/events.ts'
import { type AssetInput, readAsset } from './asset-input.ts'
import { type GarageAsset, insertGarageAsset } from './store.ts'

/** Puts a vehicle or device into the caller's garage. */
export async function addToGarage(ctx: Ctx, input: AssetInput): Promise<GarageAsset> {
  const { accountId } = signedIn(ctx)
  allow(ctx, 'assets.edit', { accountId })
  const facts = readAsset(input, ctx.now, '')
  return transaction(ctx, async (tx) => {
    const thing = await insertGarageAsset(tx, accountId, facts)
    await record(tx, { type: 'garage.added', shopId: null, subject: { kind: 'asset', id: thing.id } })
    return thing
  })
}
