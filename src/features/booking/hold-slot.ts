import { z } from 'zod'
import { accountIdOf } from '../../kit/access/index.ts'
import type { Ctx } from '../../kit/context.ts'
import { transaction } from '../../kit/db/index.ts'
import { notFound, Problem } from '../../kit/errors.ts'
import { instant } from '../../kit/input.ts'
import { hashToken, newToken } from '../../kit/secrets.ts'
import { refuseSuspended } from '../shops/decisions.ts'
import type { Shop } from '../shops/shop.ts'
import { findPlace } from './find-place.ts'
import { lockCalendar } from './store-calendar.ts'
import { deleteHold, type Hold, insertHold, selectExpiriesOfCaller, selectHold } from './store-holds.ts'

export type { Hold }

/** The token that a hold was given, as it comes back. */
export const holdToken = () => z.string().max(64)

export const HoldSlot = z.strictObject({
  serviceIds: z.array(z.string().max(64)).min(1).max(10),
  startsAt: instant(),
  /** The token of an earlier hold of the same caller, which goes as this one comes. */
  hold: holdToken().optional(),
})
export type HoldSlot = z.output<typeof HoldSlot>

const HELD_MINUTES = 10

/** A hold as its holder gets it: the token is shown this once. */
export interface HeldSlot extends Hold {
  token: string
}

/**
 * Keeps a free time for the caller for ten minutes, while they fill in the form. An earlier hold is replaced in the same
 * transaction: it stays where the new time cannot be had. Refused as a booking is, and 429 to who holds too many.
 */
export async function holdSlot(ctx: Ctx, shop: Shop, input: HoldSlot): Promise<HeldSlot> {
  refuseSuspended(shop)
  return transaction(ctx, async (tx) => {
    if (input.hold) await takeHold(tx, shop.id, input.hold)
    const callerHash = callerOf(tx)
    await refuseHoarding(tx, callerHash)
    const { serviceIds, startsAt } = input
    const place = await findPlace(tx, shop, { serviceIds, startsAt, who: 'customer' })
    const token = newToken()
    const hold = await insertHold(
      tx,
      {
        shopId: shop.id,
        secretHash: hashToken(token),
        callerHash,
        serviceIds: place.services.map(({ id }) => id),
        startsAt: place.startsAt,
        endsAt: place.endsAt,
        expiresAt: tx.now.add({ minutes: HELD_MINUTES }),
      },
      place.claims,
    )
    if (!hold) throw new Problem('slot-taken', { extra: { alternatives: [] } })
    return { ...hold, token }
  })
}

/** Gives a held time back; 404 for a token that holds nothing at this shop (any more). */
export async function releaseHold(ctx: Ctx, shop: Pick<Shop, 'id'>, token: string): Promise<void> {
  await transaction(ctx, async (tx) => {
    if (!(await takeHold(tx, shop.id, token))) throw notFound()
  })
}

/** What a token holds at a shop at this moment. */
export async function livingHold(ctx: Ctx, shopId: string, token: string): Promise<Hold | undefined> {
  return selectHold(ctx, shopId, hashToken(token))
}

/**
 * Ends the hold of a token under the calendar's lock, so that whoever goes on in this transaction finds its time free and
 * nobody else can. Undefined where it holds nothing: no error, since who comes too late competes like everybody.
 */
export async function takeHold(tx: Ctx, shopId: string, token: string): Promise<Hold | undefined> {
  // A token that holds nothing makes nobody wait, and no kept answer old.
  if (!(await livingHold(tx, shopId, token))) return undefined
  await lockCalendar(tx, shopId)
  const hold = await livingHold(tx, shopId, token)
  if (hold) await deleteHold(tx, shopId, hold.id)
  return hold
}

/** Whether a hold is for exactly this visit. */
export function isHoldOf(
  hold: Pick<Hold, 'startsAt' | 'serviceIds'>,
  { startsAt, serviceIds }: { startsAt: Temporal.Instant; serviceIds: readonly string[] },
): boolean {
  const [held, wanted] = [new Set(hold.serviceIds), new Set(serviceIds)]
  return hold.startsAt.equals(startsAt) && held.size === wanted.size && held.isSubsetOf(wanted)
}

// A family on one line, a shop's waiting room: many customers share an address. Nobody needs many times at once.
const OF_ACCOUNT = 5
const OF_ADDRESS = 20

/** Who holds, without saying so: the account, else the network address. */
function callerOf({ caller, address, services }: Ctx): Buffer {
  return services.secrets.keyedHash('hold', accountIdOf(caller) ?? address ?? '')
}

async function refuseHoarding(tx: Ctx, callerHash: Buffer): Promise<void> {
  const { rateLimits } = tx.services.config
  if (rateLimits === 0) return
  const expiries = await selectExpiriesOfCaller(tx, callerHash)
  const most = Math.max(1, Math.round((accountIdOf(tx.caller) ? OF_ACCOUNT : OF_ADDRESS) * rateLimits))
  const [first] = expiries
  if (!first || expiries.length < most) return
  const wait = Math.ceil((first.epochMilliseconds - tx.now.epochMilliseconds) / 1000)
  throw new Problem('slow-down', { retryAfterSeconds: Math.max(1, wait) })
}
