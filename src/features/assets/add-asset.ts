import { allow } from '../../kit/access/index.ts'
import type { Ctx } from '../../kit/context.ts'
import { transaction } from '../../kit/db/index.ts'
import { illegalMove } from '../../kit/errors.ts'
import { record } from '../../kit/events/events.ts'
import { plateKey } from '../../kit/input.ts'
import { findCustomer } from '../customers/find-customer.ts'
import type { Shop } from '../shops/shop.ts'
import { type AssetInput, readAsset } from './asset-input.ts'
import { type Asset, type AssetFacts, insertAsset, selectAssetsOfCustomer } from './store.ts'

/** Adds a vehicle or device to a customer of the shop; 409 `asset_known` where they have it already. */
export async function addAsset(
  ctx: Ctx,
  shop: Pick<Shop, 'id'>,
  customerId: string,
  input: AssetInput,
): Promise<Asset> {
  allow(ctx, 'assets.edit', { shopId: shop.id, readBy: 'customers.read' })
  const facts = readAsset(input, ctx.now, '')
  return transaction(ctx, async (tx) => {
    const customer = await findCustomer(tx, shop.id, customerId)
    await refuseKnown(tx, shop.id, customer.id, facts)
    const asset = await insertAsset(tx, shop.id, customer.id, facts)
    await record(tx, {
      type: 'asset.added',
      shopId: shop.id,
      subject: { kind: 'asset', id: asset.id },
      data: { customerId: customer.id },
    })
    return asset
  })
}

/** Two cars of one make may well be two cars; two with one number are one. */
export async function refuseKnown(
  tx: Ctx,
  shopId: string,
  customerId: string,
  facts: AssetFacts,
  except?: string,
): Promise<void> {
  const others = await selectAssetsOfCustomer(tx, shopId, customerId)
  if (others.some((other) => other.id !== except && hasNumberOf(other, facts)))
    throw illegalMove('asset_known')
}

function hasNumberOf(a: AssetFacts, b: AssetFacts): boolean {
  const same = (one: string | null, other: string | null) => one !== null && one === other
  return (
    same(a.vin, b.vin) ||
    same(a.imei, b.imei) ||
    same(a.serial, b.serial) ||
    same(a.plate && plateKey(a.plate), b.plate && plateKey(b.plate))
  )
}
