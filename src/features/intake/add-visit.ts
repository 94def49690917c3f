import { z } from 'zod'
import { allowInShop } from '../../kit/access/index.ts'
import type { Ctx } from '../../kit/context.ts'
import { transaction } from '../../kit/db/index.ts'
import { moveAppointment } from '../booking/move-appointment.ts'
import { type Appointment, heldResources } from '../booking/read.ts'
import { namesInLine, servicesById } from '../catalog/services.ts'
import type { Shop } from '../shops/shop.ts'
import { BookAppointment, bookAppointment } from './book-appointment.ts'

/** A visit as staff enter it in the calendar. */
export const AddVisit = z.strictObject({
  ...BookAppointment.pick({
    asset: true,
    assetId: true,
    customer: true,
    customerId: true,
    description: true,
    serviceIds: true,
    startsAt: true,
  }).shape,
  source: z.enum(['walk_in', 'phone']),
  /** The column in which it was pointed at. */
  resourceId: z.string().max(64).optional(),
})

/** Books it, and puts it where somebody pointed; all or nothing. Who wrote nothing wants the work by its name. */
export async function addVisit(
  ctx: Ctx,
  shop: Shop,
  { resourceId, description, ...rest }: z.output<typeof AddVisit>,
): Promise<Appointment> {
  allowInShop(ctx, 'appointments.create', shop.id)
  const services = await servicesById(ctx, shop.id, rest.serviceIds, { pointer: '/serviceIds' })
  return transaction(ctx, async (tx) => {
    const { appointment } = await bookAppointment(tx, {
      ...rest,
      shop: shop.slug,
      description: description ?? namesInLine(services, shop.locale),
    })
    const held = (await heldResources(tx, shop.id, [appointment.id])).get(appointment.id) ?? []
    // Work that leaves the car for the day, or holds people alone, is in no such column.
    if (!resourceId || held.length === 0 || held.includes(resourceId)) return appointment
    return moveAppointment(tx, appointment.id, { resourceIds: [resourceId] })
  })
}
