import { z } from 'zod'
import { allow } from '../../kit/access/index.ts'
import { audit } from '../../kit/audit.ts'
import type { Ctx } from '../../kit/context.ts'
import { transaction } from '../../kit/db/index.ts'
import { conflict, invalid } from '../../kit/errors.ts'
import { record } from '../../kit/events/events.ts'
import { longText, version } from '../../kit/input.ts'
import type { Shop } from '../shops/shop.ts'
import { refuseKnown } from './add-asset.ts'
import { deviceFields, refuseFutureYear, vehicleFields } from './asset-input.ts'
import { findAsset } from './find-asset.ts'
import { type Asset, type AssetFacts, updateAsset } from './store.ts'

const shared = {
  /** For the shop's people only. */
  notes: longText({ max: 5000 }).nullish(),
  /** The version that was seen; another one by now → 409 `conflict`. */
  version: version().optional(),
}

/** What changes of a vehicle or a device: absent stays, null clears. Its kind stays what it is. */
export const EditAsset = z.discriminatedUnion('kind', [
  z.strictObject({
    ...vehicleFields,
    make: vehicleFields.make.optional(),
    model: vehicleFields.model.optional(),
    ...shared,
  }),
  z.strictObject({
    ...deviceFields,
    brand: deviceFields.brand.optional(),
    model: deviceFields.model.optional(),
    ...shared,
  }),
])
export type EditAsset = z.output<typeof EditAsset>

type Change = Partial<AssetFacts> & { notes?: string }

/** Corrects the shop's record of a vehicle or device. What its owner keeps in their garage stays as it is. */
export async function editAsset(
  ctx: Ctx,
  shop: Pick<Shop, 'id'>,
  id: string,
  input: EditAsset,
): Promise<Asset> {
  allow(ctx, 'assets.edit', { shopId: shop.id, readBy: 'assets.read' })
  return transaction(ctx, async (tx) => {
    const before = await findAsset(tx, shop.id, id)
    if (input.version !== undefined && input.version !== before.version) throw conflict()
    const change = changeOf(before, input, tx.now)
    const fields = Object.keys(change)
    if (fields.length === 0) return before
    await refuseKnown(tx, shop.id, before.customerId, { ...before, ...change }, before.id)
    const after = await updateAsset(tx, before, change)
    if (!after) throw conflict()
    const subject = { kind: 'asset', id: before.id } as const
    await audit(tx, {
      action: 'assets.edit',
      shopId: shop.id,
      subject,
      // Which fields, not what they said: a plate names a person, and the log cannot be changed.
      after: { fields },
    })
    await record(tx, { type: 'asset.edited', shopId: shop.id, subject, data: { fields } })
    return after
  })
}

/** Only what really differs. */
function changeOf(before: Asset, input: EditAsset, now: Temporal.Instant): Change {
  if (input.kind !== before.kind) throw invalid('/kind', 'notAllowed')
  const { model } = input
  const notes = input.notes === null ? '' : input.notes
  if (input.kind === 'vehicle') refuseFutureYear(input.year, now, '/year')
  const asked =
    input.kind === 'device'
      ? { make: input.brand, model, imei: input.imei, serial: input.serial, notes }
      : {
          make: input.make,
          model,
          year: input.year,
          vin: input.vin,
          plate: input.plate,
          odometer: input.odometer,
          notes,
        }
  const differs = Object.entries(asked).filter(
    ([key, value]) => value !== undefined && value !== before[key as keyof Change],
  )
  return Object.fromEntries(differs) as Change
}
