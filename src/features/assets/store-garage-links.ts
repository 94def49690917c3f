import type { Ctx } from '../../kit/context.ts'
import type { Asset } from './store.ts'

/** Which things of a garage the shop has a row of. */
export async function selectLinkedHere(ctx: Ctx, shopId: string, accountId: string): Promise<string[]> {
  const rows = await ctx.db
    .selectFrom('assets')
    .select('garageAssetId')
    .where('shopId', '=', shopId)
    .where('garageAccountId', '=', accountId)
    .execute()
  return rows.flatMap(({ garageAssetId }) => garageAssetId ?? [])
}

/** Says which thing of its owner's garage the shop's row is; a row that says so already keeps it. */
export async function linkToGarage(
  tx: Ctx,
  asset: Pick<Asset, 'shopId' | 'id'>,
  garage: { accountId: string; id: string },
): Promise<void> {
  await tx.db
    .updateTable('assets')
    .set({ garageAccountId: garage.accountId, garageAssetId: garage.id })
    .where('shopId', '=', asset.shopId)
    .where('id', '=', asset.id)
    .where('garageAssetId', 'is', null)
    .execute()
}
