import type { Ctx } from '../../kit/context.ts'
import { isId } from '../../kit/db/index.ts'
import { notFound } from '../../kit/errors.ts'
import { type Asset, selectAsset } from './store.ts'

/** A vehicle or device of the shop, archived ones too; 404 for any other. Access is asked by the caller. */
export async function findAsset(ctx: Ctx, shopId: string, id: string): Promise<Asset> {
  const asset = isId(id) ? await selectAsset(ctx, shopId, id) : undefined
  if (!asset) throw notFound()
  return asset
}
