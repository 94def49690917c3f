import { z } from 'zod'
import { allow, refuseActing } from '../../kit/access/index.ts'
import { audit } from '../../kit/audit.ts'
import type { Ctx } from '../../kit/context.ts'
import { transaction } from '../../kit/db/index.ts'
import { illegalMove, Problem } from '../../kit/errors.ts'
import { record } from '../../kit/events/events.ts'
import { canTakeSms } from '../../kit/input.ts'
import { type Notice, notify } from '../../kit/notify.ts'
import type { Shop } from '../shops/shop.ts'
import { findCustomer } from './find-customer.ts'
import { LINK_DAYS, newRecordLink } from './record-link.ts'
import type { Customer } from './store.ts'
import { countLinks, selectOpenLink, type SentTo } from './store-links.ts'

export const SendLink = z.strictObject({
  /** By which way; mail where there is an address. */
  by: z.enum(['email', 'sms']).optional(),
})

const LINKS_A_DAY = 3

/**
 * Sends a customer without an account a link by which they take the shop's record of them into one. It goes where the
 * record says and nowhere else, and only they see it; a new link ends the one before. 409 `has_account`,
 * `customer_inactive`, `no_such_way`; 403 for whoever acts in another's place; 429 after three in a day.
 */
export async function sendRecordLink(
  ctx: Ctx,
  shop: Pick<Shop, 'id' | 'name' | 'slug' | 'email'>,
  id: string,
  { by }: z.output<typeof SendLink>,
): Promise<void> {
  allow(ctx, 'customers.edit', { shopId: shop.id, readBy: 'customers.read' })
  refuseActing(ctx)
  await transaction(ctx, async (tx) => {
    const customer = await findCustomer(tx, shop.id, id)
    if (customer.accountId) throw illegalMove('has_account')
    if (customer.deactivatedAt) throw illegalMove('customer_inactive')
    const sentTo = wayTo(customer, by)
    if (!sentTo) throw illegalMove('no_such_way')
    const made = await countLinks(tx, shop.id, customer.id, tx.now.subtract({ hours: 24 }))
    if (made >= LINKS_A_DAY) throw new Problem('slow-down', { retryAfterSeconds: 24 * 3600 })
    await send(tx, shop, customer, sentTo)
    const subject = { kind: 'customer', id: customer.id } as const
    const after = { by: sentTo.email === null ? 'sms' : 'email' }
    await audit(tx, { action: 'customers.sendLink', shopId: shop.id, subject, after })
    await record(tx, { type: 'customer.link_sent', shopId: shop.id, subject, data: after })
  })
}

/** By which ways a link can go to a customer without an account, and the open one, for their page. */
export async function linkState(
  ctx: Ctx,
  shop: Pick<Shop, 'id'>,
  customer: { id: string; email: string | null; phone: string | null; hasAccount: boolean },
): Promise<{ email: boolean; sms: boolean; sentAt: string | null; until: string | null } | null> {
  if (customer.hasAccount) return null
  const open = await selectOpenLink(ctx, shop.id, customer.id)
  return {
    email: customer.email !== null,
    sms: customer.phone !== null && canTakeSms(customer.phone),
    sentAt: open?.createdAt.toString() ?? null,
    until: open?.expiresAt.toString() ?? null,
  }
}

/** Where a link can go by the way that was chosen, or by any; null for none. */
function wayTo({ email, phone }: Customer, by: 'email' | 'sms' | undefined): SentTo | null {
  if (email && by !== 'sms') return { email, phone: null }
  if (phone && canTakeSms(phone) && by !== 'email') return { email: null, phone }
  return null
}

async function send(
  tx: Ctx,
  shop: Pick<Shop, 'id' | 'name' | 'slug' | 'email'>,
  customer: Customer,
  sentTo: SentTo,
): Promise<void> {
  const { path, keep } = newRecordLink(shop, customer, sentTo)
  await keep(tx)
  const to: Pick<Notice, 'channel' | 'to'> =
    sentTo.email === null ? { channel: 'sms', to: sentTo.phone } : { channel: 'email', to: sentTo.email }
  await notify(tx, {
    ...to,
    template: 'customerLink',
    locale: customer.locale,
    purpose: 'service',
    params: { name: customer.name, shop: shop.name, days: LINK_DAYS },
    secretParams: { path },
    brand: shop.name,
    ...(shop.email ? { replyTo: shop.email } : {}),
    shopId: shop.id,
    customerId: customer.id,
  })
}
