import type { Ctx } from '../../kit/context.ts'
import { notify } from '../../kit/notify.ts'
import type { Account } from '../accounts/account.ts'
import type { Shop } from '../shops/shop.ts'
import { ownersOf } from '../staff/owned-shops.ts'

interface Entered {
  account: Account
  shop: Shop | null
  reason: string
}

/** Tells whose it is that support acts there: the owners of a shop, or the customer. */
export async function tellActing(tx: Ctx, entered: Entered): Promise<void> {
  const { account, shop } = entered
  if (!shop) return tell(tx, account, entered)
  for (const owner of await ownersOf(tx, shop)) if (!owner.deactivatedAt) await tell(tx, owner, entered)
}

/** By mail, else by a text to the confirmed phone. */
async function tell(tx: Ctx, to: Account, { account, shop, reason }: Entered): Promise<void> {
  const common = { locale: to.locale, purpose: 'account', accountId: to.id } as const
  const place = shop ? { shopId: shop.id, path: `/desk/${shop.slug}/audit?what=accounts` } : {}
  const names = { name: to.name, person: account.name, shop: shop?.name ?? '' }
  const template = shop ? 'supportInShop' : 'supportActsForYou'
  if (to.email) {
    const params = { ...names, reason }
    await notify(tx, { ...common, ...place, channel: 'email', to: to.email, template, params })
  } else if (to.phone && to.phoneVerifiedAt) {
    await notify(tx, { ...common, ...place, channel: 'sms', to: to.phone, template, params: names })
  }
}
