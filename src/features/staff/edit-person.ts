import { z } from 'zod'
import { allowInShop } from '../../kit/access/index.ts'
import { audit } from '../../kit/audit.ts'
import type { Ctx } from '../../kit/context.ts'
import { isId, transaction } from '../../kit/db/index.ts'
import { conflict, notFound } from '../../kit/errors.ts'
import { record } from '../../kit/events/events.ts'
import { text, version } from '../../kit/input.ts'
import type { Shop } from '../shops/shop.ts'
import { rolesField } from './input.ts'
import type { Person } from './people.ts'
import { rightsChanged } from '../accounts/rights-changed.ts'
import { guardLastOwner, guardOwners } from './roles.ts'
import { selectPerson, updatePerson } from './store.ts'
import { keepTechnician } from './technicians.ts'

export const EditPerson = z.strictObject({
  version: version().optional(),
  name: text({ max: 200 }).optional(),
  roles: rolesField().optional(),
})

/** Changes a person's name and roles. 403 for an owner by anybody but an owner, 409 `last_owner`. */
export async function editPerson(
  ctx: Ctx,
  shop: Shop,
  personId: string,
  input: z.output<typeof EditPerson>,
): Promise<Person> {
  allowInShop(ctx, 'staff.edit', shop.id)
  if (input.roles) allowInShop(ctx, 'roles.edit', shop.id)
  return transaction(ctx, async (tx) => {
    const before = await findPerson(tx, shop.id, personId)
    const roles = input.roles ?? before.roles
    guardOwners(tx, shop.id, before.roles, roles)
    if (input.version !== undefined && input.version !== before.version) throw conflict()
    if (before.roles.includes('owner') && !roles.includes('owner')) await guardLastOwner(tx, shop, before.id)
    const after = await updatePerson(tx, before, { name: input.name ?? before.name, roles })
    if (!after) throw conflict()
    await keepTechnician(tx, shop.id, after)
    if (input.roles && after.accountId) await rightsChanged(tx, after.accountId)
    const subject = { kind: 'staff', id: after.id } as const
    const change = { before: { roles: before.roles }, after: { roles: after.roles } }
    if (input.roles) await audit(tx, { action: 'staff.setRoles', shopId: shop.id, subject, ...change })
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
