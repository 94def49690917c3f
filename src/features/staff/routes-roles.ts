import { z } from 'zod'
import { SHOP_RIGHTS } from '../../kit/access/index.ts'
import { etag, versionOf } from '../../kit/http/if-match.ts'
import { created, noContent, ok, type Route, route } from '../../kit/http/route.ts'
import { findShop } from '../shops/find.ts'
import { addOwnRole, AddOwnRole } from './add-own-role.ts'
import { editOwnRole, EditOwnRole } from './edit-own-role.ts'
import { listRoles } from './list-roles.ts'
import type { OwnRole } from './own-roles.ts'
import { retireOwnRole, RetireOwnRole } from './retire-own-role.ts'

const params = z.strictObject({ shop: z.string().max(64) })
const one = params.extend({ role: z.string().max(64) })
const tag = 'staff'

const RightsShape = z.array(z.enum(SHOP_RIGHTS)).meta({
  description: '`orders.read` in the whole shop, `orders.read:own` on one’s own.',
})

const RoleShape = z
  .object({
    id: z.string(),
    name: z.string(),
    permissions: RightsShape,
    needsSecondFactor: z.boolean(),
    version: z.int(),
  })
  .meta({ id: 'ShopRole' })

/** The roles of a shop: those that every shop has, and those of its own making. */
export const roleRoutes: Route[] = [
  route({
    method: 'GET',
    path: '/api/shops/{shop}/roles',
    summary: 'The roles of a shop with what each may do',
    tag,
    access: 'shop.read',
    params,
    answers: {
      200: z.object({
        standard: z.array(z.object({ role: z.string(), permissions: RightsShape })),
        own: z.array(RoleShape),
      }),
    },
    handler: async (ctx, { params: { shop } }) => {
      const { standard, own } = await listRoles(ctx, await findShop(ctx, shop))
      return ok({
        standard: standard.map(({ role, rights }) => ({ role, permissions: rights })),
        own: own.map(roleAnswer),
      })
    },
  }),
  route({
    method: 'POST',
    path: '/api/shops/{shop}/roles',
    summary: 'Make a role of the shop’s own',
    tag,
    access: 'roles.edit',
    params,
    body: AddOwnRole,
    answers: { 201: RoleShape },
    handler: async (ctx, { params: { shop }, body }) =>
      created(roleAnswer(await addOwnRole(ctx, await findShop(ctx, shop), body))),
  }),
  route({
    method: 'PATCH',
    path: '/api/shops/{shop}/roles/{role}',
    summary: 'Change a role of the shop’s own, for everybody who holds it',
    tag,
    access: 'roles.edit',
    params: one,
    body: EditOwnRole,
    answers: { 200: RoleShape },
    handler: async (ctx, { params: { shop, role }, body, request }) => {
      const version = versionOf(request, body.version)
      const after = await editOwnRole(ctx, await findShop(ctx, shop), role, { ...body, version })
      return { ...ok(roleAnswer(after)), headers: etag(after.version) }
    },
  }),
  route({
    method: 'POST',
    path: '/api/shops/{shop}/roles/{role}/retire',
    summary: 'Take a role of the shop’s own out of use',
    tag,
    access: 'roles.edit',
    params: one,
    body: RetireOwnRole,
    answers: { 204: z.undefined() },
    handler: async (ctx, { params: { shop, role }, body }) => {
      await retireOwnRole(ctx, await findShop(ctx, shop), role, body)
      return noContent()
    },
  }),
]

const roleAnswer = ({ id, name, rights, needsSecondFactor, version }: OwnRole) => ({
  id,
  name,
  permissions: rights,
  needsSecondFactor,
  version,
})
