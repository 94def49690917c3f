import type { Ctx } from '../../kit/context.ts'
import { earlierDate, laterDate, localDate } from '../../kit/time.ts'
import { chosenServices } from '../catalog/services.ts'
import type { Shop } from '../shops/shop.ts'
import { calendarInput, type ShopRules, shopRules } from './availability.ts'
import { rulesOfBooking } from './booking-rules.ts'
import {
  assign,
  type BookingRules,
  buildCalendar,
  type Calendar,
  type Claim,
  classify,
  isWithinWindow,
  nearest,
  type Slot,
  type VisitPlan,
  visitPlan,
} from './engine/index.ts'
import { overrunsOf } from './overruns.ts'
import { heldResources } from './read.ts'
import type { Appointment } from './store.ts'
import { selectCalendarVersions } from './store-calendar.ts'
import { stretchPlan } from './stretch-plan.ts'

interface Named {
  id: string
  name: string
}

/** What is really possible for a visit in conflict. */
export interface Choices {
  /** For each person or place that is missing: others of its kind, free at the visit's time. */
  others: Map<string, Named[]>
  /** The nearest free times for all that the visit needs, the earliest first. */
  times: Slot[]
}

const TIMES = 6
const BEFORE_DAYS = 7
const AFTER_DAYS = 21

/** Who or what could take a visit over at its time, and the nearest other times; both as staff may book. */
export async function choicesFor(
  ctx: Ctx,
  shop: Shop,
  appointment: Appointment,
  missing: readonly string[],
): Promise<Choices> {
  const visit = await readVisit(ctx, shop, appointment)
  const others = new Map<string, Named[]>()
  for (const id of missing) others.set(id, await othersFor(visit, id))
  return { others, times: await timesFor(visit) }
}

/** For each other of the kind of `missing`, which of these visits it could take over. */
export async function takeovers(
  ctx: Ctx,
  shop: Shop,
  appointments: readonly Appointment[],
  missing: string,
): Promise<Map<string, { name: string; visits: string[] }>> {
  const found = new Map<string, { name: string; visits: string[] }>()
  for (const appointment of appointments) {
    for (const { id, name } of await othersFor(await readVisit(ctx, shop, appointment), missing)) {
      const other = found.get(id) ?? { name, visits: [] }
      other.visits.push(appointment.id)
      found.set(id, other)
    }
  }
  return found
}

interface VisitToPlace {
  ctx: Ctx
  shop: Shop
  appointment: Appointment
  known: ShopRules
  plan: VisitPlan
  rules: BookingRules
  overruns: Claim[]
}

async function readVisit(ctx: Ctx, shop: Shop, appointment: Appointment): Promise<VisitToPlace> {
  const { rulesVersion } = await selectCalendarVersions(ctx, shop.id)
  const known = await shopRules(ctx, shop, rulesVersion)
  const services = chosenServices(known.services, appointment.serviceIds, { archived: true })
  return {
    ctx,
    shop,
    appointment,
    known,
    plan: stretchPlan(visitPlan(services, known.resources), appointment.workMinutes),
    // What is offered keeps to people's minutes a day; who is named by hand may be given more.
    rules: { ...(await rulesOfBooking(ctx, shop, services, 'staff', appointment.id)), overload: false },
    overruns: await overrunsOf(ctx, shop.id),
  }
}

async function othersFor(visit: VisitToPlace, missing: string): Promise<Named[]> {
  const { ctx, shop, appointment, known, plan, rules } = visit
  const start = appointment.startsAt.epochMilliseconds
  const kind = known.resources.find(({ id }) => id === missing)?.kind ?? (await kindOf(visit, missing))
  if (!isWithinWindow(start, rules)) return []
  const date = localDate(appointment.startsAt, shop.timezone)
  const calendar = await calendarOf(visit, date, date)
  if (classify(calendar, plan, start, rules) !== 'free') return []
  const held = (await heldResources(ctx, shop.id, [appointment.id])).get(appointment.id) ?? []
  const rest = held.filter((id) => id !== missing)
  const isFree = (id: string) =>
    assign(calendar, plan, start, [id, ...rest]) ?? assign(calendar, plan, start, [id])
  return known.resources
    .filter((one) => one.kind === kind && one.id !== missing && !held.includes(one.id))
    .filter(({ id }) => isFree(id))
    .map(({ id, name }) => ({ id, name }))
}

/** The kind of one that is no longer there: what the visit's plan asks for and nobody of the living serves. */
async function kindOf({ ctx, shop, plan, known, appointment }: VisitToPlace, missing: string) {
  const held = (await heldResources(ctx, shop.id, [appointment.id])).get(appointment.id) ?? []
  const served = new Set<string>(
    held.flatMap((id) => (id === missing ? [] : (known.resources.find((one) => one.id === id)?.kind ?? []))),
  )
  return plan.needs.find(({ kind }) => !served.has(kind))?.kind
}

async function timesFor(visit: VisitToPlace): Promise<Slot[]> {
  const { ctx, shop, appointment, plan, rules } = visit
  const today = localDate(ctx.now, shop.timezone)
  const wanted = laterDate(today, localDate(appointment.startsAt, shop.timezone))
  const from = laterDate(today, wanted.subtract({ days: BEFORE_DAYS }))
  const last = earlierDate(
    wanted.add({ days: AFTER_DAYS }),
    laterDate(wanted, today.add({ days: shop.policies.horizonDays })),
  )
  const calendar = await calendarOf(visit, from, last)
  const start = appointment.startsAt.epochMilliseconds
  const { slots } = nearest(calendar, plan, start, TIMES + 1, { ...rules, anyMinute: false })
  return slots
    .filter(({ startsAt }) => startsAt !== start)
    .slice(0, TIMES)
    .toSorted((a, b) => a.startsAt - b.startsAt)
}

/** What is free without the visit, and with the work that still goes on. */
async function calendarOf(
  { ctx, shop, known, plan, appointment, overruns }: VisitToPlace,
  from: Temporal.PlainDate,
  to: Temporal.PlainDate,
): Promise<Calendar> {
  const input = await calendarInput(ctx, shop, known, plan, { from, to }, appointment.id)
  return buildCalendar({ ...input, claims: [...input.claims, ...overruns] })
}
