import type { Ctx } from '../../kit/context.ts'
import { transaction } from '../../kit/db/index.ts'
import { record } from '../../kit/events/events.ts'
import { eachDate, localDate, type Span, startOfDay } from '../../kit/time.ts'
import { closedOn } from '../shops/closures.ts'
import { shopById } from '../shops/find.ts'
import type { Shop } from '../shops/shop.ts'
import { availabilityBetween, shopRules } from './availability.ts'
import { awaySpans } from './away-spans.ts'
import { type Availability, type Conflict, conflictsOf, type Visit } from './conflicts.ts'
import { overtakenIn } from './overruns.ts'
import { selectAppointmentsById } from './store.ts'
import { selectCalendarVersions } from './store-calendar.ts'
import {
  insertConflicts,
  type OpenConflict,
  resolveConflicts,
  selectComingVisits,
  selectKeptConflicts,
  selectOpenConflicts,
  type Settled,
} from './store-conflicts.ts'

/**
 * Compares all visits to come of a shop with its hours, shifts, time off and places as they are now: what cannot be any
 * more becomes a conflict for a person to resolve, and what is possible again is none. Says each new one.
 */
export async function recheckConflicts(ctx: Ctx, shopId: string): Promise<void> {
  await recheck(ctx, shopId)
}

/** The same for one visit; `settled` says how, and by whom, what is no conflict any more was resolved. */
export async function recheckVisit(
  ctx: Ctx,
  shopId: string,
  appointmentId: string,
  settled?: Settled,
): Promise<void> {
  await recheck(ctx, shopId, { only: appointmentId, settled })
}

async function recheck(
  ctx: Ctx,
  shopId: string,
  { only, settled }: { only?: string; settled?: Settled | undefined } = {},
): Promise<void> {
  await transaction(ctx, async (tx) => {
    const visits = await selectComingVisits(tx, shopId, only)
    const found = conflictsOf(visits, await availabilityFor(tx, await shopById(tx, shopId), visits))
    const overrun = (await overruns(tx, shopId)).filter((one) => !only || one.appointmentId === only)
    const open = await selectOpenConflicts(tx, shopId, only)
    await settle(tx, shopId, { found: [...found, ...overrun], open, settled })
  })
}

/** Compares the work under way of a shop with what is booked after it on the same bay or person. */
export async function recheckOverruns(ctx: Ctx, shopId: string): Promise<void> {
  await transaction(ctx, async (tx) => {
    const open = (await selectOpenConflicts(tx, shopId)).filter(({ cause }) => cause === 'overrun')
    await settle(tx, shopId, { found: await overruns(tx, shopId), open })
  })
}

async function overruns(tx: Ctx, shopId: string): Promise<Conflict[]> {
  return (await overtakenIn(tx, shopId)).map(({ appointmentId, resourceId }) => ({
    appointmentId,
    resourceId,
    cause: 'overrun',
  }))
}

interface Compared {
  found: readonly Conflict[]
  open: readonly OpenConflict[]
  settled?: Settled | undefined
}

async function settle(tx: Ctx, shopId: string, { found, open, settled }: Compared): Promise<void> {
  const wanted = new Set(found.map(keyOf))
  const known = new Set(open.map(keyOf))
  const gone = open.filter((one) => !wanted.has(keyOf(one))).map(({ id }) => id)
  await resolveConflicts(tx, shopId, gone, settled)
  const fresh = await withoutKept(
    tx,
    shopId,
    found.filter((one) => !known.has(keyOf(one))),
  )
  for (const { id, appointmentId, cause } of await insertConflicts(tx, shopId, fresh)) {
    await record(tx, {
      type: 'appointment.in_conflict',
      shopId,
      subject: { kind: 'appointment', id: appointmentId },
      data: { conflictId: id, cause },
    })
  }
}

/** Less what somebody keeps as it is, for as long as the visit stays at its time. */
async function withoutKept(tx: Ctx, shopId: string, found: readonly Conflict[]): Promise<Conflict[]> {
  if (found.length === 0) return []
  const kept = Map.groupBy(await selectKeptConflicts(tx, shopId), keyOf)
  const visits = await selectAppointmentsById(
    tx,
    shopId,
    found.filter((one) => kept.has(keyOf(one))).map(({ appointmentId }) => appointmentId),
  )
  return found.filter((one) => {
    const visit = visits.get(one.appointmentId)
    return !kept
      .get(keyOf(one))
      ?.some(
        ({ from, until }) =>
          from === visit?.startsAt.epochMilliseconds && until === visit.endsAt.epochMilliseconds,
      )
  })
}

const keyOf = ({ appointmentId, resourceId, cause }: Conflict): string =>
  `${appointmentId} ${resourceId} ${cause}`

async function availabilityFor(tx: Ctx, shop: Shop, visits: readonly Visit[]): Promise<Availability> {
  const bounds = boundsOf(tx, visits)
  const { rulesVersion } = await selectCalendarVersions(tx, shop.id)
  const rules = await shopRules(tx, shop, rulesVersion)
  const { open, resources } = await availabilityBetween(tx, shop, bounds)
  const shifts = new Set([...rules.shifts, ...rules.exceptions].map(({ resourceId }) => resourceId))
  const away = awaySpans(rules.timeOff)
  const dateOf = (at: number) => localDate(Temporal.Instant.fromEpochMilliseconds(at), shop.timezone)
  const closed = closedOn(rules.closures, dateOf(bounds.start), dateOf(bounds.end))
  return {
    open,
    resources: new Map(
      resources.map(({ id, available }) => [
        id,
        { available, hasShifts: shifts.has(id), away: away.get(id) ?? [] },
      ]),
    ),
    startOf: (date) => startOfDay(date, shop.timezone).epochMilliseconds,
    isClosed: ({ start, end }) => [...eachDate(dateOf(start), dateOf(end - 1))].some(closed),
  }
}

/** From the first to the last moment that a visit touches, with what is set up and cleaned up. */
function boundsOf({ now }: Ctx, visits: readonly Visit[]): Span {
  const all = visits.flatMap((visit) => [visit, ...visit.holds])
  return {
    start: Math.min(now.epochMilliseconds, ...all.map(({ start }) => start)),
    end: Math.max(now.epochMilliseconds + 1, ...all.map(({ end }) => end)),
  }
}
