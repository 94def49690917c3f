import type { Ctx } from '../../kit/context.ts'
import { isId } from '../../kit/db/index.ts'
import type { WeeklyInterval } from '../../kit/time.ts'
import type { ResourceKind } from '../catalog/service.ts'
import { selectResources, selectShifts, selectTimeOff } from './store-resources.ts'

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

/** A weekly stretch in which a resource works, by the shop's wall clock. */
export interface Shift extends WeeklyInterval {
  id: string
  resourceId: string
  validFrom: Temporal.PlainDate
  validUntil: Temporal.PlainDate | null
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

/** Time off that touches the stretch from `from` to `to`; granted only, unless `asked` is wanted too. */
export async function timeOffBetween(
  ctx: Ctx,
  shopId: string,
  from: Temporal.Instant,
  to: Temporal.Instant,
  { asked = false }: { asked?: boolean } = {},
): Promise<TimeOff[]> {
  return selectTimeOff(ctx, shopId, from, to, asked ? ['asked', 'granted'] : ['granted'])
}
