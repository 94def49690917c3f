import { z } from 'zod'
import { allowInShop } from '../../../kit/access/index.ts'
import type { Ctx } from '../../../kit/context.ts'
import { transaction } from '../../../kit/db/index.ts'
import { instant, text } from '../../../kit/input.ts'
import { servicesById, serviceWords } from '../../catalog/services.ts'
import { BookAppointment, bookAppointment } from '../../intake/book-appointment.ts'
import { typedDate } from '../../shops/pages/settings/typed-date.ts'
import type { Shop } from '../../shops/shop.ts'
import { moveAppointment } from '../move-appointment.ts'
import { type Appointment, heldResources } from '../read.ts'

/** What the calendar's form says of a visit that is not there yet. */
export const AddVisit = z.strictObject({
  ...BookAppointment.pick({
    asset: true,
    assetId: true,
    customer: true,
    customerId: true,
    description: true,
    serviceIds: true,
  }).shape,
  source: z.enum(['walk_in', 'phone']),
  date: typedDate(),
  time: text({ max: 20 }).optional(),
  alternative: instant().optional(),
  /** The column in which it was pointed at. */
  resourceId: z.string().max(64).optional(),
})

/** Books it, and puts it where somebody pointed; all or nothing. Who wrote nothing wants the work by its name. */
export async function addVisit(
  ctx: Ctx,
  shop: Shop,
  startsAt: Temporal.Instant,
  input: Omit<z.output<typeof AddVisit>, 'date' | 'time' | 'alternative'>,
): Promise<Appointment> {
  allowInShop(ctx, 'appointments.create', shop.id)
  const { resourceId, description, ...rest } = input
  const services = await servicesById(ctx, shop.id, input.serviceIds, { pointer: '/serviceIds' })
  const named = services.map((service) => serviceWords(service, shop.locale).name)
  return transaction(ctx, async (tx) => {
    const { appointment } = await bookAppointment(tx, {
      ...rest,
      shop: shop.slug,
      startsAt,
      description: description ?? named.join(shop.locale === 'fa' ? '، ' : ', '),
    })
    const held = (await heldResources(tx, shop.id, [appointment.id])).get(appointment.id) ?? []
    // Work that leaves the car for the day, or holds people alone, is in no such column.
    if (!resourceId || held.length === 0 || held.includes(resourceId)) return appointment
    return moveAppointment(tx, appointment.id, { resourceIds: [resourceId] })
  })
}
