import { z } from 'zod'
import { allowInShop, grantIn } from '../../kit/access/index.ts'
import type { Ctx } from '../../kit/context.ts'
import { invalid } from '../../kit/errors.ts'
import { localDay } from '../../kit/input.ts'
import { dateBounds, daysBetween, localDate } from '../../kit/time.ts'
import type { Shop } from '../shops/shop.ts'
import { type Absence, absencesBetween } from './resources.ts'
import { selectResourceOfPerson } from './store-resources.ts'

/** Dates local to the shop, both included: today and the 90 days after it unless said. */
export const TimeOffQuery = z.strictObject({ from: localDay().optional(), to: localDay().optional() })

const USUAL_DAYS = 90
const MOST_DAYS = 400

/** Time off that touches the dates, asked for and granted; whoever may see only their own schedule gets that. */
export async function listTimeOff(
  ctx: Ctx,
  shop: Shop,
  query: z.output<typeof TimeOffQuery>,
): Promise<Absence[]> {
  const scope = allowInShop(ctx, 'schedule.read', shop.id)
  const from = query.from ?? localDate(ctx.now, shop.timezone)
  const to = query.to ?? from.add({ days: USUAL_DAYS })
  const days = daysBetween(from, to)
  if (days < 0) throw invalid('/to', 'endBeforeStart')
  if (days > MOST_DAYS) throw invalid('/to', 'tooLong')
  const { start, end } = dateBounds(from, to, shop.timezone)
  const found = await absencesBetween(ctx, shop.id, start, end, ['asked', 'granted'])
  if (scope === 'all') return found
  const own = grantIn(ctx.caller, shop.id)?.staffId
  return own ? found.filter(await isOf(ctx, shop.id, own)) : []
}

/** One person's time off of a shop that touches the dates, whatever was said to it. */
export async function timeOffOf(
  ctx: Ctx,
  shop: Shop,
  staffId: string,
  bounds: { start: Temporal.Instant; end: Temporal.Instant },
): Promise<Absence[]> {
  const states = ['asked', 'granted', 'declined'] as const
  const found = await absencesBetween(ctx, shop.id, bounds.start, bounds.end, states)
  return found.filter(await isOf(ctx, shop.id, staffId))
}

/** A test for whose an absence is: by the person, else by their place in the calendar. */
async function isOf(ctx: Ctx, shopId: string, staffId: string): Promise<(absence: Absence) => boolean> {
  const resource = await selectResourceOfPerson(ctx, shopId, staffId)
  return (absence) =>
    absence.staffId === staffId || (resource !== undefined && absence.resourceId === resource.id)
}
