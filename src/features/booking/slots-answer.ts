import type { z } from 'zod'
import type { Ctx } from '../../kit/context.ts'
import { WrittenJson } from '../../kit/http/written-json.ts'
import { rfc3339Writer } from '../../kit/time.ts'
import { servicesById } from '../catalog/services.ts'
import { refuseSuspended } from '../shops/decisions.ts'
import { findShop } from '../shops/find.ts'
import { checkDates, freeTimesUntil, type SlotsQuery } from './free-slots.ts'
import { KeptAnswers, type Passing, perProcess } from './kept-answers.ts'
import { whyNone } from './why-none.ts'

const MOST_BYTES = 32 * 1024 * 1024
const REASON_KEPT_MS = 60_000

const shelf = perProcess(
  (services) => new KeptAnswers<WrittenJson>(services, { weigh: ({ weight }) => weight, most: MOST_BYTES }),
)

/** The answer of `GET …/slots`, kept by the versions of shop and calendar: never older than the question. */
export async function slotsAnswer(
  ctx: Ctx,
  shopName: string,
  query: z.output<typeof SlotsQuery>,
): Promise<WrittenJson> {
  checkDates(query)
  const question = [query.from.toString(), query.to.toString(), ...query.service].join(' ')
  return shelf(ctx.services).answer(ctx, shopName, question, () => workOut(ctx, shopName, query))
}

async function workOut(
  ctx: Ctx,
  shopName: string,
  query: z.output<typeof SlotsQuery>,
): Promise<Passing<WrittenJson>> {
  const shop = await findShop(ctx, shopName)
  refuseSuspended(shop)
  const services = await servicesById(ctx, shop.id, query.service, { pointer: '/service' })
  const { slots, untilMs } = await freeTimesUntil(ctx, shop, services, query)
  const write = rfc3339Writer(shop.timezone)
  const written = slots.map(
    ({ startsAt, endsAt }) => `{"startsAt":"${write(startsAt)}","endsAt":"${write(endsAt)}"}`,
  )
  const reason = slots.length > 0 ? null : await whyNone(ctx, shop, services, query)
  const value = new WrittenJson(
    `{"timezone":${JSON.stringify(shop.timezone)},"slots":[${written.join(',')}]${reason ? `,"reason":"${reason}"` : ''}}`,
  )
  // Why there is none may change by the minute, as the first starts come too near.
  const reasonMs = reason ? ctx.now.epochMilliseconds + REASON_KEPT_MS : Infinity
  return { value, untilMs: Math.min(untilMs, reasonMs) }
}
