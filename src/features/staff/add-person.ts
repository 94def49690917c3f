import { z } from 'zod'
import { allowInShop } from '../../kit/access/index.ts'
import { audit } from '../../kit/audit.ts'
import type { Ctx } from '../../kit/context.ts'
import { transaction } from '../../kit/db/index.ts'
import { explainConstraint, forbidden, illegalMove } from '../../kit/errors.ts'
import { record } from '../../kit/events/events.ts'
import { email, text } from '../../kit/input.ts'
import type { Shop } from '../shops/shop.ts'
import { rolesField } from './input.ts'
import { inviteByMail } from './invite-person.ts'
import type { Person } from './people.ts'
import { rightsChanged } from '../accounts/rights-changed.ts'
import { guardOwners, isPlatform } from './roles.ts'
import { insertPerson } from './store.ts'
import { keepTechnician } from './technicians.ts'

export const AddPerson = z.strictObject({
  name: text({ max: 200 }),
  roles: rolesField(),
  /** Asks them by mail to join with an account; without, they can be planned but not sign in. */
  email: email().nullable().default(null),
})

explainConstraint('staff_account_key', () => illegalMove('already_staff'))

/**
 * Takes somebody on. A technician gets a place in the calendar. `accountId` ties a known account at once and is for
 * the system and the super admin; everybody else is asked by mail.
 */
export async function addPerson(
  ctx: Ctx,
  shop: Shop,
  input: z.output<typeof AddPerson>,
  accountId: string | null = null,
): Promise<Person> {
  allowInShop(ctx, 'staff.invite', shop.id)
  guardOwners(ctx, shop.id, input.roles)
  if (accountId && !isPlatform(ctx)) throw forbidden()
  return transaction(ctx, async (tx) => {
    const person = await insertPerson(tx, shop.id, { name: input.name, roles: input.roles, accountId })
    await keepTechnician(tx, shop.id, person)
    if (accountId) await rightsChanged(tx, accountId)
    if (input.email && !accountId) await inviteByMail(tx, shop, person, input.email)
    const subject = { kind: 'staff', id: person.id } as const
    await audit(tx, { action: 'staff.add', shopId: shop.id, subject, after: { roles: person.roles } })
    await record(tx, {
      type: 'person.added',
      shopId: shop.id,
      subject,
      data: { roles: person.roles },
    })
    return person
  })
}
