import { z } from 'zod'
import { allowInShop } from '../../kit/access/index.ts'
import type { Ctx } from '../../kit/context.ts'
import { transaction } from '../../kit/db/index.ts'
import { illegalMove } from '../../kit/errors.ts'
import { record } from '../../kit/events/events.ts'
import { email } from '../../kit/input.ts'
import { notify } from '../../kit/notify.ts'
import { hashToken, newToken } from '../../kit/secrets.ts'
import type { Shop } from '../shops/shop.ts'
import { findPerson } from './edit-person.ts'
import type { Person } from './people.ts'
import { guardOwners } from './roles.ts'
import { closeInvitations, insertInvitation } from './store-invitations.ts'

export const InvitePerson = z.strictObject({ email: email() })

/** How long a link to join lives. */
const LIFE_HOURS = 14 * 24

/** Asks somebody who works for the shop to join with an account. A new link ends the one before. 409 `has_account`. */
export async function invitePerson(
  ctx: Ctx,
  shop: Shop,
  personId: string,
  input: z.output<typeof InvitePerson>,
): Promise<void> {
  allowInShop(ctx, 'staff.invite', shop.id)
  await transaction(ctx, async (tx) => {
    const person = await findPerson(tx, shop.id, personId)
    guardOwners(tx, shop.id, person.roles)
    if (person.accountId) throw illegalMove('has_account')
    await inviteByMail(tx, shop, person, input.email)
    await record(tx, { type: 'person.invited', shopId: shop.id, subject: { kind: 'staff', id: person.id } })
  })
}

/** Mails the link to join; only its hash is kept. */
export async function inviteByMail(tx: Ctx, shop: Shop, person: Person, address: string): Promise<void> {
  const token = newToken()
  await closeInvitations(tx, shop.id, person.id)
  await insertInvitation(tx, shop.id, {
    staffId: person.id,
    email: address,
    tokenHash: hashToken(token),
    expiresAt: tx.now.add({ hours: LIFE_HOURS }),
  })
  await notify(tx, {
    channel: 'email',
    to: address,
    template: 'staffInvitation',
    locale: shop.locale,
    purpose: 'account',
    params: { name: person.name, shop: shop.name, days: LIFE_HOURS / 24 },
    secretParams: { path: `/join/${shop.slug}/${token}` },
    brand: shop.name,
    shopId: shop.id,
  })
}

/** Ends the open links of a person. */
export async function endInvitations(tx: Ctx, shopId: string, personId: string): Promise<void> {
  await closeInvitations(tx, shopId, personId)
}
