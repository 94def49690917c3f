import { z } from 'zod'
import { allowInShop } from '../../kit/access/index.ts'
import type { Ctx } from '../../kit/context.ts'
import { isId, transaction } from '../../kit/db/index.ts'
import { conflict, illegalMove, notFound } from '../../kit/errors.ts'
import { record } from '../../kit/events/events.ts'
import { text, version } from '../../kit/input.ts'
import { bumpCalendarRules } from '../shops/calendar-version.ts'
import type { Shop } from '../shops/shop.ts'
import { dailyMinutesField, lanesField, skillsField } from './input.ts'
import type { Resource } from './resources.ts'
import { selectResources, updateResource } from './store-resources.ts'

export const EditResource = z.strictObject({
  version: version().optional(),
  /** A technician is called as the person is. */
  name: text({ max: 120 }).optional(),
  lanes: lanesField().optional(),
  dailyMinutes: dailyMinutesField().optional(),
  skills: skillsField().optional(),
  position: z.int().min(0).max(10_000).optional(),
})

/** Changes a resource for what is booked from now on. 409 `technician_name` for the name of a technician. */
export async function editResource(
  ctx: Ctx,
  shop: Shop,
  resourceId: string,
  input: z.output<typeof EditResource>,
): Promise<Resource> {
  allowInShop(ctx, 'schedule.edit', shop.id)
  const { version, ...change } = input
  return transaction(ctx, async (tx) => {
    await bumpCalendarRules(tx, shop.id)
    const before = await findResource(tx, shop.id, resourceId)
    if (version !== undefined && version !== before.version) throw conflict()
    if (before.staffId && change.name && change.name !== before.name) throw illegalMove('technician_name')
    const after = await updateResource(tx, before, change)
    if (!after) throw conflict()
    await record(tx, {
      type: 'resource.edited',
      shopId: shop.id,
      subject: { kind: 'resource', id: after.id },
      data: { lanes: after.lanes },
    })
    return after
  })
}

/** A living resource of the shop; 404 for any other. */
export async function findResource(
  ctx: Ctx,
  shopId: string,
  id: string,
  pointer?: string,
): Promise<Resource> {
  const [resource] = isId(id) ? await selectResources(ctx, shopId, { archived: false, ids: [id] }) : []
  if (!resource) throw notFound(pointer)
  return resource
}
