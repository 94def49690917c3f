import type { z } from 'zod'
import type { Ctx, Services } from '../../kit/context.ts'
import { batched } from '../../kit/http/batched.ts'
import { WrittenJson } from '../../kit/http/written-json.ts'
import { rfc3339Writer } from '../../kit/time.ts'
import { servicesById } from '../catalog/services.ts'
import { findShop, pageVersions } from '../shops/find.ts'
import { checkDates, freeTimesUntil, type SlotsQuery } from './free-slots.ts'
import { whyNone } from './why-none.ts'

interface Kept {
  version: string
  /** Epoch milliseconds: made then, and true before `untilMs`. */
  madeMs: number
  untilMs: number
  body: WrittenJson
}

/** The answers of one process. */
interface Shelf {
  versionOf: (shop: string) => Promise<string | undefined>
  answers: Map<string, Kept>
  bytes: number
  /** What is being worked out: those who ask the same meanwhile share it. */
  underWay: Map<string, Promise<Kept>>
}

const MOST_BYTES = 32 * 1024 * 1024
const REASON_KEPT_MS = 60_000
// No call lives longer; a clock that was put back further makes no old answer true again.
const LONGEST_CALL_MS = 10_000

const shelves = new WeakMap<Services, Shelf>()

/**
 * The answer of `GET …/slots`. It is kept by the versions of shop and calendar, which are read for each question (those who
 * ask at once share one read), so that it is never older than the question.
 */
export async function slotsAnswer(
  ctx: Ctx,
  shopName: string,
  query: z.output<typeof SlotsQuery>,
): Promise<WrittenJson> {
  checkDates(query)
  const shelf = shelfOf(ctx.services)
  const version = await shelf.versionOf(shopName)
  // Of a shop that is not open to all, what is seen depends on who asks.
  if (!version?.startsWith('approved ')) return (await workOut(ctx, shopName, query, '')).body
  const key = [shopName, query.from.toString(), query.to.toString(), ...query.service].join(' ')
  const held = shelf.answers.get(key)
  if (held?.version === version && isTrue(held, ctx)) return held.body
  const others = shelf.underWay.get(`${version} ${key}`)
  // Where the others' call fell through (theirs may have run out of time), this one asks for itself.
  const theirs = others && (await others.catch(() => undefined))
  if (theirs && isTrue(theirs, ctx)) return theirs.body
  const mine = workOut(ctx, shopName, query, version)
  shelf.underWay.set(`${version} ${key}`, mine)
  try {
    const made = await mine
    put(shelf, key, made)
    return made.body
  } finally {
    shelf.underWay.delete(`${version} ${key}`)
  }
}

const isTrue = ({ madeMs, untilMs }: Kept, { now }: Ctx): boolean =>
  now.epochMilliseconds < untilMs && now.epochMilliseconds > madeMs - LONGEST_CALL_MS

async function workOut(
  ctx: Ctx,
  shopName: string,
  query: z.output<typeof SlotsQuery>,
  version: string,
): Promise<Kept> {
  const shop = await findShop(ctx, shopName)
  const services = await servicesById(ctx, shop.id, query.service, { pointer: '/service' })
  const { slots, untilMs } = await freeTimesUntil(ctx, shop, services, query)
  const write = rfc3339Writer(shop.timezone)
  const written = slots.map(
    ({ startsAt, endsAt }) => `{"startsAt":"${write(startsAt)}","endsAt":"${write(endsAt)}"}`,
  )
  const reason = slots.length > 0 ? null : await whyNone(ctx, shop, services, query)
  const body = new WrittenJson(
    `{"timezone":${JSON.stringify(shop.timezone)},"slots":[${written.join(',')}]${reason ? `,"reason":"${reason}"` : ''}}`,
  )
  const madeMs = ctx.now.epochMilliseconds
  // Why there is none may change by the minute, as the first starts come too near.
  return { version, madeMs, untilMs: reason ? Math.min(untilMs, madeMs + REASON_KEPT_MS) : untilMs, body }
}

function shelfOf(services: Services): Shelf {
  const known = shelves.get(services)
  if (known) return known
  const shelf: Shelf = {
    versionOf: batched((names) => pageVersions(services, names)),
    answers: new Map(),
    bytes: 0,
    underWay: new Map(),
  }
  shelves.set(services, shelf)
  return shelf
}

/** Keeps an answer; those that were made longest ago go first. */
function put(shelf: Shelf, key: string, made: Kept): void {
  drop(shelf, key)
  shelf.answers.set(key, made)
  shelf.bytes += made.body.weight
  for (const oldest of shelf.answers.keys()) {
    if (shelf.bytes <= MOST_BYTES) return
    drop(shelf, oldest)
  }
}

function drop(shelf: Shelf, key: string): void {
  const answer = shelf.answers.get(key)
  if (!answer) return
  shelf.answers.delete(key)
  shelf.bytes -= answer.body.weight
}
