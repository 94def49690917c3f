import { z } from 'zod'
import type { ShopRole } from '../../kit/access/index.ts'
import { audit } from '../../kit/audit.ts'
import type { Ctx } from '../../kit/context.ts'
import { isId, transaction } from '../../kit/db/index.ts'
import { invalid, notFound, Problem } from '../../kit/errors.ts'
import { record } from '../../kit/events/events.ts'
import { translator } from '../../kit/i18n/translator.ts'
import { email, phoneText } from '../../kit/input.ts'
import { notify } from '../../kit/notify.ts'
import { hashToken, newToken } from '../../kit/secrets.ts'
import { lockOrganisation, type Organisation, organisationById } from '../organisations/organisation.ts'
import type { Shop } from '../shops/shop.ts'
import { checkSomeRole, memberRolesField } from './input.ts'
import { sentToOf, wayTo } from './invite-person.ts'
import { guardGivingInAll } from './own-organisations.ts'
import type { SentTo } from './store-invitations.ts'
import {
  countMemberInvitations,
  endMemberInvitation,
  endMemberInvitationsTo,
  insertMemberInvitation,
  type MemberInvitation,
} from './store-member-invitations.ts'

export const InviteMember = z.strictObject({
  email: email().optional(),
  /** Instead of an address: the link goes there by text message. */
  phone: phoneText().optional(),
  /** What they are to hold in every shop. */
  roles: memberRolesField(),
})

const LIFE_DAYS = 14
const LINKS_A_DAY = 20

/**
 * Asks somebody by mail or text message to hold roles in all shops of the organisation. A newer link to the same address
 * or phone ends the older one. 429 after twenty in a day. For whoever owns all its shops.
 */
export async function inviteMember(
  ctx: Ctx,
  shop: Shop,
  { roles, ...to }: z.output<typeof InviteMember>,
): Promise<MemberInvitation> {
  const shops = await guardGivingInAll(ctx, shop)
  checkSomeRole(roles)
  const sentTo = sentToOf(shop, to)
  if (!sentTo) throw invalid('/email', 'emailOrPhone')
  const organisation = await organisationById(ctx, shop.organisationId)
  if (!organisation) throw notFound()
  return transaction(ctx, async (tx) => {
    // Of two at once the second counts the first, and ends its link.
    await lockOrganisation(tx, organisation.id)
    const made = await countMemberInvitations(tx, organisation.id, tx.now.subtract({ hours: 24 }))
    if (made >= LINKS_A_DAY) throw new Problem('slow-down', { retryAfterSeconds: 24 * 3600 })
    const invitation = await send(tx, organisation, shop, sentTo, roles)
    const by = sentTo.email === null ? 'sms' : 'email'
    for (const { id } of shops)
      await audit(tx, {
        action: 'staff.inviteMember',
        shopId: id,
        subject: { kind: 'shop', id },
        after: { roles, by },
      })
    await record(tx, {
      type: 'member.invited',
      shopId: null,
      subject: { kind: 'shop', id: shop.id },
      data: { organisation: organisation.id, roles, by },
    })
    return invitation
  })
}

/** Ends an open link: nobody joins by it any more. 404 where there is none. */
export async function revokeMemberInvitation(ctx: Ctx, shop: Shop, id: string): Promise<void> {
  const shops = await guardGivingInAll(ctx, shop)
  await transaction(ctx, async (tx) => {
    const ended = isId(id) ? await endMemberInvitation(tx, shop.organisationId, id) : undefined
    if (!ended) throw notFound()
    for (const one of shops)
      await audit(tx, {
        action: 'staff.revokeMember',
        shopId: one.id,
        subject: { kind: 'shop', id: one.id },
        before: { roles: ended.roles },
      })
    await record(tx, {
      type: 'member.invitation_revoked',
      shopId: null,
      subject: { kind: 'shop', id: shop.id },
      data: { organisation: shop.organisationId },
    })
  })
}

async function send(
  tx: Ctx,
  { id: organisationId, name }: Organisation,
  { id: shopId, locale }: Shop,
  sentTo: SentTo,
  roles: readonly ShopRole[],
): Promise<MemberInvitation> {
  const token = newToken()
  await endMemberInvitationsTo(tx, organisationId, sentTo)
  const invitation = await insertMemberInvitation(tx, {
    organisationId,
    sentTo,
    roles: [...roles],
    tokenHash: hashToken(token),
    expiresAt: tx.now.add({ hours: LIFE_DAYS * 24 }),
  })
  const words = translator(locale, 'staff')
  await notify(tx, {
    ...wayTo(sentTo),
    template: 'memberInvitation',
    locale,
    purpose: 'account',
    params: { roles: roles.map((role) => words(`roles.${role}`)).join(words('comma')), days: LIFE_DAYS },
    secretParams: { path: `/join-organisation/${token}` },
    brand: name,
    shopId,
  })
  return invitation
}
