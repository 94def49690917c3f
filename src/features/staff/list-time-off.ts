import { z } from 'zod'
import type { Ctx } from '../../kit/context.ts'
import { invalid } from '../../kit/errors.ts'
import { localDay } from '../../kit/input.ts'
import { dateBounds, daysBetween, localDate } from '../../kit/time.ts'
import type { Shop } from '../shops/shop.ts'
import { listResources } from './list-people.ts'
import { type Absence, absencesBetween } from './resources.ts'

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
  const { resources } = await listResources(ctx, shop)
  const from = query.from ?? localDate(ctx.now, shop.timezone)
  const to = query.to ?? from.add({ days: USUAL_DAYS })
  const days = daysBetween(from, to)
  if (days < 0) throw invalid('/to', 'endBeforeStart')
  if (days > MOST_DAYS) throw invalid('/to', 'tooLong')
  const { start, end } = dateBounds(from, to, shop.timezone)
  const found = await absencesBetween(ctx, shop.id, start, end, ['asked', 'granted'])
  return found.filter((timeOff) => resources.some((resource) => resource.id === timeOff.resourceId))
}
