import { timingSafeEqual } from 'node:crypto'
import type { Readable } from 'node:stream'
import { allow, allowInShop, inPerson } from '../../kit/access/index.ts'
import { audit } from '../../kit/audit.ts'
import type { Ctx } from '../../kit/context.ts'
import { isId, transaction } from '../../kit/db/index.ts'
import { notFound } from '../../kit/errors.ts'
import { type DataExport, noteFetched, selectExport } from './store-exports.ts'

const LINK_HOURS = 1
const HOUR = 3_600_000

/** A signed link to a copy that is ready: it works for an hour or two, for the one who asked, while they are signed in. */
export function exportUrl(ctx: Ctx, { id }: Pick<DataExport, 'id'>): string {
  const until = Math.floor(ctx.now.epochMilliseconds / HOUR) + LINK_HOURS + 1
  return `${ctx.services.config.url}/exports/${id}?until=${until}&signature=${signatureOf(ctx, id, until)}`
}

const signatureOf = (ctx: Ctx, id: string, until: number): string =>
  ctx.services.secrets.sign(`export ${id} ${until}`)

/**
 * The file behind a link; 404 for a wrong or spent link, for somebody else, and once the copy is gone. It leaves the house:
 * for nobody who acts in the person's place.
 */
export async function openExport(
  ctx: Ctx,
  link: { id: string; until: string; signature: string },
): Promise<{ stream: Readable; size: number }> {
  const { accountId } = inPerson(ctx)
  const until = Number(link.until)
  if (!isId(link.id) || !Number.isInteger(until) || until * HOUR <= ctx.now.epochMilliseconds)
    throw notFound()
  const expected = Buffer.from(signatureOf(ctx, link.id, until))
  const given = Buffer.from(link.signature)
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) throw notFound()
  const found = await selectExport(ctx, link.id)
  if (!found || found.askedBy !== accountId || !isThere(ctx, found)) throw notFound()
  guardStill(ctx, found)
  const file = found.storageKey ? await ctx.services.adapters.storage.get(found.storageKey) : null
  if (!file) throw notFound()
  await transaction(ctx, async (tx) => {
    await noteFetched(tx, found.id)
    await audit(tx, {
      action: isWholeShop(found) ? 'privacy.fetchShopExport' : 'privacy.fetchExport',
      shopId: found.shopId,
      subject: subjectOf(found, accountId),
      after: { export: found.id },
    })
  })
  return file
}

const isWholeShop = ({ shopId, customerId }: DataExport): boolean => shopId !== null && customerId === null

/** Whoever asked may have lost the right since. */
function guardStill(ctx: Ctx, found: DataExport): void {
  if (!found.shopId) return
  if (isWholeShop(found)) allowInShop(ctx, 'data.export', found.shopId)
  else allow(ctx, 'customers.export', { shopId: found.shopId, readBy: 'customers.read' })
}

function subjectOf({ shopId, customerId }: DataExport, accountId: string) {
  if (!shopId) return { kind: 'account', id: accountId } as const
  return customerId
    ? ({ kind: 'customer', id: customerId } as const)
    : ({ kind: 'shop', id: shopId } as const)
}

/** Whether a copy is ready and its time is not over. */
export function isThere(ctx: Ctx, { readyAt, expiresAt }: DataExport): boolean {
  return readyAt !== null && expiresAt !== null && Temporal.Instant.compare(ctx.now, expiresAt) < 0
}
