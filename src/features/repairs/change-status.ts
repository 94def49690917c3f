import { z } from 'zod'
import { allow } from '../../kit/access/index.ts'
import type { Ctx } from '../../kit/context.ts'
import { transaction } from '../../kit/db/index.ts'
import { instant, longText, text } from '../../kit/input.ts'
import { addNote } from './add-note.ts'
import { delayHeld } from './delay-order.ts'
import { holdOrder, subjectOf } from './find-order.ts'
import { moveHeld, permissionFor } from './move-order.ts'
import { promiseOrder } from './promise-order.ts'
import { refuseIllegal } from './rules-of.ts'
import { STATUSES } from './stages.ts'
import type { Order } from './store.ts'

export const ChangeStatus = z.strictObject({
  status: z.enum(STATUSES).optional(),
  note: longText({ min: 1, max: 10_000 }).optional(),
  promisedAt: instant().nullable().optional(),
  reason: text({ max: 500 }).optional(),
})
export type ChangeStatus = z.output<typeof ChangeStatus>

/**
 * Several facts about an order in one call, all or none: a new promise first, then the status (so that
 * `delayed` set with a promise stays set), then the note.
 */
export async function changeStatus(ctx: Ctx, id: string, input: ChangeStatus): Promise<Order> {
  return transaction(ctx, async (tx) => {
    let order = await holdOrder(tx, id, 'orders.read')
    if (input.status) allow(tx, permissionFor(input.status), subjectOf(order))
    if (input.promisedAt !== undefined) order = await promiseOrder(tx, id, input.promisedAt)
    order = await setStatus(tx, order, input)
    if (input.note) await addNote(tx, id, { text: input.note, visibility: 'internal' })
    return order
  })
}

async function setStatus(tx: Ctx, order: Order, { status, reason }: ChangeStatus): Promise<Order> {
  if (status === undefined) return order
  if (status === 'delayed') return delayHeld(tx, order, reason)
  if (status !== 'payment_pending') return moveHeld(tx, order, status, reason ?? null)
  await refuseIllegal(tx, order, status)
  return order
}
