import { inPerson } from '../../kit/access/index.ts'
import type { Ctx } from '../../kit/context.ts'
import { transaction } from '../../kit/db/index.ts'
import { notFound } from '../../kit/errors.ts'
import { hashToken } from '../../kit/secrets.ts'
import { type Organisation, organisationById } from '../organisations/organisation.ts'
import { shopsOfOrganisation } from '../shops/find.ts'
import type { Shop } from '../shops/shop.ts'
import { takeIn } from './members.ts'
import {
  endMemberInvitation,
  type MemberInvitation,
  selectMemberInvitation,
} from './store-member-invitations.ts'

/** What a link to join offers: which roles, in which shops of whom. */
export interface Offered {
  invitation: MemberInvitation
  organisation: Organisation
  shops: Shop[]
}

/** The open invitation of a link; 404 for a spent, ended or unknown one. */
export async function findMemberInvitation(ctx: Ctx, token: string): Promise<Offered> {
  const invitation = await selectMemberInvitation(ctx, hashToken(token))
  const organisation = invitation && (await organisationById(ctx, invitation.organisationId))
  if (!invitation || !organisation) throw notFound()
  return { invitation, organisation, shops: await shopsOfOrganisation(ctx, organisation.id) }
}

/**
 * Takes the roles of a link with the account that is signed in: whoever holds the link is who was asked. It confirms
 * neither an address nor a phone. 409 `already_member`, and the link stays.
 */
export async function joinOrganisation(ctx: Ctx, token: string): Promise<Offered> {
  const { accountId } = inPerson(ctx)
  return transaction(ctx, async (tx) => {
    const offered = await findMemberInvitation(tx, token)
    const { id, organisationId, roles } = offered.invitation
    // Between the look and this somebody may have used or ended it.
    if (!(await endMemberInvitation(tx, organisationId, id))) throw notFound()
    await takeIn(tx, organisationId, accountId, roles)
    return offered
  })
}
