import type { Ctx } from '../../kit/context.ts'
import { isId, transaction } from '../../kit/db/index.ts'
import { notFound } from '../../kit/errors.ts'
import { isUnsubscribe, type Unsubscribe } from '../../kit/notify.ts'
import { shopsById } from '../shops/find.ts'
import type { Shop } from '../shops/shop.ts'
import { hasConsent } from './has-consent.ts'
import { sayConsent } from './own-consents.ts'
import { type Customer, selectCustomer } from './store.ts'

/** What a link in a mail names, as it came with the address. */
export interface StopLink {
  shop: string
  customer: string
  purpose: string
  signature: string
}

/**
 * What the link in a mail would end, and whether that is over already; nobody needs to be signed in, the signature is the
 * right. 404 for one that is not ours.
 */
export async function readStopLink(
  ctx: Ctx,
  link: StopLink,
): Promise<{ shop: Shop; purpose: Unsubscribe['purpose']; isOver: boolean }> {
  const { shop, asked, customer } = await follow(ctx, link)
  return { shop, purpose: asked.purpose, isOver: !customer || !(await mayWrite(ctx, asked, customer)) }
}

/** Takes back the yes to mails of this kind from this shop. Done already, or erased meanwhile, is fine. */
export async function unsubscribe(ctx: Ctx, link: StopLink): Promise<void> {
  await transaction(ctx, async (tx) => {
    const { asked, customer } = await follow(tx, link)
    if (!customer || !(await mayWrite(tx, asked, customer))) return
    const { shopId, purpose } = asked
    await sayConsent(tx, shopId, customer.id, { purpose, channel: 'email', granted: false })
  })
}

/** The record may have gone into another since the mail was sent: then it is that one. */
async function follow(ctx: Ctx, { shop: shopId, customer: customerId, purpose, signature }: StopLink) {
  if ((purpose !== 'reminders' && purpose !== 'promotions') || !isId(shopId) || !isId(customerId))
    throw notFound()
  const asked: Unsubscribe = { shopId, customerId, purpose }
  if (!isUnsubscribe(ctx.services.secrets, asked, signature)) throw notFound()
  const shop = (await shopsById(ctx, [shopId])).get(shopId)
  if (!shop) throw notFound()
  return { shop, asked, customer: await selectCustomer(ctx, shopId, customerId) }
}

const mayWrite = (ctx: Ctx, { shopId, purpose }: Unsubscribe, { id }: Customer) =>
  hasConsent(ctx, { shopId, customerId: id, purpose, channel: 'email' })
