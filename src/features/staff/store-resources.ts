import { sql } from 'kysely'
import type { Ctx } from '../../kit/context.ts'
import { newId } from '../../kit/db/index.ts'
import type { Resource, Shift, TimeOff } from './resources.ts'

const COLUMNS = [
  'shopId',
  'id',
  'kind',
  'name',
  'staffId',
  'lanes',
  'dailyMinutes',
  'skills',
  'position',
  'archivedAt',
  'version',
] as const

/** The resources of a shop in their order: those of some ids, or all; archived ones only when asked for. */
export async function selectResources(
  ctx: Ctx,
  shopId: string,
  { archived, ids }: { archived: boolean; ids?: readonly string[] },
): Promise<Resource[]> {
  let query = ctx.db.selectFrom('resources').select(COLUMNS).where('shopId', '=', shopId)
  if (!archived) query = query.where('archivedAt', 'is', null)
  if (ids) query = query.where('id', 'in', ids)
  const rows = await query.orderBy('position').orderBy('id').execute()
  return rows as Resource[]
}

/** The living calendar place of a person. */
export async function selectResourceOfPerson(
  ctx: Ctx,
  shopId: string,
  staffId: string,
): Promise<Resource | undefined> {
  const row = await ctx.db
    .selectFrom('resources')
    .select(COLUMNS)
    .where('shopId', '=', shopId)
    .where('staffId', '=', staffId)
    .where('archivedAt', 'is', null)
    .executeTakeFirst()
  return row as Resource | undefined
}

export async function insertResource(
  ctx: Ctx,
  shopId: string,
  values: Pick<Resource, 'kind' | 'name' | 'staffId' | 'lanes' | 'skills'>,
): Promise<Resource> {
  const row = await ctx.db
    .insertInto('resources')
    .values({
      ...values,
      shopId,
      id: newId(ctx.now),
      position: sql<number>`(select coalesce(max(position), 0) + 1 from resources where shop_id = ${shopId})`,
    })
    .returning(COLUMNS)
    .executeTakeFirstOrThrow()
  return row as Resource
}

/** Writes the change and raises the version; undefined when the resource is no longer at `before.version`. */
export async function updateResource(
  ctx: Ctx,
  before: Resource,
  change: Partial<Pick<Resource, 'name' | 'lanes' | 'dailyMinutes' | 'skills' | 'position' | 'archivedAt'>>,
): Promise<Resource | undefined> {
  const row = await ctx.db
    .updateTable('resources')
    .set({ ...change, version: before.version + 1 })
    .where('shopId', '=', before.shopId)
    .where('id', '=', before.id)
    .where('version', '=', before.version)
    .returning(COLUMNS)
    .executeTakeFirst()
  return row as Resource | undefined
}

/** The shifts of a shop's living resources, or of one of them. */
export async function selectShifts(ctx: Ctx, shopId: string, resourceId?: string): Promise<Shift[]> {
  let query = ctx.db
    .selectFrom('shifts')
    .innerJoin('resources', (join) =>
      join.onRef('resources.shopId', '=', 'shifts.shopId').onRef('resources.id', '=', 'shifts.resourceId'),
    )
    .where('shifts.shopId', '=', shopId)
    .where('resources.archivedAt', 'is', null)
    .select([
      'shifts.id',
      'shifts.resourceId',
      'shifts.weekday',
      'shifts.starts as opens',
      'shifts.ends as closes',
      'shifts.fromDate as validFrom',
      'shifts.untilDate as validUntil',
    ])
  if (resourceId) query = query.where('shifts.resourceId', '=', resourceId)
  return query.orderBy('shifts.resourceId').orderBy('shifts.weekday').orderBy('shifts.starts').execute()
}

/**
 * Puts a new weekly plan in force from a date on: what would begin later is dropped, what runs on ends the day
 * before, what is past stays. An empty plan leaves no shift at all: the resource is bound to none any more.
 */
export async function replaceShifts(
  ctx: Ctx,
  shopId: string,
  resourceId: string,
  from: Temporal.PlainDate,
  shifts: readonly { weekday: number; opens: Temporal.PlainTime; closes: Temporal.PlainTime }[],
): Promise<void> {
  let later = ctx.db.deleteFrom('shifts').where('shopId', '=', shopId).where('resourceId', '=', resourceId)
  if (shifts.length > 0) later = later.where('fromDate', '>=', from)
  await later.execute()
  await ctx.db
    .updateTable('shifts')
    .set({ untilDate: from.subtract({ days: 1 }) })
    .where('shopId', '=', shopId)
    .where('resourceId', '=', resourceId)
    .where((eb) => eb.or([eb('untilDate', 'is', null), eb('untilDate', '>=', from)]))
    .execute()
  if (shifts.length === 0) return
  await ctx.db
    .insertInto('shifts')
    .values(
      shifts.map(({ weekday, opens, closes }) => ({
        shopId,
        id: newId(ctx.now),
        resourceId,
        weekday,
        starts: opens,
        ends: closes,
        fromDate: from,
      })),
    )
    .execute()
}

/** Time off that touches a stretch, in the given states. */
export async function selectTimeOff(
  ctx: Ctx,
  shopId: string,
  from: Temporal.Instant,
  to: Temporal.Instant,
  states: readonly TimeOff['status'][],
): Promise<TimeOff[]> {
  const rows = await ctx.db
    .selectFrom('timeOff')
    .select(['id', 'resourceId', 'startsAt', 'endsAt', 'reason', 'status'])
    .where('shopId', '=', shopId)
    .where('endsAt', '>', from)
    .where('startsAt', '<', to)
    .where('status', 'in', states)
    .orderBy('startsAt')
    .execute()
  return rows as TimeOff[]
}

export async function insertTimeOff(
  ctx: Ctx,
  shopId: string,
  timeOff: Omit<TimeOff, 'id'> & { decidedBy: string | null },
): Promise<TimeOff> {
  const row = await ctx.db
    .insertInto('timeOff')
    .values({ shopId, id: newId(ctx.now), ...timeOff, createdAt: ctx.now })
    .returning(['id', 'resourceId', 'startsAt', 'endsAt', 'reason', 'status'])
    .executeTakeFirstOrThrow()
  return row as TimeOff
}

/** Takes time off back; undefined when there is none of this id. */
export async function deleteTimeOff(ctx: Ctx, shopId: string, id: string): Promise<TimeOff | undefined> {
  const row = await ctx.db
    .deleteFrom('timeOff')
    .where('shopId', '=', shopId)
    .where('id', '=', id)
    .returning(['id', 'resourceId', 'startsAt', 'endsAt', 'reason', 'status'])
    .executeTakeFirst()
  return row as TimeOff | undefined
}
