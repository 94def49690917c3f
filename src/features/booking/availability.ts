import type { Ctx } from '../../kit/context.ts'
import {
  expandWeeklyOver,
  intersectSpans,
  localDate,
  type LocalDays,
  localDays,
  type Span,
  subtractSpans,
} from '../../kit/time.ts'
import { type Service, servicesOf } from '../catalog/services.ts'
import { closedOn, type Closure } from '../shops/closures.ts'
import { closuresOf, hoursOf } from '../shops/hours.ts'
import type { OpeningHours } from '../shops/opening.ts'
import type { Shop } from '../shops/shop.ts'
import {
  exceptionsOf,
  type Resource,
  resourcesOf,
  type Shift,
  type ShiftException,
  shiftsOf,
  type TimeOff,
  timeOffBetween,
} from '../staff/resources.ts'
import { workingSpans } from '../staff/working-time.ts'
import type { CalendarInput, Resource as HeldResource, VisitPlan } from './engine/index.ts'
import { heldBounds } from './engine/index.ts'
import { awaySpans } from './away-spans.ts'
import { selectCalendarVersions } from './store-calendar.ts'
import { selectBusy } from './store-claims.ts'

/** What a shop's free time is made of besides claims, as it stands in the database, and what it is sold as. */
export interface ShopRules {
  rulesVersion: number
  /** The local date on which it was read: time off is read from then on. */
  readOn: Temporal.PlainDate
  hours: OpeningHours[]
  closures: Closure[]
  resources: Resource[]
  shifts: Shift[]
  /** Other hours on some dates, read like time off. */
  exceptions: ShiftException[]
  timeOff: TimeOff[]
  /** All of them by id, archived ones too. */
  services: ReadonlyMap<string, Service>
}

// One process holds the rules of this many shops; the one read longest ago goes first.
const KEPT_SHOPS = 2000
const kept = new Map<string, ShopRules>()

// Time off is read this far ahead of the date of reading: beyond any horizon.
const LOOK_AHEAD_DAYS = 400

/**
 * The rules of a shop, kept in memory for as long as `rulesVersion` (read in this very request) says that
 * nothing changed, so that a stale answer is impossible.
 */
export async function shopRules(ctx: Ctx, shop: Shop, rulesVersion: number): Promise<ShopRules> {
  const today = localDate(ctx.now, shop.timezone)
  const held = kept.get(shop.id)
  if (held && held.rulesVersion === rulesVersion && held.readOn.equals(today)) return held
  const from = today.subtract({ days: 2 }).toZonedDateTime(shop.timezone).toInstant()
  const rules: ShopRules = {
    rulesVersion,
    readOn: today,
    hours: await hoursOf(ctx, shop.id),
    closures: await closuresOf(ctx, shop.id, today.subtract({ days: 2 })),
    resources: await resourcesOf(ctx, shop.id),
    shifts: await shiftsOf(ctx, shop.id),
    exceptions: await exceptionsOf(ctx, shop.id, today.subtract({ days: 2 })),
    timeOff: await timeOffBetween(ctx, shop.id, from, ctx.now.add({ hours: 24 * LOOK_AHEAD_DAYS })),
    services: new Map((await servicesOf(ctx, shop.id, { archived: true })).map((one) => [one.id, one])),
  }
  kept.delete(shop.id)
  kept.set(shop.id, rules)
  const oldest = kept.keys().next()
  if (kept.size > KEPT_SHOPS && !oldest.done) kept.delete(oldest.value)
  return rules
}

/** What the slot engine asks, and when the first hold in it runs out, in epoch milliseconds (null: there is none). */
export interface ExpiringInput extends CalendarInput {
  expiresMs: number | null
}

