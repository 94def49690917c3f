import { allowInShop, can, grantIn } from '../../../kit/access/index.ts'
import type { Ctx } from '../../../kit/context.ts'
import {
  dateBounds,
  eachDate,
  firstWeekday,
  localDate,
  type Span,
  startOfDay,
  startOfWeek,
  subtractSpans,
} from '../../../kit/time.ts'
import { closedStretches } from '../../shops/closures.ts'
import { closuresOf } from '../../shops/hours.ts'
import type { Shop } from '../../shops/shop.ts'
import { availabilityBetween, type ShopResource } from '../availability.ts'
import { breaksOn, type NamedBreak } from '../breaks-of-day.ts'
import { appointmentsOfShop } from '../read.ts'
import { appointmentsInConflict } from '../read-conflicts.ts'
import type { CalendarAddress } from './calendar-address.ts'
import { axisOf, type Block, layOut } from './lay-out.ts'
import { readVisits, type Visit } from './read-visits.ts'

/** A bay or a person with their day, or what nobody has yet (no id). */
export interface Column {
  id: string | null
  name: string
  /** How many visits at once. */
  lanes: number
  /** When they cannot be held. */
  off: Span[]
  /** Of that time, breaks. */
  breaks: (Span & { name: string | null })[]
  blocks: Block[]
}

export interface Day {
  date: string
  /** When it begins. */
  midnight: number
  /** Why the shop does not open; empty where it just does not. Null: it does. */
  closed: string | null
  visits: Visit[]
}

// No shop sees more customers in a week.
const MOST = 1000
const COMING = new Set<Visit['status']>(['requested', 'confirmed', 'arrived'])

/** A day or a week of a shop's visits, and for a day the columns to draw it in. A technician sees their own. */
export async function readCalendar(ctx: Ctx, shop: Shop, { date, view, by }: CalendarAddress) {
  const scope = allowInShop(ctx, 'appointments.read', shop.id)
  const staffId = scope === 'own' ? (grantIn(ctx.caller, shop.id)?.staffId ?? null) : undefined
  const today = localDate(ctx.now, shop.timezone)
  const shown = date ?? today
  const { from, to, step } = datesOf(shop, shown, view)
  const bounds = dateBounds(from, to, shop.timezone)
  const { appointments } = await appointmentsOfShop(ctx, shop, { bounds, staffId, limit: MOST })
  const visits = await readVisits(ctx, shop, appointments)
  const span = { start: bounds.start.epochMilliseconds, end: bounds.end.epochMilliseconds }
  const availability = await availabilityBetween(ctx, shop, span)
  const mine = (resource: ShopResource) => staffId === undefined || resource.staffId === staffId
  const groups = groupsOf(availability.resources.filter(mine))
  const chosen = by ?? (groups.places.length > 0 && scope === 'all' ? 'places' : 'people')
  const inConflict = await appointmentsInConflict(ctx, shop.id)
  return {
    view,
    by: chosen,
    step: shop.policies.slotStepMinutes,
    date: shown.toString(),
    today: today.toString(),
    previous: shown.subtract({ days: step }).toString(),
    next: shown.add({ days: step }).toString(),
    days: await daysOf(ctx, shop, { from, to }, visits, availability.open),
    grid:
      view === 'day'
        ? gridOf(
            shop,
            shown,
            { ...availability, columns: groups[chosen], breaks: await breaksOn(ctx, shop, shown) },
            visits,
          )
        : null,
    // Visits that cannot be as booked.
    conflicts: visits.flatMap(({ id }) => (inConflict.has(id) ? [id] : [])),
    resources: availability.resources.map(({ id, kind, name }) => ({ id, kind, name })),
    mayMove: can(ctx, 'appointments.move', { shopId: shop.id }),
    mayCreate: can(ctx, 'appointments.create', { shopId: shop.id }),
    scope,
  }
}

export type CalendarData = Awaited<ReturnType<typeof readCalendar>>

function datesOf(shop: Shop, date: Temporal.PlainDate, view: 'day' | 'week') {
  if (view === 'day') return { from: date, to: date, step: 1 }
  const from = startOfWeek(date, firstWeekday(`${shop.locale}-${shop.region}`))
  return { from, to: from.add({ days: 6 }), step: 7 }
}

function groupsOf(resources: readonly ShopResource[]) {
  return {
    places: resources.filter(({ kind }) => kind === 'bay' || kind === 'bench'),
    people: resources.filter(({ kind }) => kind === 'technician'),
  }
}

async function daysOf(
  ctx: Ctx,
  shop: Shop,
  { from, to }: { from: Temporal.PlainDate; to: Temporal.PlainDate },
  visits: readonly Visit[],
  open: readonly Span[],
): Promise<Day[]> {
  const closed = closedStretches(await closuresOf(ctx, shop.id, from), from, to)
  return eachDate(from, to).map((date) => {
    const { start, end } = spanOf(shop, date)
    const reason = closed.find(
      ({ startsOn, endsOn }) =>
        Temporal.PlainDate.compare(startsOn, date) <= 0 && Temporal.PlainDate.compare(date, endsOn) <= 0,
    )?.reason
    const opens = open.some((span) => span.start < end && span.end > start)
    return {
      date: date.toString(),
      midnight: start,
      closed: reason ?? (opens ? null : ''),
      visits: visits.filter(({ startsAt }) => startsAt >= start && startsAt < end),
    }
  })
}

function spanOf(shop: Shop, date: Temporal.PlainDate): Span {
  const { start, end } = dateBounds(date, date, shop.timezone)
  return { start: start.epochMilliseconds, end: end.epochMilliseconds }
}

interface Drawn {
  open: readonly Span[]
  resources: readonly ShopResource[]
  columns: readonly ShopResource[]
  breaks: readonly NamedBreak[]
}

function gridOf(
  shop: Shop,
  date: Temporal.PlainDate,
  { open, columns, breaks }: Drawn,
  visits: readonly Visit[],
) {
  const coming = visits.filter(({ status }) => COMING.has(status))
  const midnight = startOfDay(date, shop.timezone).epochMilliseconds
  const hour = 3_600_000
  const axis = axisOf(
    [...open, ...coming.map(({ startsAt, endsAt }) => ({ start: startsAt, end: endsAt }))],
    midnight,
    { start: midnight + 8 * hour, end: midnight + 18 * hour },
  )
  const blocks = (wanted: (visit: Visit) => boolean) =>
    layOut(coming.filter(wanted).map(({ id, startsAt, endsAt }) => ({ id, start: startsAt, end: endsAt })))
  const drawn: Column[] = columns.map(({ id, name, lanes, available }) => ({
    id,
    name,
    lanes,
    off: subtractSpans([axis], available ?? open),
    breaks: breaks
      .filter(({ resourceId, start, end }) => resourceId === id && start < axis.end && end > axis.start)
      .map(({ start, end, name: called }) => ({ start, end, name: called })),
    blocks: blocks(({ resourceIds }) => resourceIds.includes(id)),
  }))
  const nobodys = blocks(({ resourceIds }) => !columns.some(({ id }) => resourceIds.includes(id)))
  if (nobodys.length > 0 || columns.length === 0)
    drawn.push({
      id: null,
      name: '',
      lanes: Infinity,
      off: subtractSpans([axis], open),
      breaks: [],
      blocks: nobodys,
    })
  return { ...axis, columns: drawn }
}
