import { z } from 'zod'
import { allowInShop } from '../../kit/access/index.ts'
import type { Ctx } from '../../kit/context.ts'
import { transaction } from '../../kit/db/index.ts'
import { illegalMove } from '../../kit/errors.ts'
import { instant } from '../../kit/input.ts'
import { alternativesTo } from '../booking/alternatives.ts'
import { firstFreeNow } from '../booking/first-free-now.ts'
import { moveAppointment } from '../booking/move-appointment.ts'
import { type Appointment, heldResources } from '../booking/read.ts'
import { namesInLine, type Service, servicesById } from '../catalog/services.ts'
import type { Shop } from '../shops/shop.ts'
import { BookAppointment, bookAppointment } from './book-appointment.ts'

/** A visit as staff enter it in the calendar. */
export const AddVisit = z.strictObject({
  ...BookAppointment.pick({
    asset: true,
    assetId: true,
    customer: true,
    customerId: true,
    serveAgain: true,
    description: true,
    serviceIds: true,
  }).shape,
  /** Or the first free minute of today, in whatever column. */
  startsAt: z.union([z.literal('first'), instant()]),
  source: z.enum(['walk_in', 'phone']),
  /** The column in which it was pointed at. */
  resourceId: z.string().max(64).optional(),
})

/** Books it, and puts it where somebody pointed; all or nothing. Who wrote nothing wants the work by its name. */
export async function addVisit(
  ctx: Ctx,
  shop: Shop,
  { resourceId, description, startsAt: wanted, ...rest }: z.output<typeof AddVisit>,
): Promise<Appointment> {
  allowInShop(ctx, 'appointments.create', shop.id)
  const services = await servicesById(ctx, shop.id, rest.serviceIds, { pointer: '/serviceIds' })
  const startsAt = wanted === 'first' ? await firstToday(ctx, shop, services) : wanted
  return transaction(ctx, async (tx) => {
    const { appointment } = await bookAppointment(tx, {
      ...rest,
      startsAt,
      shop: shop.slug,
      description: description ?? namesInLine(services, shop.locale),
    })
    const held = (await heldResources(tx, shop.id, [appointment.id])).get(appointment.id) ?? []
    // Work that leaves the car for the day, or holds people alone, is in no such column.
    if (!resourceId || wanted === 'first' || held.length === 0 || held.includes(resourceId))
      return appointment
    return moveAppointment(tx, appointment.id, { resourceIds: [resourceId] })
  })
}

/** The first free minute of today; 409 with the nearest free times where there is none. */
async function firstToday(ctx: Ctx, shop: Shop, services: readonly Service[]): Promise<Temporal.Instant> {
  const first = await firstFreeNow(ctx, shop, services)
  if (first) return first
  const start = ctx.now.epochMilliseconds
  const alternatives = await alternativesTo(ctx, shop, { services, start, who: 'staff' })
  throw illegalMove('nothing_free_today', { alternatives })
}
