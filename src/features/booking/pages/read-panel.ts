import { can } from '../../../kit/access/index.ts'
import type { Ctx } from '../../../kit/context.ts'
import { isId } from '../../../kit/db/index.ts'
import { newFormKey } from '../../../kit/http/forms.ts'
import { laterDate, localDate, rfc3339Writer } from '../../../kit/time.ts'
import { assetById } from '../../assets/read.ts'
import { type Service, servicesById, servicesOf, serviceWords } from '../../catalog/services.ts'
import { customerById } from '../../customers/read.ts'
import { findOrder, type Order } from '../../repairs/find-order.ts'
import { assetName } from '../../repairs/pages/names.ts'
import { servicesOfOrder } from '../../repairs/services-of-order.ts'
import type { Shop } from '../../shops/shop.ts'
import { resourcesById, resourcesOf } from '../../staff/resources.ts'
import { firstFreeNow } from '../first-free-now.ts'
import { freeTimes } from '../free-slots.ts'
import { partsDate } from '../parts-date.ts'
import { missedVisits } from '../missed-visits.ts'
import { appointmentById, bookedOrders } from '../read.ts'
import type { CalendarAddress } from './calendar-address.ts'
import { addPanel } from './read-add.ts'
import { readConflictView } from './read-conflict-view.ts'
import { readVisits } from './read-visits.ts'

/** What is open beside the calendar: a visit, or a request that is being given a time. Null: nothing, or not theirs. */
export async function readPanel(ctx: Ctx, shop: Shop, address: CalendarAddress) {
  if (address.appointment) return visitPanel(ctx, shop, address, address.appointment)
  if (address.book) return bookPanel(ctx, shop, address, address.book)
  return address.add ? addPanel(ctx, shop, address) : null
}

type Panel = Awaited<ReturnType<typeof readPanel>>
export type VisitPanel = Extract<Panel, { kind: 'visit' }>
export type BookPanel = Extract<Panel, { kind: 'book' }>
export type AddPanel = Extract<Panel, { kind: 'add' }>
export type Times = NonNullable<VisitPanel['times']>

async function visitPanel(ctx: Ctx, shop: Shop, { pick }: CalendarAddress, id: string) {
  const appointment = isId(id) ? await appointmentById(ctx, shop.id, id) : undefined
  const [visit] = appointment ? await readVisits(ctx, shop, [appointment]) : []
  if (!appointment || !visit) return null
  const held = await resourcesById(ctx, shop.id, visit.resourceIds)
  const staffIds = [...held.values()].flatMap(({ staffId }) => staffId ?? [])
  if (!can(ctx, 'appointments.read', { shopId: shop.id, staffIds })) return null
  const isLive = visit.status === 'requested' || visit.status === 'confirmed'
  const may = {
    approve: isLive && can(ctx, 'appointments.approve', { shopId: shop.id }),
    move: isLive && can(ctx, 'appointments.move', { shopId: shop.id }),
    cancel: isLive && can(ctx, 'appointments.cancel', { shopId: shop.id }),
    customer: can(ctx, 'customers.read', { shopId: shop.id }),
    edit: can(ctx, 'orders.edit', { shopId: shop.id }),
  }
  const services = await servicesById(ctx, shop.id, visit.serviceIds, { archived: true })
  return {
    kind: 'visit' as const,
    visit,
    may,
    begun: visit.startsAt <= ctx.now.epochMilliseconds,
    work: may.move && may.edit ? await workOf(ctx, shop, services) : [],
    places: may.move ? await placesOf(ctx, shop, visit.resourceIds) : [],
    conflict: await readConflictView(ctx, shop, appointment, visit),
    missed: await missedOf(ctx, shop, appointment.customerId),
    held: visit.resourceIds.flatMap((one) => held.get(one)?.name ?? []),
    times: may.move && pick ? await timesOn(ctx, shop, services, pick, { moving: visit.id }) : null,
  }
}

/** What of a customer's visits came to nothing by their doing, for whoever books them again. */
async function missedOf(ctx: Ctx, shop: Shop, customerId: string) {
  const { noShows, late } = await missedVisits(ctx, shop.id, customerId)
  return { noShows: noShows.map(String), late: late.map(String) }
}

