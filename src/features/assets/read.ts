import type { Ctx } from '../../kit/context.ts'
import {
  type Asset,
  type GarageAsset,
  selectAsset,
  selectAssets,
  selectAssetsOfCustomer,
  selectAssetsOfCustomers,
  selectGarage,
  selectGarageAsset,
} from './store.ts'

export type { Asset, AssetFacts, GarageAsset } from './store.ts'

/** One vehicle or device of a shop. */
export async function assetById(ctx: Ctx, shopId: string, id: string): Promise<Asset | undefined> {
  return selectAsset(ctx, shopId, id)
}

/** The assets with these ids, by id. */
export async function assetsById(
  ctx: Ctx,
  shopId: string,
  ids: readonly string[],
): Promise<Map<string, Asset>> {
  return selectAssets(ctx, shopId, ids)
}

/** A customer's vehicles and devices at the shop. */
export async function assetsOfCustomer(ctx: Ctx, shopId: string, customerId: string): Promise<Asset[]> {
  return selectAssetsOfCustomer(ctx, shopId, customerId)
}

/** The vehicles and devices of several customers, by customer. */
export async function assetsOfCustomers(
  ctx: Ctx,
  shopId: string,
  customerIds: readonly string[],
): Promise<Map<string, Asset[]>> {
  return selectAssetsOfCustomers(ctx, shopId, customerIds)
}

/** The vehicles and devices in an account's garage. */
export async function garageOf(ctx: Ctx, accountId: string): Promise<GarageAsset[]> {
  return selectGarage(ctx, accountId)
}

/** One of them; undefined where it is not, or no longer, in it. For whoever has asked whose it is. */
export async function garageThing(ctx: Ctx, accountId: string, id: string): Promise<GarageAsset | undefined> {
  return selectGarageAsset(ctx, accountId, id)
}
