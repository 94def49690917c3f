import { audit } from '../../kit/audit.ts'
import type { Ctx } from '../../kit/context.ts'
import { enqueue } from '../../kit/jobs/queue.ts'
import { record } from '../../kit/events/events.ts'
import { translator } from '../../kit/i18n/translator.ts'
import type { Shop } from '../shops/shop.ts'
import { booksUntil, type Certificate, type KeptPart } from './certificate.ts'
import { selectOrderIds } from './store-collect.ts'
import {
  eraseJoins,
  eraseKeptWords,
  eraseMessages,
  eraseNotes,
  eraseOrders,
  erasePhotos,
  eraseRecords,
  marksOf,
  scrub,
  selectKeptBooks,
} from './store-erase.ts'
import { insertCertificate } from './store-erasures.ts'
import type { Holding } from './store-holdings.ts'

/** Why and when an erasure is done, for its certificate. */
export interface Occasion {
  erasureId: string
  askedAt: Temporal.Instant
  askedBy: 'person' | 'shop'
}

/** Makes one customer of a shop anonymous, everything of theirs with them, and writes the shop's certificate. */
export async function eraseCustomerRecord(
  tx: Ctx,
  shop: Shop,
  holding: Holding,
  { erasureId, askedAt, askedBy }: Occasion,
): Promise<Certificate> {
  const orderIds = await selectOrderIds(tx, holding)
  const marks = await marksOf(tx, holding)
  const books = orderIds.length > 0 ? await selectKeptBooks(tx, holding, orderIds) : null
  const counts = await eraseAll(tx, shop, holding, { orderIds, marks })
  const certificate: Certificate = {
    format: 'fixbay-erasure-certificate/1',
    number: erasureId,
    erasedAt: tx.now.toString(),
    askedAt: askedAt.toString(),
    askedBy,
    shop: { id: shop.id, name: shop.name },
    subject: { kind: 'customer', id: holding.customerId },
    erased: counts,
    kept: keptOf(books, orderIds.length),
  }
  await insertCertificate(tx, { shopId: shop.id, customerId: holding.customerId, erasureId, certificate })
  const subject = { kind: 'customer', id: holding.customerId } as const
  await audit(tx, { action: 'privacy.erase', shopId: shop.id, subject, after: { erasure: erasureId } })
  await record(tx, { type: 'customer.erased', shopId: shop.id, subject, data: { erasureId } })
  return certificate
}

async function eraseAll(
  tx: Ctx,
  shop: Shop,
  holding: Holding,
  { orderIds, marks }: { orderIds: string[]; marks: string | null },
): Promise<Certificate['erased']> {
  const { customers, assets } = await eraseRecords(
    tx,
    holding,
    translator(shop.locale, 'privacy')('erasedName'),
  )
  const some = orderIds.length > 0 ? orderIds : [holding.customerId]
  if (marks) await scrub(tx, holding, some, marks)
  const orders = orderIds.length > 0 ? await eraseOrders(tx, holding, orderIds) : 0
  const notes = await eraseNotes(tx, holding, some)
  await eraseKeptWords(tx, holding)
  await eraseJoins(tx, holding)
  const keys = await erasePhotos(tx, holding, some)
  dropFiles(tx, keys)
  const messages = await eraseMessages(tx, holding, some)
  return [
    { what: 'contacts', count: customers },
    { what: 'things', count: assets },
    { what: 'orders', count: orders },
    { what: 'notes', count: notes },
    { what: 'photos', count: keys.length / 2 },
    { what: 'messages', count: messages },
  ]
}

function keptOf(books: Awaited<ReturnType<typeof selectKeptBooks>> | null, orders: number): KeptPart[] {
  const parts: KeptPart[] = []
  if (books && books.lastYear !== null) {
    const until = booksUntil(books.lastYear, books.booksYears)
    parts.push({ what: 'invoices', count: books.numbers.length, until, numbers: books.numbers })
    if (books.payments > 0) parts.push({ what: 'payments', count: books.payments, until })
  }
  if (orders > 0) parts.push({ what: 'work', count: orders, until: null })
  return [
    ...parts,
    { what: 'consents', count: null, until: null },
    { what: 'audit', count: null, until: null },
  ]
}

/** The bytes go once the rows are gone for certain. */
export function dropFiles(tx: Ctx, storageKeys: readonly string[]): void {
  if (storageKeys.length > 0)
    enqueue(tx, { queue: 'work', data: { job: 'privacy.drop-files', keys: [...storageKeys] } })
}
