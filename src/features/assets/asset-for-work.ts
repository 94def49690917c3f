import type { Ctx } from '../../kit/context.ts'
import { isId } from '../../kit/db/index.ts'
import { conflict, notFound } from '../../kit/errors.ts'
import { type AssetInput, readAsset } from './asset-input.ts'
import {
  type Asset,
  type AssetFacts,
  type GarageAsset,
  insertAsset,
  insertGarageAsset,
  isSame,
  selectAsset,
  selectAssetOfGarage,
  selectGarage,
  selectGarageAsset,
  selectSameAsset,
  updateAsset,
} from './store.ts'

interface Owner {
  id: string
  accountId: string | null
  /** Has nothing at the shop yet. */
  isNew?: boolean
}

/**
 * The shop's row of what the work is on. `assetId` is the garage's from its owner, the shop's from
 * staff; a described asset that the customer has already is that one. `lent` finds what is not theirs and which they
 * may bring all the same.
 */
export async function assetForWork(
  tx: Ctx,
  shopId: string,
  customer: Owner,
  given: { asset?: AssetInput | undefined; assetId?: string | undefined },
  lent?: (tx: Ctx, id: string) => Promise<GarageAsset | undefined>,
): Promise<Asset> {
  const isOwner = tx.caller.kind === 'account' && tx.caller.accountId === customer.accountId
  if (given.assetId !== undefined) {
    if (!isId(given.assetId)) throw notFound('/assetId')
    return isOwner
      ? assetFromGarage(tx, shopId, customer, given.assetId, lent)
      : assetOfShop(tx, shopId, customer, given.assetId)
  }
  if (!given.asset) throw notFound('/asset')
  const facts = readAsset(given.asset, tx.now, '/asset')
  if (isOwner) return assetIntoGarage(tx, shopId, customer, facts)
  const known = customer.isNew ? undefined : await selectSameAsset(tx, shopId, customer.id, facts)
  return known ?? insertAsset(tx, shopId, customer.id, facts)
}

async function assetOfShop(tx: Ctx, shopId: string, customer: Owner, id: string): Promise<Asset> {
  const asset = await selectAsset(tx, shopId, id)
  if (!asset || asset.archivedAt || asset.customerId !== customer.id) throw notFound('/assetId')
  return asset
}

async function assetFromGarage(
  tx: Ctx,
  shopId: string,
  customer: Owner,
  id: string,
  lent: ((tx: Ctx, id: string) => Promise<GarageAsset | undefined>) | undefined,
): Promise<Asset> {
  const thing = (await selectGarageAsset(tx, customer.accountId ?? '', id)) ?? (await lent?.(tx, id))
  if (!thing) throw notFound('/assetId')
  return linkedAsset(tx, shopId, customer, thing, { accountId: thing.accountId, id })
}

/** A thing that its owner describes goes into the garage too, so that it is there next time, at any shop. */
async function assetIntoGarage(tx: Ctx, shopId: string, customer: Owner, facts: AssetFacts): Promise<Asset> {
  const accountId = customer.accountId ?? ''
  const known = (await selectGarage(tx, accountId)).find((mine) => isSame(mine, facts))
  const mine = known ?? (await insertGarageAsset(tx, accountId, facts))
  return linkedAsset(tx, shopId, customer, facts, { accountId, id: mine.id })
}

async function linkedAsset(
  tx: Ctx,
  shopId: string,
  customer: Owner,
  facts: AssetFacts,
  garage: { accountId: string; id: string },
): Promise<Asset> {
  const linked = await selectAssetOfGarage(tx, shopId, garage, customer.accountId)
  if (linked) return linked.archivedAt ? broughtBack(tx, linked) : linked
  const { kind, make, model, year, vin, plate, odometer, imei, serial } = facts
  return insertAsset(
    tx,
    shopId,
    customer.id,
    { kind, make, model, year, vin, plate, odometer, imei, serial },
    garage,
  )
}

/** What its owner brings again is among their things again. */
async function broughtBack(tx: Ctx, asset: Asset): Promise<Asset> {
  const back = await updateAsset(tx, asset, { archivedAt: null })
  if (!back) throw conflict()
  return back
}

/** Whether what a customer brings is out of somebody else's garage. */
export function isLent(asset: Asset, customer: Pick<Owner, 'accountId'>): boolean {
  return asset.garageAccountId !== null && asset.garageAccountId !== customer.accountId
}
