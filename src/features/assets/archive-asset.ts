import { z } from 'zod'
import { allow } from '../../kit/access/index.ts'
import { audit } from '../../kit/audit.ts'
import type { Ctx } from '../../kit/context.ts'
import { transaction } from '../../kit/db/index.ts'
import { conflict } from '../../kit/errors.ts'
import { record } from '../../kit/events/events.ts'
import { version } from '../../kit/input.ts'
import type { Shop } from '../shops/shop.ts'
import { findAsset } from './find-asset.ts'
import { type Asset, updateAsset } from './store.ts'

export const ArchiveAsset = z.strictObject({ version: version().optional() })
export type ArchiveAsset = z.output<typeof ArchiveAsset>

/** Takes a vehicle or device off its customer's list: sold, scrapped. Its orders keep it. Done already is fine. */
export async function archiveAsset(
  ctx: Ctx,
  shop: Pick<Shop, 'id'>,
  id: string,
  { version }: ArchiveAsset,
): Promise<Asset> {
  allow(ctx, 'assets.edit', { shopId: shop.id, readBy: 'assets.read' })
  return transaction(ctx, async (tx) => {
    const before = await findAsset(tx, shop.id, id)
    if (version !== undefined && version !== before.version) throw conflict()
    if (before.archivedAt) return before
    const after = await updateAsset(tx, before, { archivedAt: tx.now })
    if (!after) throw conflict()
    const subject = { kind: 'asset', id: before.id } as const
    await audit(tx, { action: 'assets.archive', shopId: shop.id, subject })
    await record(tx, { type: 'asset.archived', shopId: shop.id, subject })
    return after
  })
}