/** What the visit is for, and after it what else the shop does. */
async function workOf(ctx: Ctx, shop: Shop, booked: readonly Service[]) {
  const mine = new Set(booked.map(({ id }) => id))
  const others = (await servicesOf(ctx, shop.id)).filter(({ id }) => !mine.has(id))
  return [...booked, ...others].map((one) => ({
    id: one.id,
    name: serviceWords(one, ctx.locale).name,
    minutes: one.durationMinutes,
  }))
}

/** What a visit holds, one after the other, each with the others of its kind that it could hold. */
async function placesOf(ctx: Ctx, shop: Shop, resourceIds: readonly string[]) {
  const all = await resourcesOf(ctx, shop.id)
  return resourceIds.flatMap((id) => {
    const held = all.find((one) => one.id === id)
    if (!held) return []
    const same = all.filter(({ kind }) => kind === held.kind)
    return [{ id, kind: held.kind, options: same.map(({ id: value, name }) => ({ value, label: name })) }]
  })
}

async function bookPanel(ctx: Ctx, shop: Shop, { pick, service }: CalendarAddress, orderId: string) {
  if (!can(ctx, 'appointments.create', { shopId: shop.id })) return null
  const order = await findOrder(ctx, orderId, 'orders.read')
  const isWaiting = order.stage === 'pending' && !(await bookedOrders(ctx, shop.id, [order.id])).has(order.id)
  if (order.shopId !== shop.id || !isWaiting) return null
  const offered = await servicesOf(ctx, shop.id)
  const wanted = service ?? (await servicesOfOrder(ctx, order))
  const chosen = offered.filter(({ id }) => wanted.includes(id))
  const customer = await customerById(ctx, shop.id, order.customerId)
  const asset = await assetById(ctx, shop.id, order.assetId)
  return {
    kind: 'book' as const,
    order: { id: order.id, number: order.number, description: order.description },
    customer: customer?.name ?? '',
    missed: await missedOf(ctx, shop, order.customerId),
    asset: asset ? { name: assetName(asset), plate: asset.plate } : null,
    preferredAt: order.preferredAt?.epochMilliseconds ?? null,
    services: offered.map((one) => ({
      id: one.id,
      name: serviceWords(one, ctx.locale).name,
      chosen: chosen.includes(one),
    })),
    times:
      chosen.length === 0
        ? null
        : pick
          ? await timesOn(ctx, shop, chosen, pick, { orderId: order.id })
          : await firstTimes(ctx, shop, chosen, order),
    firstNow:
      chosen.length === 0 ? null : ((await firstFreeNow(ctx, shop, chosen, order.id))?.toString() ?? null),
    formKey: newFormKey(),
  }
}

// Who calls wants the next free time, not to hear that today is full.
const LOOK_AHEAD_DAYS = 14

/** The times of the first day that has any, from the day that the customer would like or on which parts come; that day's where none has. */
async function firstTimes(
  ctx: Ctx,
  shop: Shop,
  services: readonly Service[],
  { id: orderId, preferredAt }: Pick<Order, 'id' | 'preferredAt'>,
) {
  const parts = await partsDate(ctx, shop, { orderId })
  const wanted =
    preferredAt && preferredAt.epochMilliseconds > ctx.now.epochMilliseconds ? preferredAt : ctx.now
  const day = localDate(wanted, shop.timezone)
  const from = parts ? laterDate(day, parts) : day
  const to = from.add({ days: LOOK_AHEAD_DAYS })
  const [first] = await freeTimes(ctx, shop, services, { from, to }, undefined, 'staff', orderId)
  return timesOn(
    ctx,
    shop,
    services,
    first ? localDate(Temporal.Instant.fromEpochMilliseconds(first.startsAt), shop.timezone) : from,
    { orderId },
  )
}

async function timesOn(
  ctx: Ctx,
  shop: Shop,
  services: readonly Service[],
  date: Temporal.PlainDate,
  whose: { moving?: string; orderId?: string },
) {
  const { moving, orderId } = whose
  const dates = { from: date, to: date }
  const slots = await freeTimes(ctx, shop, services, dates, moving, 'staff', orderId)
  const write = rfc3339Writer(shop.timezone)
  return {
    date: date.toString(),
    /** The date on which the parts are there: nothing is offered before. */
    parts: (await partsDate(ctx, shop, whose))?.toString() ?? null,
    slots: slots.map(({ startsAt }) => ({ startsAt: write(startsAt) })),
  }
}
