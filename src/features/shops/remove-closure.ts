import { allowInShop } from '../../kit/access/index.ts'
import type { Ctx } from '../../kit/context.ts'
import { isId, transaction } from '../../kit/db/index.ts'
import { notFound } from '../../kit/errors.ts'
import { record } from '../../kit/events/events.ts'
import { bumpCalendarRules } from './calendar-version.ts'
import type { Shop } from './shop.ts'
import { deleteClosure } from './store-hours.ts'

/** Takes a closure away: the shop opens on its dates again. */
export async function removeClosure(ctx: Ctx, shop: Shop, closureId: string): Promise<void> {
  allowInShop(ctx, 'schedule.edit', shop.id)
  if (!isId(closureId)) throw notFound()
  await transaction(ctx, async (tx) => {
    await bumpCalendarRules(tx, shop.id)
    const closure = await deleteClosure(tx, shop.id, closureId)
    if (!closure) throw notFound()
    await record(tx, {
      type: 'closure.removed',
      shopId: shop.id,
      subject: { kind: 'shop', id: shop.id },
      data: { closureId, startsOn: closure.startsOn.toString(), endsOn: closure.endsOn.toString() },
    })
  })
}
