import type { Ctx } from '../../kit/context.ts'
import { transaction } from '../../kit/db/index.ts'
import { conflict, invalid } from '../../kit/errors.ts'
import { record } from '../../kit/events/events.ts'
import { type AssetInput, readAsset } from './asset-input.ts'
import { findInGarage } from './find-in-garage.ts'
import { type GarageAsset, updateGarageAsset } from './store.ts'

/**
 * Writes a garage's vehicle or device anew: what is left out is empty then; its kind stays. Shops keep their own
 * records. 409 `conflict` where it is not the `version` that was seen.
 */
export async function editInGarage(
  ctx: Ctx,
  id: string,
  input: AssetInput,
  version?: number,
): Promise<GarageAsset> {
  const facts = readAsset(input, ctx.now, '')
  return transaction(ctx, async (tx) => {
    const before = await findInGarage(tx, id, 'assets.edit')
    if (facts.kind !== before.kind) throw invalid('/kind', 'notAllowed')
    if (version !== undefined && version !== before.version) throw conflict()
    const after = await updateGarageAsset(tx, before, facts)
    if (!after) throw conflict()
    await record(tx, { type: 'garage.edited', shopId: null, subject: { kind: 'asset', id } })
    return after
  })
}
