import { sql } from 'kysely'
import { accountIdOf } from '../../kit/access/index.ts'
import type { Ctx } from '../../kit/context.ts'
import { newId } from '../../kit/db/index.ts'

export interface Note {
  id: string
  visibility: 'internal' | 'customer'
  text: string
  authorName: string
  at: Temporal.Instant
}

/** Adds a note by the caller, and marks the order as touched. */
export async function insertNote(
  tx: Ctx,
  shopId: string,
  orderId: string,
  { text, visibility }: Pick<Note, 'text' | 'visibility'>,
): Promise<Note> {
  const note = {
    id: newId(tx.now),
    visibility,
    text,
    at: tx.now,
    authorName: 'name' in tx.caller ? tx.caller.name : '',
  }
  await tx.db
    .insertInto('orderNotes')
    .values({ ...note, shopId, orderId, authorId: accountIdOf(tx.caller) })
    .execute()
  return note
}

/** The notes of an order, oldest first; only those for the customer unless `internal`. */
export async function selectNotes(
  ctx: Ctx,
  shopId: string,
  orderId: string,
  internal: boolean,
): Promise<Note[]> {
  let query = ctx.db
    .selectFrom('orderNotes')
    .select(['id', 'visibility', 'text', 'authorName', 'at'])
    .where('shopId', '=', shopId)
    .where('orderId', '=', orderId)
  if (!internal) query = query.where('visibility', '=', 'customer')
  const rows = await query.orderBy('at').orderBy('id').execute()
  return rows as Note[]
}

/** What a note says. */
export async function selectNoteText(ctx: Ctx, shopId: string, id: string): Promise<string | undefined> {
  const row = await ctx.db
    .selectFrom('orderNotes')
    .select('text')
    .where('shopId', '=', shopId)
    .where('id', '=', id)
    .executeTakeFirst()
  return row?.text
}

/** Puts a person to work on an order; false where they are already. */
export async function insertAssignment(
  tx: Ctx,
  shopId: string,
  orderId: string,
  staffId: string,
): Promise<boolean> {
  const row = await tx.db
    .insertInto('assignments')
    .values({
      shopId,
      id: newId(tx.now),
      orderId,
      staffId,
      assignedAt: tx.now,
      assignedBy: accountIdOf(tx.caller),
    })
    .onConflict((conflict) =>
      conflict.columns(['shopId', 'orderId', 'staffId']).where('endedAt', 'is', null).doNothing(),
    )
    .returning(sql<number>`1`.as('one'))
    .executeTakeFirst()
  return row !== undefined
}

/** Ends a person's work on an order; false where they were not on it. */
export async function endAssignment(
  tx: Ctx,
  shopId: string,
  orderId: string,
  staffId: string,
): Promise<boolean> {
  const row = await tx.db
    .updateTable('assignments')
    .set({ endedAt: tx.now })
    .where('shopId', '=', shopId)
    .where('orderId', '=', orderId)
    .where('staffId', '=', staffId)
    .where('endedAt', 'is', null)
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}
