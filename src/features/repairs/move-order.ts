import type { Permission } from '../../kit/access/index.ts'
import type { Ctx } from '../../kit/context.ts'
import { transaction } from '../../kit/db/index.ts'
import { enterStage } from './enter-stage.ts'
import { holdOrder, orderAgain } from './find-order.ts'
import { refuseIllegal } from './rules-of.ts'
import type { ShownStatus, Stage } from './stages.ts'
import type { Order } from './store.ts'

/** What a person must be allowed to set this status. */
export function permissionFor(status: ShownStatus): Permission {
  if (status === 'canceled') return 'orders.cancel'
  return status === 'closed' ? 'orders.close' : 'orders.move'
}

/**
 * Moves an order to a stage; to its present one changes nothing. 409 `illegal-move` with the reason and the
 * moves that this caller has.
 */
export async function moveOrder(
  ctx: Ctx,
  id: string,
  to: Stage,
  reason: string | null = null,
): Promise<Order> {
  return transaction(ctx, async (tx) => moveHeld(tx, await holdOrder(tx, id, permissionFor(to)), to, reason))
}

/** The same for an order that the transaction holds and that the caller may move. */
export async function moveHeld(tx: Ctx, order: Order, to: Stage, reason: string | null): Promise<Order> {
  if (order.stage === to) return order
  await refuseIllegal(tx, order, to)
  await enterStage(tx, order, to, reason)
  return orderAgain(tx, order)
}
