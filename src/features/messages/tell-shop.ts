import { transaction } from '../../kit/db/index.ts'
import type { Reaction } from '../../kit/events/reactions.ts'
import { notify } from '../../kit/notify.ts'
import { shopById } from '../shops/find.ts'
import { orderContext } from './order-context.ts'

/** A mail to the shop's own address for each request that came over the web: somebody waits for an answer. */
export const tellShopOfRequest: Reaction = {
  name: 'messages.tell-shop-of-request',
  on: ['order.opened'],
  when: 'after',
  run: async (ctx, event) => {
    if (!event.shopId || event.data['source'] !== 'web') return
    const shop = await shopById(ctx, event.shopId)
    const about = await orderContext(ctx, event.shopId, event.subject.id)
    const { email } = shop
    if (!email || !about) return
    await transaction(ctx, (tx) =>
      notify(tx, {
        channel: 'email',
        to: email,
        template: 'shopNewRequest',
        locale: shop.locale,
        purpose: 'account',
        params: { customer: about.customer.name, asset: about.asset, number: about.number },
        path: `/desk/${shop.slug}/orders/${event.subject.id}`,
        brand: shop.name,
        shopId: shop.id,
        orderId: event.subject.id,
        eventId: event.id,
      }),
    )
  },
}
