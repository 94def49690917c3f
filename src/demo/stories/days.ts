import { appointmentsOfShop, heldResources } from '../../features/booking/read.ts'
import { recheckConflicts } from '../../features/booking/recheck-conflicts.ts'
import type { Shop } from '../../features/shops/shop.ts'
import { addException, AddException } from '../../features/staff/add-exception.ts'
import { askTimeOff } from '../../features/staff/ask-time-off.ts'
import { grantTimeOff } from '../../features/staff/grant-time-off.ts'
import { type Resource, resourcesOf } from '../../features/staff/resources.ts'
import type { Ctx } from '../../kit/context.ts'
import { dateBounds, dayBounds, localDate, startOfDay } from '../../kit/time.ts'
import type { Cast } from '../cast.ts'

/** A short day of the first technician, and what the second asks for: a manager has something to decide. */
export async function planDays(
  ctx: Ctx,
  shop: Shop,
  resources: readonly Resource[],
  [first, second]: Cast['technicians'],
): Promise<void> {
  const today = localDate(ctx.now, shop.timezone)
  const own = resources.find(({ staffId }) => staffId !== null && staffId === first?.staffId)
  const shortDay = {
    startsOn: today.add({ days: 16 }).toString(),
    hours: [{ opens: '09:00', closes: '12:30', breaks: [{ starts: '10:30', ends: '10:45' }] }],
  }
  if (own) await addException(ctx, shop, own.id, AddException.parse(shortDay))
  const asks = second ?? first
  if (!asks) return
  const startsAt = startOfDay(today.add({ days: 20 }), shop.timezone)
  const endsAt = startOfDay(today.add({ days: 23 }), shop.timezone)
  await askTimeOff({ ...ctx, caller: asks.caller }, shop, { startsAt, endsAt, reason: '' })
}

/** The technician of the next visit from tomorrow on is ill that day: whoever plans has a conflict to resolve. */
export async function fallIll(ctx: Ctx, shop: Shop): Promise<void> {
  const tomorrow = localDate(ctx.now, shop.timezone).add({ days: 1 })
  const bounds = dateBounds(tomorrow, tomorrow.add({ days: 6 }), shop.timezone)
  const { appointments } = await appointmentsOfShop(ctx, shop, { bounds, limit: 50 })
  const coming = appointments.filter(({ status }) => status === 'confirmed')
  const held = await heldResources(
    ctx,
    shop.id,
    coming.map(({ id }) => id),
  )
  const people = (await resourcesOf(ctx, shop.id)).filter(({ kind }) => kind === 'technician')
  for (const { id, startsAt } of coming) {
    const ill = people.find((person) => held.get(id)?.includes(person.id))
    if (!ill) continue
    const day = dayBounds(localDate(startsAt, shop.timezone), shop.timezone)
    await grantTimeOff(ctx, shop, ill.id, { startsAt: day.start, endsAt: day.end, reason: '' })
    return recheckConflicts(ctx, shop.id)
  }
}
