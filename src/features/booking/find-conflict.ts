import { allowInShop } from '../../kit/access/index.ts'
import type { Ctx } from '../../kit/context.ts'
import { isId } from '../../kit/db/index.ts'
import { illegalMove, notFound } from '../../kit/errors.ts'
import type { Shop } from '../shops/shop.ts'
import { type Appointment, lockAppointment } from './store.ts'
import { type OpenConflict, selectConflict } from './store-conflicts.ts'

/**
 * An open conflict with its visit, locked, for whoever plans in this shop: 401, 403, 404; 409 for one that is resolved.
 */
export async function holdConflict(
  tx: Ctx,
  shop: Shop,
  id: string,
): Promise<{ conflict: OpenConflict; appointment: Appointment }> {
  allowInShop(tx, 'appointments.move', shop.id)
  const named = isId(id) ? await selectConflict(tx, shop.id, id) : undefined
  const appointment = named && (await lockAppointment(tx, named.appointmentId))
  // Read again once nobody else can resolve it.
  const conflict = named && (await selectConflict(tx, shop.id, named.id))
  if (!conflict || !appointment) throw notFound()
  if (conflict.resolution) throw illegalMove('conflict_resolved')
  return { conflict, appointment }
}
