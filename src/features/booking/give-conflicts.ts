import { z } from 'zod'
import { allowInShop } from '../../kit/access/index.ts'
import type { Ctx } from '../../kit/context.ts'
import { transaction } from '../../kit/db/index.ts'
import { Problem } from '../../kit/errors.ts'
import type { Shop } from '../shops/shop.ts'
import { resolveConflict } from './resolve-conflict.ts'
import { lockAppointments } from './store.ts'
import { selectOpenConflicts } from './store-conflicts.ts'

export const GiveConflicts = z.strictObject({
  /** Who or what is missing. */
  from: z.string().max(64),
  /** Who or what takes over. */
  to: z.string().max(64),
})

/** Appointments by how it went: taken over, or left as they were because the other one is not free then. */
export interface Given {
  given: string[]
  left: string[]
}

// What a visit is refused for; the others are given all the same.
const NOT_FREE = new Set<string>(['slot-taken', 'not-a-slot', 'illegal-move'])

/** Gives every visit that somebody (or some place) is missing for to another one who is free then. */
export async function giveConflicts(
  ctx: Ctx,
  shop: Shop,
  { from, to }: z.output<typeof GiveConflicts>,
): Promise<Given> {
  allowInShop(ctx, 'appointments.move', shop.id)
  return transaction(ctx, async (tx) => {
    const mine = (await selectOpenConflicts(tx, shop.id)).filter(({ resourceId }) => resourceId === from)
    // All of them before the calendar: the order of locks.
    await lockAppointments(
      tx,
      shop.id,
      mine.map(({ appointmentId }) => appointmentId),
    )
    const given: string[] = []
    const left: string[] = []
    for (const { id, appointmentId } of mine) {
      if (given.includes(appointmentId)) continue
      if (await isGiven(tx, shop, id, to)) given.push(appointmentId)
      else if (!left.includes(appointmentId)) left.push(appointmentId)
    }
    return { given, left }
  })
}

async function isGiven(tx: Ctx, shop: Shop, id: string, resourceId: string): Promise<boolean> {
  try {
    await resolveConflict(tx, shop, id, { how: 'give', resourceId })
    return true
  } catch (error) {
    // Refused before anything was written.
    if (error instanceof Problem && NOT_FREE.has(error.code)) return false
    throw error
  }
}
