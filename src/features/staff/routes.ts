import { z } from 'zod'
import { etag, versionOf } from '../../kit/http/if-match.ts'
import { created, noContent, ok, type Route, route } from '../../kit/http/route.ts'
import { findShop } from '../shops/find.ts'
import { presentSettings, SettingsShape } from '../shops/settings-shapes.ts'
import { taxRatesOf } from '../shops/taxes.ts'
import { acceptInvitation } from './accept-invitation.ts'
import { addPerson, AddPerson } from './add-person.ts'
import { deviceRoutes } from './device-routes.ts'
import { editPerson, EditPerson } from './edit-person.ts'
import { endEmployment } from './end-employment.ts'
import { invitePerson, InvitePerson, revokeInvitation } from './invite-person.ts'
import { invitationsOf, listPeople } from './list-people.ts'
import { openShop, OpenShop } from './open-shop.ts'
import { resourceRoutes } from './resource-routes.ts'
import { memberRoutes } from './routes-members.ts'
import { roleRoutes } from './routes-roles.ts'
import { secondFactorRoutes } from './routes-second-factor.ts'
import { PersonShape, presentPerson } from './shapes.ts'
import { MemberShape } from './shapes-members.ts'

const params = z.strictObject({ shop: z.string().max(64) })
const one = params.extend({ person: z.string().max(64) })
const tag = 'staff'

const peopleRoutes: Route[] = [
  route({
    method: 'GET',
    path: '/api/shops/{shop}/staff',
    summary: 'The people of a shop',
    tag,
    access: 'staff.read',
    params,
    answers: {
      200: z.object({
        people: z.array(PersonShape),
        /** Who holds roles in it through its organisation. */
        members: z.array(MemberShape.pick({ id: true, name: true, roles: true })),
      }),
    },
    handler: async (ctx, input) => {
      const found = await listPeople(ctx, await findShop(ctx, input.params.shop))
      return ok({
        people: found.people.map((person) => presentPerson(person, found.invitations)),
        members: found.members.map(({ accountId: id, name, roles }) => ({ id, name, roles })),
      })
    },
  }),
  route({
    method: 'POST',
    path: '/api/shops/{shop}/staff',
    summary: 'Take somebody on; with an address or a phone they are asked to join',
    tag,
    access: 'staff.invite',
    params,
    body: AddPerson,
    answers: { 201: PersonShape },
    handler: async (ctx, { params: { shop }, body }) => {
      const person = await addPerson(ctx, await findShop(ctx, shop), body)
      return created(presentPerson(person, await invitationsOf(ctx, person)))
    },
  }),
  route({
    method: 'PATCH',
    path: '/api/shops/{shop}/staff/{person}',
    summary: 'Change the name or the roles of somebody',
    tag,
    access: 'staff.edit',
    params: one,
    body: EditPerson,
    answers: { 200: PersonShape },
    handler: async (ctx, { params: { shop, person }, body, request }) => {
      const version = versionOf(request, body.version)
      const after = await editPerson(ctx, await findShop(ctx, shop), person, { ...body, version })
      return { ...ok(presentPerson(after)), headers: etag(after.version) }
    },
  }),
  route({
    method: 'POST',
    path: '/api/shops/{shop}/staff/{person}/invite',
    summary: 'Ask somebody to join with an account, by mail or text message; again, where the last link went',
    tag,
    access: 'staff.invite',
    params: one,
    body: InvitePerson,
    answers: { 204: z.undefined() },
    handler: async (ctx, { params: { shop, person }, body }) => {
      await invitePerson(ctx, await findShop(ctx, shop), person, body)
      return noContent()
    },
  }),
  route({
    method: 'DELETE',
    path: '/api/shops/{shop}/staff/{person}/invite',
    summary: 'End the open link to join',
    tag,
    access: 'staff.invite',
    params: one,
    answers: { 204: z.undefined() },
    handler: async (ctx, { params: { shop, person } }) => {
      await revokeInvitation(ctx, await findShop(ctx, shop), person)
      return noContent()
    },
  }),
  route({
    method: 'POST',
    path: '/api/shops/{shop}/staff/{person}/leave',
    summary: 'Somebody leaves: their rights end at once',
    tag,
    access: 'staff.edit',
    params: one,
    answers: { 204: z.undefined() },
    handler: async (ctx, { params: { shop, person } }) => {
      await endEmployment(ctx, await findShop(ctx, shop), person)
      return noContent()
    },
  }),
  route({
    method: 'POST',
    path: '/api/shops/{shop}/join',
    summary: 'Join a shop by the link that was sent, with the account that is signed in',
    tag,
    access: 'account',
    params,
    body: z.strictObject({ token: z.string().max(200) }),
    answers: { 200: PersonShape },
    handler: async (ctx, { params: { shop }, body }) =>
      ok(presentPerson(await acceptInvitation(ctx, await findShop(ctx, shop), body.token))),
  }),
]

export const routes: Route[] = [
  route({
    method: 'POST',
    path: '/api/shops',
    summary:
      'Open a shop; the caller becomes its owner. It waits for the platform’s yes, unless the platform’s people open it as `approved`',
    tag: 'shop settings',
    access: 'account',
    rate: 'booking',
    body: OpenShop,
    answers: { 201: SettingsShape },
    handler: async (ctx, { body }) => {
      const shop = await openShop(ctx, body)
      return created(presentSettings(shop, await taxRatesOf(ctx, shop.id)))
    },
  }),
  ...peopleRoutes,
  ...roleRoutes,
  ...memberRoutes,
  ...secondFactorRoutes,
  ...resourceRoutes,
  ...deviceRoutes,
]
