import { z } from 'zod'
import { allowInShop } from '../../kit/access/index.ts'
import { audit } from '../../kit/audit.ts'
import type { Ctx } from '../../kit/context.ts'
import { transaction } from '../../kit/db/index.ts'
import { conflict } from '../../kit/errors.ts'
import { record } from '../../kit/events/events.ts'
import { version } from '../../kit/input.ts'
import { rightsChanged } from '../accounts/rights-changed.ts'
import type { Shop } from '../shops/shop.ts'
import { rightsField, roleNameField } from './add-own-role.ts'
import { findOwnRole, type OwnRole } from './own-roles.ts'
import { guardRights, holdersOf } from './roles.ts'
import { updateOwnRole } from './store-own-roles.ts'

export const EditOwnRole = z.strictObject({
  version: version().optional(),
  name: roleNameField().optional(),
  permissions: rightsField().optional(),
})

/**
 * Changes a role of the shop's own, for everybody who holds it, at once. 403 where it has, or is to have, what the
 * caller does not hold.
 */
export async function editOwnRole(
  ctx: Ctx,
  shop: Shop,
  roleId: string,
  input: z.output<typeof EditOwnRole>,
): Promise<OwnRole> {
  allowInShop(ctx, 'roles.edit', shop.id)
  return transaction(ctx, async (tx) => {
    const before = await findOwnRole(tx, shop.id, roleId)
    const { name = before.name, permissions: rights = before.rights } = input
    guardRights(tx, shop.id, before.rights, rights)
    if (input.version !== undefined && input.version !== before.version) throw conflict()
    const after = await updateOwnRole(tx, before, { name, rights })
    if (!after) throw conflict()
    for (const { accountId } of await holdersOf(tx, shop.id, after.id))
      if (accountId) await rightsChanged(tx, accountId)
    const added = after.rights.filter((right) => !before.rights.includes(right))
    const removed = before.rights.filter((right) => !after.rights.includes(right))
    const subject = { kind: 'role', id: after.id } as const
    await audit(tx, {
      action: 'staff.editRole',
      shopId: shop.id,
      subject,
      before: { name: before.name, rights: before.rights },
      after: { name: after.name, rights: after.rights, added, removed },
    })
    await record(tx, { type: 'role.edited', shopId: shop.id, subject, data: { added, removed } })
    return after
  })
}
