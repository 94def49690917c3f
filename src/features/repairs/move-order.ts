import type { Permission } from '../../kit/access/index.ts'
import type { Ctx } from '../../kit/context.ts'
import { enterStage } from './enter-stage.ts'
import { orderAgain } from './find-order.ts'
import { refuseIllegal } from './rules-of.ts'
import type { ShownStatus, Stage } from './stages.ts'
import type { Order } from './store.ts'

/** What a person must be allowed to set this status. */
export function permissionFor(status: ShownStatus): Permission {
  if (status === 'canceled') return 'orders.cancel'
  return status === 'closed' ? 'orders.close' : 'orders.move'
}

/**
 * Moves an order, that the transaction holds and that the caller may move, to a stage; to its present one changes nothing.
 * 409 `illegal-move` with the reason and the moves that this caller has.
 */
export async function moveHeld(tx: Ctx, order: Order, to: Stage, reason: string | null): Promise<Order> {
  if (order.stage === to) return order
  await refuseIllegal(tx, order, to)
  await enterStage(tx, order, to, reason)
  return orderAgain(tx, order)
}
