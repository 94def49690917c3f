import { Readable } from 'node:stream'
import { exportUrl } from '../../../features/privacy/export-link.ts'
import { finishExport, insertExport, type Whose } from '../../../features/privacy/store-exports.ts'
import { transaction } from '../../db/index.ts'
import { newFileKey } from '../../../adapters/storage/keys.ts'
import type { TestApp } from '../app.ts'

/** Copies that somebody asked for who may not any more: of a customer, and of the whole shop; asked before the pause of a day. */
export async function copiesOf(app: TestApp, askedBy: string, shopId: string, customerId: string) {
  return {
    customer: await copyOf(app, askedBy, { shopId, customerId }),
    shop: await copyOf(app, askedBy, { shopId }),
  }
}

async function copyOf(app: TestApp, askedBy: string, whose: Whose) {
  const ctx = app.system
  const storageKey = newFileKey('application/zip')
  const { size } = await ctx.services.adapters.storage.put(storageKey, Readable.from(['a copy']), {
    type: 'application/zip',
  })
  const id = await transaction({ ...ctx, now: ctx.now.subtract({ hours: 48 }) }, async (tx) => {
    const made = await insertExport(tx, whose, askedBy)
    await finishExport(tx, made.id, { storageKey, bytes: size, expiresAt: ctx.now.add({ hours: 48 }) })
    return made.id
  })
  // The cases come some hours later.
  const url = exportUrl({ ...ctx, now: ctx.now.add({ hours: 3 }) }, { id })
  return { id, link: Object.fromEntries(new URL(url).searchParams) }
}
