import { z } from 'zod'
import { allowInShop } from '../../kit/access/index.ts'
import { audit } from '../../kit/audit.ts'
import type { Ctx } from '../../kit/context.ts'
import { isId, transaction } from '../../kit/db/index.ts'
import { conflict, notFound } from '../../kit/errors.ts'
import { record } from '../../kit/events/events.ts'
import { text, version } from '../../kit/input.ts'
import type { Shop } from '../shops/shop.ts'
import { checkSomeRole, ownRolesField, rolesField } from './input.ts'
import type { Person } from './people.ts'
import { rightsChanged } from '../accounts/rights-changed.ts'
import { ownRolesToGive } from './own-roles.ts'
import { guardGiving, guardLastOwner, heldBy, rolesInWords } from './roles.ts'
import { selectPerson, updatePerson } from './store.ts'
import { putOwnRolesOf } from './store-own-roles.ts'
import { keepTechnician } from './technicians.ts'

export const EditPerson = z.strictObject({
  version: version().optional(),
  name: text({ max: 200 }).optional(),
  roles: rolesField().optional(),
  /** Ids of roles of the shop's own making, beside the others or instead of them. */
  ownRoles: ownRolesField().optional(),
})

/**
 * Changes a person's name and roles. 403 for whoever holds, or is to hold, a role that the caller may not give; 409
 * `last_owner`.
 */
export async function editPerson(
  ctx: Ctx,
  shop: Shop,
  personId: string,
  input: z.output<typeof EditPerson>,
): Promise<Person> {
  allowInShop(ctx, 'staff.edit', shop.id)
  const changesRoles = input.roles !== undefined || input.ownRoles !== undefined
  if (changesRoles) allowInShop(ctx, 'roles.edit', shop.id)
  return transaction(ctx, async (tx) => {
    const before = await findPerson(tx, shop.id, personId)
    const { roles = before.roles, ownRoles: ids = before.ownRoleIds } = input
    checkSomeRole(roles, ids)
    const held = await heldBy(tx, before)
    const holds = { roles, ownRoles: input.ownRoles ? await ownRolesToGive(tx, shop.id, ids) : held.ownRoles }
    guardGiving(tx, shop.id, held, holds)
    if (input.version !== undefined && input.version !== before.version) throw conflict()
    if (before.roles.includes('owner') && !roles.includes('owner')) await guardLastOwner(tx, shop, before.id)
    if (input.ownRoles) await putOwnRolesOf(tx, shop.id, before.id, ids)
    const after = await updatePerson(tx, before, { name: input.name ?? before.name, roles })
    if (!after) throw conflict()
    await keepTechnician(tx, shop.id, after)
    if (changesRoles && after.accountId) await rightsChanged(tx, after.accountId)
    const subject = { kind: 'staff', id: after.id } as const
    const change = {
      before: rolesInWords(held.roles, held.ownRoles),
      after: rolesInWords(holds.roles, holds.ownRoles),
    }
    if (changesRoles) await audit(tx, { action: 'staff.setRoles', shopId: shop.id, subject, ...change })
    await record(tx, {
      type: 'person.edited',
      shopId: shop.id,
      subject,
      data: { from: before.roles, to: after.roles },
    })
    return after
  })
}

/** A person who works for the shop now; 404 for any other. */
export async function findPerson(ctx: Ctx, shopId: string, id: string, pointer?: string): Promise<Person> {
  const person = isId(id) ? await selectPerson(ctx, shopId, id) : undefined
  if (!person || person.leftAt) throw notFound(pointer)
  return person
}
