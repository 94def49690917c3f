import { accountIdOf } from '../../kit/access/index.ts'
import type { Ctx } from '../../kit/context.ts'
import { hashToken, newToken } from '../../kit/secrets.ts'
import type { Shop } from '../shops/shop.ts'
import type { Customer } from './store.ts'
import { closeLinks, insertLink, type SentTo } from './store-links.ts'

/** How long a link to one's record lives. */
export const LINK_DAYS = 14

/** A link by which a customer takes the shop's record of them into an account, still to be written down. */
export interface NewRecordLink {
  /** For the message and nothing else: the token is in it, kept is its hash. */
  path: string
  /** Writes it down, and ends the one before; once the message that bears it is sure to go. */
  keep(tx: Ctx): Promise<void>
}

/** Makes a link to a record, for where it is sent to. Whether it may go there is the caller's to have asked. */
export function newRecordLink(
  shop: Pick<Shop, 'id' | 'slug'>,
  customer: Pick<Customer, 'id'>,
  sentTo: SentTo,
): NewRecordLink {
  const token = newToken()
  return {
    path: `/claim/${shop.slug}/${token}`,
    async keep(tx) {
      await closeLinks(tx, shop.id, [customer.id])
      await insertLink(tx, shop.id, {
        ...sentTo,
        customerId: customer.id,
        tokenHash: hashToken(token),
        expiresAt: tx.now.add({ hours: LINK_DAYS * 24 }),
        createdBy: accountIdOf(tx.caller),
      })
    },
  }
}

/** The same for a mail that goes to the customer's own address anyway; undefined for whoever has an account. */
export function linkForGuest(
  shop: Pick<Shop, 'id' | 'slug'>,
  customer: Pick<Customer, 'id' | 'accountId' | 'email' | 'deactivatedAt'>,
): NewRecordLink | undefined {
  const { accountId, email, deactivatedAt } = customer
  if (accountId !== null || email === null || deactivatedAt !== null) return undefined
  return newRecordLink(shop, customer, { email, phone: null })
}
