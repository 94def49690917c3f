import { allowInShop, signedIn } from '../../kit/access/index.ts'
import { audit } from '../../kit/audit.ts'
import type { Ctx } from '../../kit/context.ts'
import { transaction } from '../../kit/db/index.ts'
import { enqueue } from '../../kit/jobs/queue.ts'
import type { Shop } from '../shops/shop.ts'
import { guardPause } from './ask-export.ts'
import { type DataExport, insertExport, lockShopExports, selectLastExport } from './store-exports.ts'

/** Asks for a copy of all that a shop has; a job makes it and tells whoever asked. Once a day. */
export async function askShopExport(ctx: Ctx, shop: Pick<Shop, 'id'>): Promise<DataExport> {
  allowInShop(ctx, 'data.export', shop.id)
  const { accountId } = signedIn(ctx)
  const whose = { shopId: shop.id }
  return transaction(ctx, async (tx) => {
    // Of two who ask at once the second waits here, and is told that it is asked for.
    await lockShopExports(tx, shop.id)
    guardPause(tx, await selectLastExport(tx, whose))
    const made = await insertExport(tx, whose, accountId)
    await audit(tx, {
      action: 'privacy.exportShop',
      shopId: shop.id,
      subject: { kind: 'shop', id: shop.id },
      after: { export: made.id },
    })
    enqueue(tx, { queue: 'long', data: { job: 'privacy.build-export', export: made.id } })
    return made
  })
}

/** The copy of the whole shop that was asked for last; for whoever may ask for one. */
export async function lastShopExport(ctx: Ctx, shop: Pick<Shop, 'id'>): Promise<DataExport | undefined> {
  allowInShop(ctx, 'data.export', shop.id)
  return selectLastExport(ctx, { shopId: shop.id })
}
