import type { Ctx } from '../../kit/context.ts'
import type { Shop } from '../shops/shop.ts'
import { resourcesOf } from '../staff/resources.ts'
import type { Claim } from './engine/index.ts'
import { type Booked, type Outcome, type Overrun, overtake } from './overtaken.ts'
import { type Overtaken, selectBooked } from './store-overruns.ts'
import { selectUnderWay } from './store-work.ts'
import { claimKey, workPlaces } from './work-places.ts'

/** What unfinished work of a shop still holds, until now or the promised time, as claims would. */
export async function overrunsOf(ctx: Ctx, shopId: string): Promise<Claim[]> {
  return (await outcomes(ctx, shopId)).flatMap(({ holding, booked, lanes }) => laned(holding, booked, lanes))
}

/** The same for what begins about now: without a promise nobody knows for how long, one step more at least. */
export async function standingNow(ctx: Ctx, { id, policies }: Shop): Promise<Claim[]> {
  const soon = ctx.now.add({ minutes: policies.slotStepMinutes }).epochMilliseconds
  return (await overrunsOf(ctx, id)).map((one) => ({ ...one, end: Math.max(one.end, soon) }))
}

/** The visits of a shop in whose way unfinished work stands, each with the person or place that is not free. */
export async function overtakenIn(ctx: Ctx, shopId: string): Promise<Overtaken[]> {
  return (await outcomes(ctx, shopId)).flatMap(({ resourceId, overtaken }) =>
    [...new Set(overtaken)].map((appointmentId) => ({ appointmentId, resourceId })),
  )
}

type Laned = Booked & { lane: number }

interface Found extends Outcome {
  resourceId: string
  lanes: number
  booked: Laned[]
}

async function outcomes(ctx: Ctx, shopId: string): Promise<Found[]> {
  const works = await selectUnderWay(ctx, shopId)
  if (works.length === 0) return []
  const resources = new Map((await resourcesOf(ctx, shopId)).map((one) => [one.id, one]))
  const places = workPlaces(works, (id) => resources.get(id)?.kind, ctx.now.epochMilliseconds)
  const over = Map.groupBy(places.overruns, ({ resourceId }) => resourceId)
  if (over.size === 0) return []
  const booked = await selectBooked(ctx, shopId, [...over.keys()], {
    start: Math.min(...places.overruns.map(({ start }) => start)),
    end: Math.max(...places.overruns.map(({ end }) => end)),
  })
  const there = Map.groupBy(
    booked.filter((one) => !places.left.has(claimKey(one.appointmentId, one.resourceId))),
    ({ resourceId }) => resourceId,
  )
  const arrivals = Map.groupBy(places.arrivals, ({ resourceId }) => resourceId)
  return [...over].map(([resourceId, mine]) => {
    const lanes = resources.get(resourceId)?.lanes ?? 1
    const visits = there.get(resourceId) ?? []
    const all = [...visits, ...(arrivals.get(resourceId) ?? [])]
    return { resourceId, lanes, booked: visits, ...overtake(lanes, mine, all) }
  })
}

/** Each on a lane: its own, else the first that nobody is on meanwhile, else the first. */
function laned(overruns: readonly Overrun[], booked: readonly Laned[], lanes: number): Claim[] {
  const taken = [...booked]
  return overruns.map(({ lane: own, ...over }) => {
    const isFree = (lane: number) =>
      !taken.some((one) => one.lane === lane && one.start < over.end && over.start < one.end)
    const lane = own ?? Math.max(0, Array.from({ length: lanes }, (_, at) => at).findIndex(isFree))
    taken.push({ ...over, lane, appointmentId: '', begun: true })
    return { ...over, lane }
  })
}
