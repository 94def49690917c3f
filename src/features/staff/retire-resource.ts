import { allowInShop } from '../../kit/access/index.ts'
import type { Ctx } from '../../kit/context.ts'
import { transaction } from '../../kit/db/index.ts'
import { conflict, illegalMove } from '../../kit/errors.ts'
import { record } from '../../kit/events/events.ts'
import { bumpCalendarRules } from '../shops/calendar-version.ts'
import type { Shop } from '../shops/shop.ts'
import { findResource } from './edit-resource.ts'
import { updateResource } from './store-resources.ts'

/**
 * Takes a bay, bench, loaner or piece of equipment out of use; what is booked on it becomes a conflict that a person
 * resolves. 409 `technician_leaves_as_person` for a technician.
 */
export async function retireResource(ctx: Ctx, shop: Shop, resourceId: string): Promise<void> {
  allowInShop(ctx, 'schedule.edit', shop.id)
  await transaction(ctx, async (tx) => {
    await bumpCalendarRules(tx, shop.id)
    const before = await findResource(tx, shop.id, resourceId)
    if (before.staffId) throw illegalMove('technician_leaves_as_person')
    if (!(await updateResource(tx, before, { archivedAt: tx.now }))) throw conflict()
    await record(tx, {
      type: 'resource.retired',
      shopId: shop.id,
      subject: { kind: 'resource', id: before.id },
    })
  })
}
