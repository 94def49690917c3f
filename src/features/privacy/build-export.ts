import { newFileKey } from '../../adapters/storage/keys.ts'
import type { Ctx } from '../../kit/context.ts'
import { transaction } from '../../kit/db/index.ts'
import { translator } from '../../kit/i18n/translator.ts'
import { keptAfter } from '../../kit/retention.ts'
import { accountById } from '../accounts/account.ts'
import { type Entry, zipOf } from './archive.ts'
import { accountEntries, shopEntries } from './collect.ts'
import { shopById } from '../shops/find.ts'
import { holdingOf, holdingsOf } from './holdings.ts'
import { shopArchive } from './shop-archive.ts'
import { type DataExport, finishExport, selectExport } from './store-exports.ts'
import { tellPerson } from './tell-person.ts'

/** Makes the copy that was asked for: streamed into the store, then told. Done already is fine. */
export async function buildExport(ctx: Ctx, id: string): Promise<void> {
  const asked = await selectExport(ctx, id)
  if (!asked || asked.readyAt) return
  const { storage } = ctx.services.adapters
  const storageKey = newFileKey('application/zip')
  const reading: Ctx = { ...ctx, locale: asked.locale, localeGiven: true }
  const { size } = await storage.put(storageKey, zipOf(ctx, entriesOf(reading, asked)), {
    type: 'application/zip',
  })
  const isKept = await transaction(ctx, async (tx) => {
    const expiresAt = keptAfter(tx.now, 'exports')
    if (!(await finishExport(tx, id, { storageKey, bytes: size, expiresAt }))) return false
    await tellAsker(tx, asked, expiresAt)
    return true
  })
  // Somebody else was faster, or the person was erased meanwhile.
  if (!isKept) await storage.delete(storageKey)
}

/** Staff look at the customer's page; a person, and the owner of a shop, is told. */
async function tellAsker(tx: Ctx, asked: DataExport, when: Temporal.Instant): Promise<void> {
  if (asked.customerId) return
  const account = await accountById(tx, asked.askedBy)
  if (!account) return
  if (!asked.shopId) return tellPerson(tx, account, { template: 'exportReady', when, path: '/me/privacy' })
  const { slug } = await shopById(tx, asked.shopId)
  await tellPerson(tx, account, { template: 'shopExportReady', when, path: `/desk/${slug}/compliance` })
}

async function* entriesOf(ctx: Ctx, asked: DataExport): AsyncGenerator<Entry> {
  if (asked.shopId && !asked.customerId) return yield* shopArchive(ctx, asked.shopId)
  yield { name: 'README.txt', text: `${translator(asked.locale, 'privacy')('archive')}\n` }
  if (asked.accountId) {
    yield* accountEntries(ctx, asked.accountId)
    for (const holding of await holdingsOf(ctx, asked.accountId))
      yield* shopEntries(ctx, holding, asked.locale)
  } else if (asked.shopId && asked.customerId)
    yield* shopEntries(ctx, await holdingOf(ctx, asked.shopId, asked.customerId), asked.locale)
}
