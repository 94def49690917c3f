import type { Ctx } from '../../kit/context.ts'
import { isId } from '../../kit/db/index.ts'
import type { EventSubject } from '../../kit/events/events.ts'
import type { ResourceKind } from '../catalog/service.ts'
import { selectResourceOfPerson, selectResources } from './store-resources.ts'
import { selectExceptions, selectShifts } from './store-shifts.ts'
import { countAsked, selectAbsence, selectTimeOff } from './store-time-off.ts'

/** A bay, bench, loaner, piece of equipment, or a technician's working time; `lanes` of them at once. */
export interface Resource {
  shopId: string
  id: string
  kind: ResourceKind
  name: string
  /** The person, where it is a technician. */
  staffId: string | null
  lanes: number
  /** The most minutes of work that it takes on in a day; null: as much as its shifts hold. */
  dailyMinutes: number | null
  skills: string[]
  position: number
  archivedAt: Temporal.Instant | null
  version: number
}

/** A break within a stretch of work. One that starts earlier than the stretch is after midnight. */
export interface Break {
  starts: Temporal.PlainTime
  ends: Temporal.PlainTime
  /** What it is: lunch, prayer, school run. */
  name?: string | undefined
}

/** A stretch of work by the shop's wall clock, with its breaks; `closes` not later than `opens` is on the next date. */
export interface Stretch {
  weekday: number
  opens: Temporal.PlainTime
  closes: Temporal.PlainTime
  breaks: readonly Break[]
}

/** A weekly stretch in which a resource works. */
export interface Shift extends Stretch {
  id: string
  resourceId: string
  validFrom: Temporal.PlainDate
  validUntil: Temporal.PlainDate | null
}

/** Dates, both included, on which a resource has other hours than its week says; none: not there. */
export interface ShiftException {
  id: string
  resourceId: string
  startsOn: Temporal.PlainDate
  endsOn: Temporal.PlainDate
  hours: readonly Omit<Stretch, 'weekday'>[]
  reason: string
}

/** A stretch in which a resource is away; only a granted one counts. */
export interface TimeOff {
  id: string
  resourceId: string
  startsAt: Temporal.Instant
  endsAt: Temporal.Instant
  reason: string
  status: 'asked' | 'granted' | 'declined'
}

/** Time off as people ask for it: of a place in the calendar, or of a person who has none. */
export interface Absence extends Omit<TimeOff, 'resourceId'> {
  resourceId: string | null
  /** The person; null for a bay and what was entered before people could ask. */
  staffId: string | null
  /** What the decision was told with. */
  answer: string
  createdAt: Temporal.Instant
}

/** What an event about time off is about: the place in the calendar, else the person. */
export function absentee({ resourceId, staffId }: Absence): EventSubject {
  return resourceId ? { kind: 'resource', id: resourceId } : { kind: 'staff', id: staffId ?? '' }
}

/** The resources of a shop in their order; archived ones only when asked for. */
export async function resourcesOf(
  ctx: Ctx,
  shopId: string,
  { archived = false }: { archived?: boolean } = {},
): Promise<Resource[]> {
  return selectResources(ctx, shopId, { archived })
}

/** The resources with these ids, also archived ones, by id. */
export async function resourcesById(
  ctx: Ctx,
  shopId: string,
  ids: readonly string[],
): Promise<Map<string, Resource>> {
  const known = ids.filter(isId)
  if (known.length === 0) return new Map()
  const found = await selectResources(ctx, shopId, { archived: true, ids: known })
  return new Map(found.map((resource) => [resource.id, resource]))
}

/** All shifts of a shop's living resources. A resource without any is there whenever the shop is open. */
export async function shiftsOf(ctx: Ctx, shopId: string): Promise<Shift[]> {
  return selectShifts(ctx, shopId)
}

/** Other hours on some dates, of all resources, that are not over on a date; the one entered last comes first. */
export async function exceptionsOf(
  ctx: Ctx,
  shopId: string,
  from: Temporal.PlainDate,
): Promise<ShiftException[]> {
  return selectExceptions(ctx, shopId, from)
}

/** What takes places out of the calendar between two instants: time off that is granted. */
export async function timeOffBetween(
  ctx: Ctx,
  shopId: string,
  from: Temporal.Instant,
  to: Temporal.Instant,
): Promise<TimeOff[]> {
  const granted = await selectTimeOff(ctx, shopId, { from, to, states: ['granted'] })
  return granted.flatMap(({ resourceId, ...timeOff }) => (resourceId ? [{ ...timeOff, resourceId }] : []))
}

/** Everybody's and everything's time off between two instants, in the given states. */
export async function absencesBetween(
  ctx: Ctx,
  shopId: string,
  from: Temporal.Instant,
  to: Temporal.Instant,
  states: readonly Absence['status'][],
): Promise<Absence[]> {
  return selectTimeOff(ctx, shopId, { from, to, states })
}

/** One time off of a shop. */
export async function absenceById(ctx: Ctx, shopId: string, id: string): Promise<Absence | undefined> {
  return isId(id) ? selectAbsence(ctx, shopId, id) : undefined
}

/** How many requests of a shop wait for an answer. */
export async function openRequestCount(ctx: Ctx, shopId: string): Promise<number> {
  return countAsked(ctx, shopId)
}

/** The living place in the calendar of a person. */
export async function resourceOfPerson(
  ctx: Ctx,
  shopId: string,
  staffId: string,
): Promise<Resource | undefined> {
  return selectResourceOfPerson(ctx, shopId, staffId)
}
