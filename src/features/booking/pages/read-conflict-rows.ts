import { can } from '../../../kit/access/index.ts'
import type { Ctx } from '../../../kit/context.ts'
import { localDate } from '../../../kit/time.ts'
import type { Shop } from '../../shops/shop.ts'
import { takeovers } from '../conflict-choices.ts'
import { conflictsOfShop, type ShopConflict } from '../read-conflicts.ts'
import { readConflictView } from './read-conflict-view.ts'
import { readVisits } from './read-visits.ts'

/** The visits of a shop that cannot be as they were booked, the next first, each with what is in its way. */
export async function readConflictRows(ctx: Ctx, shop: Shop) {
  if (!can(ctx, 'appointments.read', { shopId: shop.id })) return []
  return (await readAll(ctx, shop)).rows
}

export type ConflictRow = Awaited<ReturnType<typeof readConflictRows>>[number]

async function readAll(ctx: Ctx, shop: Shop) {
  const all = await conflictsOfShop(ctx, shop)
  const conflicts = Map.groupBy(all, ({ appointment }) => appointment.id)
  const appointments = [...conflicts.values()].flatMap((mine) => mine[0]?.appointment ?? [])
  const visits = await readVisits(ctx, shop, appointments)
  const rows = visits.map(({ id, startsAt, customer, order, asset, what, phone }) => ({
    id,
    startsAt,
    /** Of the day in the calendar. */
    date: localDate(Temporal.Instant.fromEpochMilliseconds(startsAt), shop.timezone).toString(),
    name: customer?.name ?? '',
    phone,
    orderNumber: order.number,
    asset,
    what,
    /** Its customer has been asked for another time. */
    asked: (conflicts.get(id) ?? []).some(({ askedAt }) => askedAt !== null),
    causes: (conflicts.get(id) ?? []).map(({ cause, resource }) => ({
      cause,
      name: resource?.name ?? null,
    })),
  }))
  return { all, visits, rows }
}

/**
 * All conflicts to walk through, the one that is open (the named one, else the first whose customer was not asked), and
 * who could take over all visits of somebody who is missing.
 */
export async function readConflictPage(ctx: Ctx, shop: Shop, wanted: string | undefined) {
  const { all, visits, rows } = await readAll(ctx, shop)
  const chosen = rows.find(({ id }) => id === wanted) ?? rows.find(({ asked }) => !asked) ?? rows[0]
  const visit = visits.find(({ id }) => id === chosen?.id)
  const appointment = all.find((one) => one.appointment.id === chosen?.id)?.appointment
  return {
    rows,
    open: visit && appointment ? await readConflictView(ctx, shop, appointment, visit) : null,
    many: await readMany(ctx, shop, all),
  }
}

// Each is looked at by itself; more than that and the list is shortened by the first press.
const MOST_LOOKED_AT = 30

/** People and places that several visits miss, with those who could take some of them over. */
async function readMany(ctx: Ctx, shop: Shop, all: readonly ShopConflict[]) {
  const missing = Map.groupBy(
    all.filter(({ resource }) => resource !== null),
    ({ resource }) => resource?.id ?? '',
  )
  const many = []
  for (const [id, mine] of missing) {
    const appointments = [...new Map(mine.map(({ appointment }) => [appointment.id, appointment])).values()]
    if (appointments.length < 2) continue
    const others = await takeovers(ctx, shop, appointments.slice(0, MOST_LOOKED_AT), id)
    many.push({
      id,
      name: mine[0]?.resource?.name ?? '',
      count: appointments.length,
      others: [...others].map(([other, { name, visits }]) => ({ id: other, name, count: visits.length })),
    })
  }
  return many
}

export type ManyConflicts = Awaited<ReturnType<typeof readMany>>[number]
