import { allowInShop, can } from '../../kit/access/index.ts'
import type { Ctx } from '../../kit/context.ts'
import { forbidden } from '../../kit/errors.ts'
import { dayBounds, localDate } from '../../kit/time.ts'
import { type Appointment, appointmentsOfShop } from '../booking/read.ts'
import { findShop } from '../shops/find.ts'
import type { Shop } from '../shops/shop.ts'
import { type JobCard, nameCards } from './cards.ts'
import { IN_WORK, type Stage } from './stages.ts'
import {
  ASKS,
  type Card,
  type CardQuery,
  countOrders,
  isLate,
  OWES,
  OWES_NOTHING,
  selectCards,
  selectCardsById,
} from './store-board.ts'

/** What needs somebody now, the most painful first. */
export const PAINS = ['new', 'approvals', 'late', 'parts', 'unpaid', 'ready'] as const
export type Pain = (typeof PAINS)[number]

export interface Dashboard {
  shop: Shop
  pains: { pain: Pain; count: number; cards: JobCard[] }[]
  today: {
    appointments: Visit[]
    /** How many orders stand where. */
    stages: ReadonlyMap<Stage, number>
  }
  /** The next few visits of the days after. */
  coming: Visit[]
}

type Visit = Appointment & {
  card: JobCard | null
  /** Its time is over by a quarter of an hour, and nobody has come or said anything. */
  isMissing: boolean
}

const SHOWN = 8
const MOST_COUNTED = 200
const MOST_COMING = 5
const COMING_HOURS = 366 * 24
const SOON = { hours: 2 }
// Somebody may be a little late; after that the counter should ring them up.
const GRACE = { minutes: 15 }
const OPEN = ['in_progress', 'awaiting_parts', 'on_hold', 'quality_check', 'ready_for_pickup'] as const

/**
 * The counter's first page: what waits for somebody, then the day. For people who see every order of the shop. Of each
 * kind the first few; of `whole` all, up to 200.
 */
export async function readDashboard(ctx: Ctx, slugOrId: string, whole?: Pain): Promise<Dashboard> {
  const shop = await findShop(ctx, slugOrId)
  if (allowInShop(ctx, 'orders.read', shop.id) === 'own') throw forbidden()
  const queries = painQueries(ctx)
  const found = new Map<Pain, { cards: Card[]; count: number }>()
  for (const pain of PAINS) {
    const most = pain === whole ? MOST_COUNTED : SHOWN
    found.set(pain, await findPain(ctx, shop.id, queries[pain], most))
  }
  const { today, coming } = can(ctx, 'appointments.read', { shopId: shop.id })
    ? await visitsOf(ctx, shop)
    : { today: [], coming: [] }
  const ofVisits = await cardsOf(ctx, shop, [...today, ...coming])
  const cards = await nameCards(ctx, shop.id, [
    ...[...found.values()].flatMap((one) => one.cards),
    ...ofVisits,
  ])
  const byId = new Map(cards.map((card) => [card.id, card]))
  const withCard = (one: Appointment) => ({
    ...one,
    card: byId.get(one.orderId) ?? null,
    isMissing: isMissing(ctx, one),
  })
  return {
    shop,
    pains: PAINS.map((pain) => {
      const { cards: mine = [], count = 0 } = found.get(pain) ?? {}
      return { pain, count, cards: mine.flatMap((card) => byId.get(card.id) ?? []) }
    }),
    today: {
      appointments: today.map(withCard),
      stages: await countOrders(ctx, shop.id, { stages: ['pending', 'scheduled', ...OPEN] }, MOST_COUNTED),
    },
    coming: coming.map(withCard),
  }
}

function isMissing({ now }: Ctx, { status, startsAt }: Appointment): boolean {
  return status === 'confirmed' && Temporal.Instant.compare(startsAt.add(GRACE), now) < 0
}

function painQueries(ctx: Ctx): Record<Pain, Omit<CardQuery, 'limit'>> {
  return {
    // The newest on top: a request that has just come in is seen without looking for it.
    new: { stages: ['pending'], order: 'newest' },
    approvals: { stages: ['pending', 'scheduled', ...OPEN], where: ASKS, order: 'oldest' },
    late: { stages: IN_WORK, where: isLate(ctx.now.add(SOON)), order: 'promised' },
    parts: { stages: ['awaiting_parts'], order: 'promised' },
    unpaid: { stages: ['ready_for_pickup', 'dispatched', 'completed'], where: OWES, order: 'oldest' },
    ready: { stages: ['ready_for_pickup'], where: OWES_NOTHING, order: 'promised' },
  }
}

async function findPain(
  ctx: Ctx,
  shopId: string,
  query: Omit<CardQuery, 'limit'>,
  most: number,
): Promise<{ cards: Card[]; count: number }> {
  const cards = await selectCards(ctx, shopId, { ...query, limit: most })
  const counts = await countOrders(ctx, shopId, query, MOST_COUNTED)
  const count = [...counts.values()].reduce((sum, one) => sum + one, 0)
  return { cards: sortAcross(cards, query.order).slice(0, most), count }
}

/** Cards come stage by stage; the list shows them in one order. */
function sortAcross(cards: Card[], order: CardQuery['order']): Card[] {
  const promise = ({ delayedAt, promisedAt }: Card) =>
    delayedAt ? Number.NEGATIVE_INFINITY : (promisedAt?.epochMilliseconds ?? Number.POSITIVE_INFINITY)
  if (order === 'promised')
    return cards.sort((a, b) => Math.sign(promise(a) - promise(b)) || (a.id < b.id ? -1 : 1))
  const sign = order === 'newest' ? 1 : -1
  return cards.sort((a, b) => (a.id < b.id ? sign : -sign))
}

async function visitsOf(ctx: Ctx, shop: Shop): Promise<{ today: Appointment[]; coming: Appointment[] }> {
  const bounds = dayBounds(localDate(ctx.now, shop.timezone), shop.timezone)
  const { appointments } = await appointmentsOfShop(ctx, shop, { bounds, limit: 100 })
  const later = { start: bounds.end, end: bounds.end.add({ hours: COMING_HOURS }) }
  const coming = await appointmentsOfShop(ctx, shop, { bounds: later, live: true, limit: MOST_COMING })
  return {
    today: appointments.filter((one) => one.status !== 'canceled' && one.status !== 'declined'),
    coming: coming.appointments,
  }
}

async function cardsOf(ctx: Ctx, shop: Shop, appointments: readonly Appointment[]): Promise<Card[]> {
  const ids = appointments.map((one) => one.orderId)
  return ids.length === 0 ? [] : selectCardsById(ctx, shop.id, ids)
}
