import type { Ctx } from '../../kit/context.ts'
import { transaction } from '../../kit/db/index.ts'
import type { Event } from '../../kit/events/events.ts'
import type { Reaction } from '../../kit/events/reactions.ts'
import { notify } from '../../kit/notify.ts'
import type { Account } from '../accounts/account.ts'
import { whySuspended } from '../shops/decisions.ts'
import { shopById } from '../shops/find.ts'
import type { Shop } from '../shops/shop.ts'
import { ownersOf } from '../staff/owned-shops.ts'

const TEMPLATES = {
  'shop.approved': 'shopApproved',
  'shop.suspended': 'shopSuspended',
  'shop.reinstated': 'shopReinstated',
} as const

/** The owners of a shop hear what the platform decided about it: by mail, else by a text to their confirmed phone. */
export const tellOwnersOfDecision: Reaction = {
  name: 'messages.tell-owners-of-decision',
  on: ['shop.approved', 'shop.suspended', 'shop.reinstated'],
  when: 'after',
  run: async (ctx, event) => {
    if (!event.shopId) return
    const shop = await shopById(ctx, event.shopId)
    const reason = (await whySuspended(ctx, shop)) ?? ''
    const owners = await ownersOf(ctx, shop)
    await transaction(ctx, async (tx) => {
      for (const owner of owners) if (!owner.deactivatedAt) await tell(tx, event, shop, owner, reason)
    })
  },
}

async function tell(tx: Ctx, event: Event, shop: Shop, account: Account, reason: string): Promise<void> {
  const { email, phone, phoneVerifiedAt, locale, name, id } = account
  const template = TEMPLATES[event.type as keyof typeof TEMPLATES]
  const common = {
    template,
    locale,
    purpose: 'account',
    params: { name, shop: shop.name },
    path: `/desk/${shop.slug}`,
    shopId: shop.id,
    accountId: id,
    eventId: event.id,
  } as const
  // What people wrote is kept where it was written, not with the message.
  const secretParams = { reason }
  if (email) await notify(tx, { ...common, secretParams, channel: 'email', to: email })
  else if (phone && phoneVerifiedAt) await notify(tx, { ...common, secretParams, channel: 'sms', to: phone })
}
