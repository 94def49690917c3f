import { z } from 'zod'
import type { Ctx } from '../../kit/context.ts'
import { transaction } from '../../kit/db/index.ts'
import { record } from '../../kit/events/events.ts'
import { longText } from '../../kit/input.ts'
import { holdOrder } from './find-order.ts'
import { insertNote, type Note } from './store-people.ts'

export const AddNote = z.strictObject({
  text: longText({ min: 1, max: 10_000 }),
  /** `customer` notes show on the tracking page and are written to the customer. */
  visibility: z.enum(['internal', 'customer']).default('internal'),
})
export type AddNote = z.output<typeof AddNote>

/** Writes a note on an order, at any stage. Notes are never changed. */
export async function addNote(ctx: Ctx, id: string, input: AddNote): Promise<Note> {
  return transaction(ctx, async (tx) => {
    const order = await holdOrder(tx, id, 'orders.edit')
    const note = await insertNote(tx, order.shopId, id, input)
    await record(tx, {
      type: 'order.noted',
      shopId: order.shopId,
      subject: { kind: 'order', id },
      data: { visibility: input.visibility, noteId: note.id },
    })
    return note
  })
}
