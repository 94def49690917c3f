import type { Ctx } from '../../kit/context.ts'
import { type Service, servicesById } from '../catalog/services.ts'
import type { Shop } from '../shops/shop.ts'
import type { DailyLimit } from './engine/index.ts'
import { selectLivingHolds } from './store-holds.ts'
import { selectDropOffs, selectStartsByService } from './store-lists.ts'

interface Limits {
  dailyLimits: DailyLimit[]
  /** When the first hold runs out that is counted, in epoch milliseconds. */
  expiresMs: number | null
}

/** How much of a visit of these services a day still takes: each service's own number, and the hours of dropped-off work. */
export async function limitsOfDay(
  ctx: Ctx,
  shop: Shop,
  services: readonly Service[],
  moving?: string,
): Promise<Limits> {
  const limited = [...new Map(services.map((service) => [service.id, service])).values()].filter(
    (service) => service.dailyLimit !== null,
  )
  const left = shop.policies.dropOffMinutes === null ? [] : services.filter((service) => service.dropOff)
  if (limited.length === 0 && left.length === 0) return { dailyLimits: [], expiresMs: null }
  const holds = await selectLivingHolds(ctx, shop.id)
  const since = ctx.now.subtract({ hours: 48 })
  const dailyLimits: DailyLimit[] = []
  for (const { id, dailyLimit } of limited) {
    const held = holds.filter(({ serviceIds }) => serviceIds.includes(id))
    dailyLimits.push({
      limit: dailyLimit ?? 0,
      startsAt: [
        ...(await selectStartsByService(ctx, shop.id, id, since, moving)),
        ...held.map(({ startsAt }) => startsAt.epochMilliseconds),
      ],
      adds: services.filter((service) => service.id === id).length,
    })
  }
  if (left.length > 0) dailyLimits.push(await dropOffLimit(ctx, shop, { left, holds, since, moving }))
  return { dailyLimits, expiresMs: Math.min(...holds.map(({ expiresAt }) => expiresAt.epochMilliseconds)) }
}

interface Dropping {
  left: readonly Service[]
  holds: Awaited<ReturnType<typeof selectLivingHolds>>
  since: Temporal.Instant
  moving: string | undefined
}

/** Work that takes longer than the whole day's hours takes all of them, so that it can be had on an empty day. */
async function dropOffLimit(
  ctx: Ctx,
  shop: Shop,
  { left, holds, since, moving }: Dropping,
): Promise<DailyLimit> {
  const limit = shop.policies.dropOffMinutes ?? 0
  const known = await servicesById(
    ctx,
    shop.id,
    [...new Set(holds.flatMap(({ serviceIds }) => serviceIds))],
    {
      archived: true,
    },
  )
  const booked = [
    ...(await selectDropOffs(ctx, shop.id, since, moving)),
    ...holds.map(({ startsAt, serviceIds }) => ({
      startsAt,
      minutes: dropOffMinutes(known.filter(({ id }) => serviceIds.includes(id))),
    })),
  ]
  return {
    limit,
    startsAt: booked.map(({ startsAt }) => startsAt.epochMilliseconds),
    amounts: booked.map(({ minutes }) => Math.min(minutes, limit)),
    adds: Math.min(dropOffMinutes(left), limit),
  }
}

const dropOffMinutes = (services: readonly Service[]): number =>
  services.reduce((sum, { dropOff, durationMinutes }) => (dropOff ? sum + durationMinutes : sum), 0)
