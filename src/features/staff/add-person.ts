import { z } from 'zod'
import { allowInShop } from '../../kit/access/index.ts'
import { audit } from '../../kit/audit.ts'
import type { Ctx } from '../../kit/context.ts'
import { transaction } from '../../kit/db/index.ts'
import { explainConstraint, forbidden, illegalMove } from '../../kit/errors.ts'
import { record } from '../../kit/events/events.ts'
import { email, phoneText, text } from '../../kit/input.ts'
import type { Shop } from '../shops/shop.ts'
import { checkSomeRole, ownRolesField, rolesField } from './input.ts'
import { sendInvitation, sentToOf } from './invite-person.ts'
import type { Person } from './people.ts'
import { rightsChanged } from '../accounts/rights-changed.ts'
import { ownRolesToGive } from './own-roles.ts'
import { guardGiving, isPlatform, rolesInWords } from './roles.ts'
import { insertPerson } from './store.ts'
import { putOwnRolesOf } from './store-own-roles.ts'
import { keepTechnician } from './technicians.ts'

export const AddPerson = z.strictObject({
  name: text({ max: 200 }),
  roles: rolesField(),
  /** Beside them, or instead of them. */
  ownRoles: ownRolesField().default([]),
  /** Asks them by mail to join with an account; without, they can be planned but not sign in. */
  email: email().nullable().default(null),
  /** Asks them by text message instead. */
  phone: phoneText().nullable().default(null),
})

explainConstraint('staff_account_key', () => illegalMove('already_staff'))

/**
 * Takes somebody on. A technician gets a place in the calendar. `accountId` ties a known account at once and is for
 * the system and the super admin; everybody else is asked by a link.
 */
export async function addPerson(
  ctx: Ctx,
  shop: Shop,
  input: z.output<typeof AddPerson>,
  accountId: string | null = null,
): Promise<Person> {
  allowInShop(ctx, 'staff.invite', shop.id)
  checkSomeRole(input.roles, input.ownRoles)
  if (accountId && !isPlatform(ctx)) throw forbidden()
  const sentTo = sentToOf(shop, input)
  return transaction(ctx, async (tx) => {
    const ownRoles = await ownRolesToGive(tx, shop.id, input.ownRoles)
    guardGiving(tx, shop.id, { roles: input.roles, ownRoles })
    const added = await insertPerson(tx, shop.id, { name: input.name, roles: input.roles, accountId })
    await putOwnRolesOf(tx, shop.id, added.id, input.ownRoles)
    const person = { ...added, ownRoleIds: input.ownRoles }
    await keepTechnician(tx, shop.id, person)
    if (accountId) await rightsChanged(tx, accountId)
    if (sentTo && !accountId) await sendInvitation(tx, shop, person, sentTo)
    const subject = { kind: 'staff', id: person.id } as const
    await audit(tx, {
      action: 'staff.add',
      shopId: shop.id,
      subject,
      after: rolesInWords(person.roles, ownRoles),
    })
    await record(tx, {
      type: 'person.added',
      shopId: shop.id,
      subject,
      data: { roles: person.roles },
    })
    return person
  })
}