/** Everything the slot engine asks of a shop for the starts of `from` to `to` (local dates, both included). */
export async function calendarInput(
  ctx: Ctx,
  shop: Shop,
  rules: ShopRules,
  plan: VisitPlan,
  dates: { from: Temporal.PlainDate; to: Temporal.PlainDate },
  except?: string,
): Promise<ExpiringInput> {
  const days = localDays(dates.from, dates.to, shop.timezone)
  const { start, end } = heldBounds(days, plan)
  const { claims, expiresMs } = await selectBusy(ctx, shop.id, start, end, except)
  return {
    days,
    stepMinutes: shop.policies.slotStepMinutes,
    dropOffAt: shop.policies.dropOffAt === null ? null : Temporal.PlainTime.from(shop.policies.dropOffAt),
    claims,
    expiresMs,
    ...expanded(shop, rules, days, { start, end }),
  }
}

/** A person or place of the shop, and when it can be held, whatever is booked; null: day and night. */
export interface ShopResource extends Pick<Resource, 'id' | 'kind' | 'name' | 'lanes' | 'staffId'> {
  available: Span[] | null
}

/** When a shop is open, and its people and places can be held, between two instants. */
export async function availabilityBetween(
  ctx: Ctx,
  shop: Shop,
  bounds: Span,
): Promise<{ open: Span[]; resources: ShopResource[] }> {
  const { rulesVersion } = await selectCalendarVersions(ctx, shop.id)
  const rules = await shopRules(ctx, shop, rulesVersion)
  const { open, resources } = expand(shop, rules, bounds)
  const within = new Map(resources.map(({ id, available }) => [id, available]))
  return {
    open: intersectSpans(open, [bounds]),
    resources: rules.resources.map(({ id, kind, name, lanes, staffId }) => {
      const available = within.get(id)
      return {
        id,
        kind,
        name,
        lanes,
        staffId,
        available: available ? intersectSpans(available, [bounds]) : null,
      }
    }),
  }
}

interface Expanded {
  open: Span[]
  resources: HeldResource[]
}

// The last expansion of a set of rules: most questions about a shop are about the same days.
const expansions = new WeakMap<ShopRules, { key: string; value: Expanded }>()

function expanded(shop: Shop, rules: ShopRules, days: LocalDays, bounds: Span): Expanded {
  const key = `${days.from.toString()} ${days.count} ${bounds.start} ${bounds.end} ${shop.timezone}`
  const held = expansions.get(rules)
  if (held?.key === key) return held.value
  const value = expand(shop, rules, bounds)
  expansions.set(rules, { key, value })
  return value
}

function expand(shop: Shop, rules: ShopRules, bounds: Span): Expanded {
  const first = localDate(Temporal.Instant.fromEpochMilliseconds(bounds.start), shop.timezone)
  const last = localDate(Temporal.Instant.fromEpochMilliseconds(bounds.end), shop.timezone)
  const around = localDays(first.subtract({ days: 1 }), last.add({ days: 1 }), shop.timezone)
  const closed = closedOn(rules.closures, first.subtract({ days: 1 }), last.add({ days: 1 }))
  const open = expandWeeklyOver(rules.hours, around, closed)
  const shifts = Map.groupBy(rules.shifts, (shift) => shift.resourceId)
  const exceptions = Map.groupBy(rules.exceptions, (exception) => exception.resourceId)
  const away = awaySpans(rules.timeOff)
  const resources = rules.resources.map((resource): HeldResource => {
    const own = {
      kind: resource.kind,
      shifts: shifts.get(resource.id) ?? [],
      exceptions: exceptions.get(resource.id) ?? [],
      open: rules.hours,
    }
    const there = workingSpans(own, around, closed) ?? (resource.kind === 'technician' ? open : null)
    return {
      id: resource.id,
      kind: resource.kind,
      skills: resource.skills,
      lanes: resource.lanes,
      dailyMinutes: resource.dailyMinutes,
      available: withoutTimeOff(there, away.get(resource.id) ?? [], bounds),
    }
  })
  return { open, resources }
}

/** A place without shifts (a bay, a bench) is there day and night; it is cleaned up after closing. */
function withoutTimeOff(there: Span[] | null, off: Span[], bounds: Span): Span[] | null {
  if (there === null && off.length === 0) return null
  return subtractSpans(there ? intersectSpans(there, [bounds]) : [bounds], off)
}
