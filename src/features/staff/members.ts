import { z } from 'zod'
import type { ShopRole } from '../../kit/access/index.ts'
import { type AuditLine, audit } from '../../kit/audit.ts'
import type { Ctx } from '../../kit/context.ts'
import { isId, transaction } from '../../kit/db/index.ts'
import { illegalMove, notFound } from '../../kit/errors.ts'
import { record } from '../../kit/events/events.ts'
import { rightsChanged } from '../accounts/rights-changed.ts'
import { lockOrganisation, type Organisation, organisationById } from '../organisations/organisation.ts'
import { shopsOfOrganisation } from '../shops/find.ts'
import type { Shop } from '../shops/shop.ts'
import { checkSomeRole, memberRolesField } from './input.ts'
import { guardOwnersLeft } from './owned-shops.ts'
import { guardGivingInAll, guardOrganisation } from './own-organisations.ts'
import { type MemberInvitation, selectOpenMemberInvitations } from './store-member-invitations.ts'
import { deleteMember, insertMember, type Member, selectMembers, updateMember } from './store-members.ts'

export type { Member }

export const EditMember = z.strictObject({ roles: memberRolesField() })

/** An organisation with its shops, who holds roles in all of them, and who is asked to. */
export interface OrganisationRecord {
  organisation: Organisation
  shops: Shop[]
  members: Member[]
  invitations: MemberInvitation[]
}

/** The organisation that a shop belongs to. For whoever owns all its shops. */
export async function readOrganisation(ctx: Ctx, shop: Shop): Promise<OrganisationRecord> {
  const shops = await guardOrganisation(ctx, shop)
  const organisation = await organisationById(ctx, shop.organisationId)
  if (!organisation) throw notFound()
  return {
    organisation,
    shops,
    members: await selectMembers(ctx, organisation.id),
    invitations: await selectOpenMemberInvitations(ctx, organisation.id),
  }
}

/** Changes somebody's roles in all shops. 409 `last_owner`. */
export async function editMember(
  ctx: Ctx,
  shop: Shop,
  accountId: string,
  { roles }: z.output<typeof EditMember>,
): Promise<Member> {
  await guardGivingInAll(ctx, shop)
  checkSomeRole(roles)
  return transaction(ctx, async (tx) => {
    const before = await heldMember(tx, shop, accountId)
    await updateMember(tx, shop.organisationId, accountId, roles)
    if (before.roles.includes('owner') && !roles.includes('owner')) await guardOwnersLeft(tx, shop)
    await noteRights(tx, shop, accountId, {
      action: 'staff.setMember',
      before: { roles: before.roles },
      after: { roles },
    })
    await record(tx, {
      type: 'member.edited',
      shopId: null,
      subject: { kind: 'account', id: accountId },
      data: { organisation: shop.organisationId, from: before.roles, to: roles },
    })
    return { ...before, roles }
  })
}

/** Takes somebody's roles in all shops; what they hold in one of them stays. 409 `last_owner`. */
export async function removeMember(ctx: Ctx, shop: Shop, accountId: string): Promise<void> {
  await guardGivingInAll(ctx, shop)
  await transaction(ctx, async (tx) => {
    const before = await heldMember(tx, shop, accountId)
    await deleteMember(tx, shop.organisationId, accountId)
    if (before.roles.includes('owner')) await guardOwnersLeft(tx, shop)
    await noteRights(tx, shop, accountId, { action: 'staff.removeMember', before: { roles: before.roles } })
    await record(tx, {
      type: 'member.removed',
      shopId: null,
      subject: { kind: 'account', id: accountId },
      data: { organisation: shop.organisationId },
    })
  })
}

/** An account holds roles in all shops from now on. 409 `already_member`. */
export async function takeIn(
  tx: Ctx,
  organisationId: string,
  accountId: string,
  roles: readonly ShopRole[],
): Promise<void> {
  await lockOrganisation(tx, organisationId)
  if (!(await insertMember(tx, organisationId, accountId, roles))) throw illegalMove('already_member')
  await noteRights(tx, { organisationId }, accountId, { action: 'staff.joinAsMember', after: { roles } })
  await record(tx, {
    type: 'member.joined',
    shopId: null,
    subject: { kind: 'account', id: accountId },
    data: { organisation: organisationId, roles: [...roles] },
  })
}

/** One change at a time: of two owners who remove each other at once the second waits here, and sees that the first is gone. */
async function heldMember(tx: Ctx, { organisationId }: Shop, accountId: string): Promise<Member> {
  await lockOrganisation(tx, organisationId)
  const [member] = isId(accountId) ? await selectMembers(tx, organisationId, accountId) : []
  if (!member) throw notFound()
  return member
}

/** What changed for one of the members stands in the audit log of each shop. */
async function noteRights(
  tx: Ctx,
  { organisationId }: Pick<Shop, 'organisationId'>,
  accountId: string,
  line: Pick<AuditLine, 'action' | 'before' | 'after'>,
): Promise<void> {
  await rightsChanged(tx, accountId)
  for (const { id } of await shopsOfOrganisation(tx, organisationId))
    await audit(tx, { ...line, shopId: id, subject: { kind: 'account', id: accountId } })
}

/** A shop that has just come to its organisation: whoever holds roles in all shops holds them there too. */
export async function welcomeMembers(tx: Ctx, shop: Shop): Promise<void> {
  for (const { accountId, roles } of await selectMembers(tx, shop.organisationId)) {
    await rightsChanged(tx, accountId)
    await audit(tx, {
      action: 'staff.joinAsMember',
      shopId: shop.id,
      subject: { kind: 'account', id: accountId },
      after: { roles },
    })
  }
}
