import { z } from 'zod'
import { allowInShop } from '../../kit/access/index.ts'
import type { Ctx } from '../../kit/context.ts'
import { transaction } from '../../kit/db/index.ts'
import { record } from '../../kit/events/events.ts'
import { text } from '../../kit/input.ts'
import { bumpCalendarRules } from '../shops/calendar-version.ts'
import type { Shop } from '../shops/shop.ts'
import { lanesField, skillsField } from './input.ts'
import type { Resource } from './resources.ts'
import { insertResource } from './store-resources.ts'

/** A bay, a bench, a loaner, a piece of equipment. Technicians come with their person. */
export const AddResource = z.strictObject({
  kind: z.enum(['bay', 'bench', 'loaner', 'equipment']),
  name: text({ max: 120 }),
  lanes: lanesField().default(1),
  skills: skillsField().default([]),
})

/** Adds something that visits take up. Without shifts it is there whenever the shop is open. */
export async function addResource(
  ctx: Ctx,
  shop: Shop,
  input: z.output<typeof AddResource>,
): Promise<Resource> {
  allowInShop(ctx, 'schedule.edit', shop.id)
  return transaction(ctx, async (tx) => {
    await bumpCalendarRules(tx, shop.id)
    const resource = await insertResource(tx, shop.id, { ...input, staffId: null })
    await record(tx, {
      type: 'resource.added',
      shopId: shop.id,
      subject: { kind: 'resource', id: resource.id },
      data: { kind: resource.kind, lanes: resource.lanes },
    })
    return resource
  })
}
