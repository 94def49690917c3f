import type { Ctx } from '../../kit/context.ts'
import { type Outcome, type Overrun, overtake } from './overtaken.ts'
import { type Overtaken, selectBooked, selectWorkOver } from './store-overruns.ts'

/** What unfinished work of a shop still holds: no time is offered there. */
export async function overrunsOf(ctx: Ctx, shopId: string): Promise<Overrun[]> {
  return (await outcomes(ctx, shopId)).flatMap(([, { holding }]) => holding)
}

/** The visits of a shop in whose way unfinished work stands, each with the person or place that is not free. */
export async function overtakenIn(ctx: Ctx, shopId: string): Promise<Overtaken[]> {
  return (await outcomes(ctx, shopId)).flatMap(([resourceId, { overtaken }]) =>
    [...new Set(overtaken)].map((appointmentId) => ({ appointmentId, resourceId })),
  )
}

async function outcomes(ctx: Ctx, shopId: string): Promise<[string, Outcome][]> {
  const over = Map.groupBy(await selectWorkOver(ctx, shopId), ({ resourceId }) => resourceId)
  if (over.size === 0) return []
  const all = [...over.values()].flat()
  const booked = Map.groupBy(
    await selectBooked(ctx, shopId, [...over.keys()], {
      start: Math.min(...all.map(({ start }) => start)),
      end: Math.max(...all.map(({ end }) => end)),
    }),
    ({ resourceId }) => resourceId,
  )
  return [...over].map(([id, mine]) => [id, overtake(mine[0]?.lanes ?? 1, mine, booked.get(id) ?? [])])
}
