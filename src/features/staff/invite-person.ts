import { z } from 'zod'
import { allowInShop } from '../../kit/access/index.ts'
import { audit } from '../../kit/audit.ts'
import type { Ctx } from '../../kit/context.ts'
import { transaction } from '../../kit/db/index.ts'
import { illegalMove, invalid, notFound } from '../../kit/errors.ts'
import { record } from '../../kit/events/events.ts'
import { canTakeSms, email, parsePhone, phoneText } from '../../kit/input.ts'
import { type Notice, notify } from '../../kit/notify.ts'
import { hashToken, newToken } from '../../kit/secrets.ts'
import type { Shop } from '../shops/shop.ts'
import { findPerson } from './edit-person.ts'
import type { Person } from './people.ts'
import { guardGiving, heldBy } from './roles.ts'
import {
  closeInvitations,
  insertInvitation,
  selectOpenInvitations,
  type SentTo,
} from './store-invitations.ts'

export const InvitePerson = z.strictObject({
  email: email().optional(),
  /** Instead of an address: the link goes there by text message. */
  phone: phoneText().optional(),
})

/** How long a link to join lives. */
const LIFE_HOURS = 14 * 24

/**
 * Asks somebody who works for the shop to join with an account, by mail or by text message; without either, the link
 * goes again where the open one went. A new link ends the one before. 409 `has_account`.
 */
export async function invitePerson(
  ctx: Ctx,
  shop: Shop,
  personId: string,
  input: z.output<typeof InvitePerson>,
): Promise<void> {
  allowInShop(ctx, 'staff.invite', shop.id)
  await transaction(ctx, async (tx) => {
    const person = await findPerson(tx, shop.id, personId)
    guardGiving(tx, shop.id, await heldBy(tx, person))
    if (person.accountId) throw illegalMove('has_account')
    const sentTo = sentToOf(shop, input) ?? (await openInvitationOf(tx, shop.id, person.id))
    if (!sentTo) throw invalid('/email', 'emailOrPhone')
    await sendInvitation(tx, shop, person, sentTo)
    await record(tx, { type: 'person.invited', shopId: shop.id, subject: { kind: 'staff', id: person.id } })
  })
}

/** Ends the open link of a person: it joins nobody any more. 404 where there is none. */
export async function revokeInvitation(ctx: Ctx, shop: Shop, personId: string): Promise<void> {
  allowInShop(ctx, 'staff.invite', shop.id)
  await transaction(ctx, async (tx) => {
    const person = await findPerson(tx, shop.id, personId)
    guardGiving(tx, shop.id, await heldBy(tx, person))
    if (!(await closeInvitations(tx, shop.id, person.id))) throw notFound()
    const subject = { kind: 'staff', id: person.id } as const
    await audit(tx, { action: 'staff.revokeInvitation', shopId: shop.id, subject })
    await record(tx, { type: 'person.invitation_revoked', shopId: shop.id, subject })
  })
}

/** Where a link is to go, of an address and a phone; null where there is neither. 400 for both, or for no mobile. */
export function sentToOf(
  { region }: Pick<Shop, 'region'>,
  { email: address, phone: typed }: { email?: string | null | undefined; phone?: string | null | undefined },
): SentTo | null {
  if (address && typed) throw invalid('/phone', 'oneOfTwo')
  if (address) return { email: address, phone: null }
  if (!typed) return null
  const phone = parsePhone(typed, region)
  if (!phone) throw invalid('/phone', 'phone')
  if (!canTakeSms(phone)) throw invalid('/phone', 'mobile')
  return { email: null, phone }
}

/** Sends the link to join; only its hash is kept. */
export async function sendInvitation(tx: Ctx, shop: Shop, person: Person, sentTo: SentTo): Promise<void> {
  const token = newToken()
  await closeInvitations(tx, shop.id, person.id)
  await insertInvitation(tx, shop.id, {
    staffId: person.id,
    ...sentTo,
    tokenHash: hashToken(token),
    expiresAt: tx.now.add({ hours: LIFE_HOURS }),
  })
  await notify(tx, {
    ...wayTo(sentTo),
    template: 'staffInvitation',
    locale: shop.locale,
    purpose: 'account',
    params: { name: person.name, shop: shop.name, days: LIFE_HOURS / 24 },
    secretParams: { path: `/join/${shop.slug}/${token}` },
    brand: shop.name,
    shopId: shop.id,
  })
  const subject = { kind: 'staff', id: person.id } as const
  const after = { by: sentTo.email === null ? 'sms' : 'email' }
  await audit(tx, { action: 'staff.invite', shopId: shop.id, subject, after })
}

/** By which way a link goes to an address or a phone. */
export const wayTo = ({ email: address, phone }: SentTo): Pick<Notice, 'channel' | 'to'> =>
  address === null ? { channel: 'sms', to: phone } : { channel: 'email', to: address }

async function openInvitationOf(tx: Ctx, shopId: string, staffId: string): Promise<SentTo | undefined> {
  const open = await selectOpenInvitations(tx, shopId)
  return open.find((invitation) => invitation.staffId === staffId)?.sentTo
}
