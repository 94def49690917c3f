import type { Ctx } from '../../kit/context.ts'
import { newId } from '../../kit/db/index.ts'
import type { Break, Shift, ShiftException, Stretch } from './resources.ts'

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
      'shifts.breaks',
      'shifts.fromDate as validFrom',
      'shifts.untilDate as validUntil',
    ])
  if (resourceId) query = query.where('shifts.resourceId', '=', resourceId)
  const rows = await query
    .orderBy('shifts.resourceId')
    .orderBy('shifts.weekday')
    .orderBy('shifts.starts')
    .execute()
  return rows.map((row) => ({ ...row, breaks: breaksFrom(row.breaks) }))
}

/** The dates in which a week holds, both included; without an end it holds on. */
export interface InForce {
  from: Temporal.PlainDate
  until: Temporal.PlainDate | null
}

/**
 * Puts a weekly plan in force from a date on. Without an end it drops what would begin later; with one, what held
 * before holds again afterwards. What is past stays.
 */
export async function replaceShifts(
  ctx: Ctx,
  shopId: string,
  resourceId: string,
  { from, until }: InForce,
  shifts: readonly Stretch[],
): Promise<void> {
  const before = await selectShifts(ctx, shopId, resourceId)
  let later = ctx.db.deleteFrom('shifts').where('shopId', '=', shopId).where('resourceId', '=', resourceId)
  later = later.where('fromDate', '>=', from)
  if (until) later = later.where('fromDate', '<=', until)
  await later.execute()
  await ctx.db
    .updateTable('shifts')
    .set({ untilDate: from.subtract({ days: 1 }) })
    .where('shopId', '=', shopId)
    .where('resourceId', '=', resourceId)
    .where('fromDate', '<', from)
    .where((eb) => eb.or([eb('untilDate', 'is', null), eb('untilDate', '>=', from)]))
    .execute()
  await insertShifts(ctx, shopId, resourceId, { from, until }, shifts)
  if (!until) return
  const next = until.add({ days: 1 })
  for (const again of before.filter((shift) => outlasts(shift, until)))
    await insertShifts(ctx, shopId, resourceId, { from: next, until: again.validUntil }, [again])
}

function outlasts({ validFrom, validUntil }: Shift, date: Temporal.PlainDate): boolean {
  const { compare } = Temporal.PlainDate
  return compare(validFrom, date) <= 0 && (validUntil === null || compare(validUntil, date) > 0)
}

async function insertShifts(
  ctx: Ctx,
  shopId: string,
  resourceId: string,
  { from, until }: InForce,
  shifts: readonly Stretch[],
): Promise<void> {
  if (shifts.length === 0) return
  await ctx.db
    .insertInto('shifts')
    .values(
      shifts.map(({ weekday, opens, closes, breaks }) => ({
        shopId,
        id: newId(ctx.now),
        resourceId,
        weekday,
        starts: opens,
        ends: closes,
        breaks: JSON.stringify(breaks),
        fromDate: from,
        untilDate: until,
      })),
    )
    .execute()
}

/** Takes away the week that begins on a date; what ended the day before runs on to its end. False: there is none. */
export async function deleteWeek(
  ctx: Ctx,
  shopId: string,
  resourceId: string,
  from: Temporal.PlainDate,
): Promise<boolean> {
  const gone = await ctx.db
    .deleteFrom('shifts')
    .where('shopId', '=', shopId)
    .where('resourceId', '=', resourceId)
    .where('fromDate', '=', from)
    .returning('untilDate')
    .execute()
  const [first] = gone
  if (!first) return false
  await ctx.db
    .updateTable('shifts')
    .set({ untilDate: first.untilDate })
    .where('shopId', '=', shopId)
    .where('resourceId', '=', resourceId)
    .where('untilDate', '=', from.subtract({ days: 1 }))
    .execute()
  return true
}

const EXCEPTION = ['id', 'resourceId', 'startsOn', 'endsOn', 'hours', 'reason'] as const

/** Other hours of a shop's resources that are not over on a date, the one entered last first. */
export async function selectExceptions(
  ctx: Ctx,
  shopId: string,
  from: Temporal.PlainDate,
): Promise<ShiftException[]> {
  const rows = await ctx.db
    .selectFrom('shiftExceptions')
    .select(EXCEPTION)
    .where('shopId', '=', shopId)
    .where('endsOn', '>=', from)
    .orderBy('id', 'desc')
    .execute()
  return rows.map((row) => ({ ...row, hours: hoursFrom(row.hours) }))
}

export async function insertException(
  ctx: Ctx,
  shopId: string,
  { hours, ...values }: Omit<ShiftException, 'id'> & { createdBy: string | null },
): Promise<ShiftException> {
  const row = await ctx.db
    .insertInto('shiftExceptions')
    .values({ shopId, id: newId(ctx.now), ...values, hours: JSON.stringify(hours), createdAt: ctx.now })
    .returning(EXCEPTION)
    .executeTakeFirstOrThrow()
  return { ...row, hours }
}

/** Takes other hours away; undefined when there are none of this id. */
export async function deleteException(
  ctx: Ctx,
  shopId: string,
  id: string,
): Promise<{ resourceId: string; startsOn: Temporal.PlainDate; endsOn: Temporal.PlainDate } | undefined> {
  return ctx.db
    .deleteFrom('shiftExceptions')
    .where('shopId', '=', shopId)
    .where('id', '=', id)
    .returning(['resourceId', 'startsOn', 'endsOn'])
    .executeTakeFirst()
}

// Both columns hold what this file wrote into them: wall times as texts.
interface Written {
  opens: string
  closes: string
  breaks: unknown
}

function breaksFrom(json: unknown): Break[] {
  return (json as { starts: string; ends: string; name?: string }[]).map(({ starts, ends, name }) => ({
    starts: Temporal.PlainTime.from(starts),
    ends: Temporal.PlainTime.from(ends),
    ...(name ? { name } : {}),
  }))
}

function hoursFrom(json: unknown): ShiftException['hours'] {
  return (json as Written[]).map(({ opens, closes, breaks }) => ({
    opens: Temporal.PlainTime.from(opens),
    closes: Temporal.PlainTime.from(closes),
    breaks: breaksFrom(breaks),
  }))
}
