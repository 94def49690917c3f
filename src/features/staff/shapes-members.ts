import { z } from 'zod'
import { SHOP_ROLES } from '../../kit/access/shop-roles.ts'
import { SHOP_STATUSES } from '../shops/list-all-shops.ts'
import type { Member, OrganisationRecord } from './members.ts'
import type { MemberInvitation } from './store-member-invitations.ts'

const roles = z.array(z.enum(SHOP_ROLES))

export const MemberShape = z
  .object({
    /** The id of the account. */
    id: z.string(),
    name: z.string(),
    email: z.string().nullable(),
    roles,
    since: z.string(),
    /** The account is closed: it holds nothing until it is opened again. */
    closed: z.boolean(),
  })
  .meta({ id: 'OrganisationMember' })

export const MemberInvitationShape = z
  .object({
    id: z.string(),
    /** An address, or a phone in E.164. */
    invited: z.string(),
    roles,
    invitedUntil: z.string(),
  })
  .meta({ id: 'OrganisationInvitation' })

export const OrganisationShape = z
  .object({
    id: z.string(),
    name: z.string(),
    shops: z.array(
      z.object({ id: z.string(), slug: z.string(), name: z.string(), status: z.enum(SHOP_STATUSES) }),
    ),
    members: z.array(MemberShape),
    invitations: z.array(MemberInvitationShape),
  })
  .meta({ id: 'Organisation' })

export function presentMember({ accountId, since, ...member }: Member): z.input<typeof MemberShape> {
  return { ...member, id: accountId, since: since.toString() }
}

export function presentMemberInvitation(invitation: MemberInvitation): z.input<typeof MemberInvitationShape> {
  const { id, sentTo, roles: offered, expiresAt } = invitation
  return { id, invited: sentTo.email ?? sentTo.phone, roles: offered, invitedUntil: expiresAt.toString() }
}

export function presentOrganisation(record: OrganisationRecord): z.input<typeof OrganisationShape> {
  const { organisation, shops, members, invitations } = record
  return {
    ...organisation,
    shops: shops.map(({ id, slug, name, status }) => ({ id, slug, name, status })),
    members: members.map(presentMember),
    invitations: invitations.map(presentMemberInvitation),
  }
}
