import { inPerson } from '../../kit/access/index.ts'
import { audit } from '../../kit/audit.ts'
import type { Ctx } from '../../kit/context.ts'
import { transaction } from '../../kit/db/index.ts'
import { notFound } from '../../kit/errors.ts'
import { record } from '../../kit/events/events.ts'
import { hashToken } from '../../kit/secrets.ts'
import type { Shop } from '../shops/shop.ts'
import { type Customer, selectCustomer } from './store.ts'
import { setAccount } from './store-join.ts'
import { closeLinks, joinSameGuests, type RecordLink, selectLink, takeLink } from './store-links.ts'

/**
 * The record that a link leads to; 404 for a link that is unknown, used, too old or replaced, where the record has an
 * account by now, and where it no longer has the address or phone that the link went to.
 */
export async function findClaim(
  ctx: Ctx,
  shop: Pick<Shop, 'id'>,
  token: string,
): Promise<{ link: RecordLink; customer: Customer }> {
  const link = await selectLink(ctx, shop.id, hashToken(token))
  const isOpen = link && link.endedAt === null && Temporal.Instant.compare(link.expiresAt, ctx.now) > 0
  const customer = isOpen ? await selectCustomer(ctx, shop.id, link.customerId) : undefined
  if (!isOpen || !customer || customer.accountId || !reached(customer, link)) throw notFound()
  return { link, customer }
}

const reached = (customer: Customer, { email, phone }: RecordLink): boolean =>
  email === null ? customer.phone === phone : customer.email === email

/**
 * Takes the record into the account that is signed in, with all that hangs on it: whoever holds the link is whom the
 * shop wrote to. Their other records there without an account come too, where the link went to the same address, or to
 * the same phone under the same name. It confirms neither address nor phone of the account.
 */
export async function claimRecord(ctx: Ctx, shop: Pick<Shop, 'id'>, token: string): Promise<void> {
  const { accountId } = inPerson(ctx)
  await transaction(ctx, async (tx) => {
    const { link, customer } = await findClaim(tx, shop, token)
    // Between the look and this somebody may have used or ended it, or the record have got an account.
    if (!(await takeLink(tx, shop.id, link.id, accountId))) throw notFound()
    if (!(await setAccount(tx, shop.id, customer.id, accountId))) throw notFound()
    const others = await joinSameGuests(tx, shop.id, link, customer.name, accountId)
    const ids = [customer.id, ...others]
    await closeLinks(tx, shop.id, ids)
    for (const id of ids) {
      const subject = { kind: 'customer', id } as const
      await audit(tx, { action: 'customers.claim', shopId: shop.id, subject })
      await record(tx, { type: 'customer.joined', shopId: shop.id, subject, data: { accountId } })
    }
  })
}
