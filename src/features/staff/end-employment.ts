import { allowInShop } from '../../kit/access/index.ts'
import { audit } from '../../kit/audit.ts'
import type { Ctx } from '../../kit/context.ts'
import { transaction } from '../../kit/db/index.ts'
import { conflict } from '../../kit/errors.ts'
import { record } from '../../kit/events/events.ts'
import type { Shop } from '../shops/shop.ts'
import { findPerson } from './edit-person.ts'
import { rightsChanged } from '../accounts/rights-changed.ts'
import { guardGiving, guardLastOwner, heldBy, rolesInWords } from './roles.ts'
import { updatePerson } from './store.ts'
import { closeInvitations } from './store-invitations.ts'
import { keepTechnician } from './technicians.ts'

/**
 * Somebody leaves: their rights end at once, their place in the calendar too; what they did keeps their name.
 * 403 for whoever holds a role that the caller may not give, 409 `last_owner`.
 */
export async function endEmployment(ctx: Ctx, shop: Shop, personId: string): Promise<void> {
  allowInShop(ctx, 'staff.edit', shop.id)
  await transaction(ctx, async (tx) => {
    const before = await findPerson(tx, shop.id, personId)
    const held = await heldBy(tx, before)
    guardGiving(tx, shop.id, held)
    if (before.roles.includes('owner')) await guardLastOwner(tx, shop, before.id)
    const after = await updatePerson(tx, before, { leftAt: tx.now })
    if (!after) throw conflict()
    await keepTechnician(tx, shop.id, after)
    await closeInvitations(tx, shop.id, after.id)
    if (after.accountId) await rightsChanged(tx, after.accountId)
    const subject = { kind: 'staff', id: after.id } as const
    await audit(tx, {
      action: 'staff.end',
      shopId: shop.id,
      subject,
      before: rolesInWords(held.roles, held.ownRoles),
    })
    await record(tx, { type: 'person.left', shopId: shop.id, subject })
  })
}
