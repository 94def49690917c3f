import { z } from 'zod'
import { SHOP_ROLES } from '../../kit/access/shop-roles.ts'
import { created, noContent, ok, type Route, route } from '../../kit/http/route.ts'
import { findShop } from '../shops/find.ts'
import { inviteMember, InviteMember, revokeMemberInvitation } from './invite-member.ts'
import { joinOrganisation } from './join-organisation.ts'
import { editMember, EditMember, readOrganisation, removeMember } from './members.ts'
import {
  MemberInvitationShape,
  MemberShape,
  OrganisationShape,
  presentMember,
  presentMemberInvitation,
  presentOrganisation,
} from './shapes-members.ts'

const params = z.strictObject({ shop: z.string().max(64) })
const one = params.extend({ member: z.string().max(64) })
const common = { tag: 'organisations', access: 'roles.edit' } as const

/** An organisation: its shops, and who holds roles in all of them. */
export const memberRoutes: Route[] = [
  route({
    ...common,
    method: 'GET',
    path: '/api/shops/{shop}/organisation',
    summary: 'The organisation of a shop: its shops, who holds roles in all of them, and who is asked to',
    params,
    answers: { 200: OrganisationShape },
    handler: async (ctx, { params: { shop } }) =>
      ok(presentOrganisation(await readOrganisation(ctx, await findShop(ctx, shop)))),
  }),
  route({
    ...common,
    method: 'POST',
    path: '/api/shops/{shop}/organisation/invitations',
    summary: 'Ask somebody to hold roles in all shops of the organisation, by mail or text message',
    params,
    body: InviteMember,
    answers: { 201: MemberInvitationShape },
    handler: async (ctx, { params: { shop }, body }) =>
      created(presentMemberInvitation(await inviteMember(ctx, await findShop(ctx, shop), body))),
  }),
  route({
    ...common,
    method: 'DELETE',
    path: '/api/shops/{shop}/organisation/invitations/{invitation}',
    summary: 'End the open link to an organisation',
    params: params.extend({ invitation: z.string().max(64) }),
    answers: { 204: z.undefined() },
    handler: async (ctx, { params: { shop, invitation } }) => {
      await revokeMemberInvitation(ctx, await findShop(ctx, shop), invitation)
      return noContent()
    },
  }),
  route({
    ...common,
    method: 'PATCH',
    path: '/api/shops/{shop}/organisation/members/{member}',
    summary: 'Change somebody’s roles in all shops of the organisation',
    params: one,
    body: EditMember,
    answers: { 200: MemberShape },
    handler: async (ctx, { params: { shop, member }, body }) =>
      ok(presentMember(await editMember(ctx, await findShop(ctx, shop), member, body))),
  }),
  route({
    ...common,
    method: 'DELETE',
    path: '/api/shops/{shop}/organisation/members/{member}',
    summary: 'Take somebody’s roles in all shops of the organisation; what they hold in one shop stays',
    params: one,
    answers: { 204: z.undefined() },
    handler: async (ctx, { params: { shop, member } }) => {
      await removeMember(ctx, await findShop(ctx, shop), member)
      return noContent()
    },
  }),
  route({
    ...common,
    access: 'account',
    method: 'POST',
    path: '/api/organisations/join',
    summary:
      'Take the roles in all shops of an organisation by the link that was sent, with the account that is signed in',
    rate: 'code',
    body: z.strictObject({ token: z.string().max(200) }),
    answers: {
      200: z.object({
        organisation: z.object({ id: z.string(), name: z.string() }),
        shops: z.array(z.object({ id: z.string(), slug: z.string(), name: z.string() })),
        roles: z.array(z.enum(SHOP_ROLES)),
      }),
    },
    handler: async (ctx, { body }) => {
      const { organisation, shops, invitation } = await joinOrganisation(ctx, body.token)
      return ok({
        organisation,
        shops: shops.map(({ id, slug, name }) => ({ id, slug, name })),
        roles: invitation.roles,
      })
    },
  }),
]
