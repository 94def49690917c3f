import { z } from 'zod'
import { allowInShop, SHOP_RIGHTS, tidyRights } from '../../kit/access/index.ts'
import { audit } from '../../kit/audit.ts'
import type { Ctx } from '../../kit/context.ts'
import { transaction } from '../../kit/db/index.ts'
import { explainConstraint, Problem } from '../../kit/errors.ts'
import { record } from '../../kit/events/events.ts'
import { text } from '../../kit/input.ts'
import type { Shop } from '../shops/shop.ts'
import type { OwnRole } from './own-roles.ts'
import { guardRights } from './roles.ts'
import { insertOwnRole } from './store-own-roles.ts'

export const roleNameField = () => text({ max: 60 })

/** What a role may do: `orders.read` in the whole shop, `orders.read:own` on one's own. */
export const rightsField = () =>
  z
    .array(z.enum(SHOP_RIGHTS))
    .min(1)
    .max(SHOP_RIGHTS.length)
    .transform((rights) => tidyRights(rights))

export const AddOwnRole = z.strictObject({ name: roleNameField(), permissions: rightsField() })

explainConstraint(
  'shop_roles_name_key',
  () =>
    new Problem('illegal-move', {
      reason: 'role_name_taken',
      errors: [{ pointer: '/name', key: 'taken' }],
    }),
)

/** Makes a role of the shop's own. 403 for a permission that the caller does not hold. 409 `role_name_taken`. */
export async function addOwnRole(ctx: Ctx, shop: Shop, input: z.output<typeof AddOwnRole>): Promise<OwnRole> {
  allowInShop(ctx, 'roles.edit', shop.id)
  guardRights(ctx, shop.id, input.permissions)
  return transaction(ctx, async (tx) => {
    const role = await insertOwnRole(tx, shop.id, { name: input.name, rights: input.permissions })
    const subject = { kind: 'role', id: role.id } as const
    const { name, rights } = role
    await audit(tx, { action: 'staff.addRole', shopId: shop.id, subject, after: { name, rights } })
    await record(tx, { type: 'role.added', shopId: shop.id, subject, data: { rights } })
    return role
  })
}
