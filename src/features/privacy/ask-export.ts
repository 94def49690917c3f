import { allow, inPerson, signedIn } from '../../kit/access/index.ts'
import { audit } from '../../kit/audit.ts'
import type { Ctx } from '../../kit/context.ts'
import { transaction } from '../../kit/db/index.ts'
import { Problem } from '../../kit/errors.ts'
import { enqueue } from '../../kit/jobs/queue.ts'
import { findCustomer } from '../customers/find-customer.ts'
import type { Shop } from '../shops/shop.ts'
import { type DataExport, insertExport, selectLastExport, type Whose } from './store-exports.ts'

/** A copy of the same person's data is made once in so many hours. */
export const EXPORT_HOURS = 24

/** Asks for a copy of everything that is held about the caller; a job makes it and tells them. Once a day. */
export async function askExport(ctx: Ctx): Promise<DataExport> {
  const { accountId } = inPerson(ctx)
  return ask(ctx, { accountId }, accountId)
}

/** The copy that the caller asked for last. */
export async function lastExport(ctx: Ctx): Promise<DataExport | undefined> {
  return selectLastExport(ctx, { accountId: signedIn(ctx).accountId })
}

/** Asks for a copy of what this shop holds about one of its customers, to hand it to them. */
export async function askCustomerExport(
  ctx: Ctx,
  shop: Pick<Shop, 'id'>,
  customerId: string,
): Promise<DataExport> {
  allow(ctx, 'customers.export', { shopId: shop.id, readBy: 'customers.read' })
  const { accountId } = signedIn(ctx)
  const customer = await findCustomer(ctx, shop.id, customerId)
  return ask(ctx, { shopId: shop.id, customerId: customer.id }, accountId)
}

/** The copy that was made last of a shop's customer; for whoever may ask for one. */
export async function lastCustomerExport(
  ctx: Ctx,
  shop: Pick<Shop, 'id'>,
  customerId: string,
): Promise<DataExport | undefined> {
  allow(ctx, 'customers.export', { shopId: shop.id, readBy: 'customers.read' })
  const customer = await findCustomer(ctx, shop.id, customerId)
  return selectLastExport(ctx, { shopId: shop.id, customerId: customer.id })
}

/** Throws 429 `export_asked` where the last copy was asked for less than a day ago. */
export function guardPause(ctx: Ctx, last: DataExport | undefined): void {
  const again = last?.askedAt.add({ hours: EXPORT_HOURS })
  if (!again || Temporal.Instant.compare(ctx.now, again) >= 0) return
  throw new Problem('slow-down', {
    reason: 'export_asked',
    retryAfterSeconds: Math.ceil((again.epochMilliseconds - ctx.now.epochMilliseconds) / 1000),
  })
}

type OfPerson = Exclude<Whose, { customerId?: never }>

function ask(ctx: Ctx, whose: OfPerson, askedBy: string): Promise<DataExport> {
  return transaction(ctx, async (tx) => {
    guardPause(tx, await selectLastExport(tx, whose))
    const made = await insertExport(tx, whose, askedBy)
    const isOwn = 'accountId' in whose
    await audit(tx, {
      action: 'privacy.export',
      shopId: isOwn ? null : whose.shopId,
      subject: isOwn ? { kind: 'account', id: whose.accountId } : { kind: 'customer', id: whose.customerId },
      after: { export: made.id },
    })
    enqueue(tx, { queue: 'long', data: { job: 'privacy.build-export', export: made.id } })
    return made
  })
}
