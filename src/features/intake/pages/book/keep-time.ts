import type { Ctx } from '../../../../kit/context.ts'
import { transaction } from '../../../../kit/db/index.ts'
import { Problem } from '../../../../kit/errors.ts'
import { parseInstant } from '../../../../kit/time.ts'
import { holdSlot, isHoldOf, livingHold, takeHold } from '../../../booking/hold-slot.ts'
import type { Shop } from '../../../shops/shop.ts'
import { type Draft, PARTS } from './draft.ts'

interface Kept {
  /** The token as it stands now. */
  hold: string | null
  /** It was made by this press. */
  isNew: boolean
}

/**
 * Whoever goes on with a time has it held for them; whoever goes back to choose again gives it back. Where it cannot be held
 * (somebody was faster, or one address holds too many) the form goes on without: the booking says what is left.
 */
export async function keepTime(ctx: Ctx, shop: Shop, draft: Draft): Promise<Kept> {
  const { services, wanted, hold } = draft
  const startsAt = draft.startsAt === null ? null : parseInstant(draft.startsAt)
  const present = hold ? await livingHold(ctx, shop.id, hold) : undefined
  const goesOn = wanted !== null && PARTS.indexOf(wanted) > PARTS.indexOf('when')
  if (draft.ask || (wanted !== null && !goesOn)) {
    if (hold && present) await giveBack(ctx, shop, hold)
    return { hold: null, isNew: false }
  }
  if (!goesOn || !startsAt || services.length === 0) return { hold, isNew: false }
  if (present && isHoldOf(present, { startsAt, serviceIds: services })) return { hold, isNew: false }
  try {
    const earlier = hold ? { hold } : {}
    const { token } = await holdSlot(ctx, shop, { serviceIds: services, startsAt, ...earlier })
    return { hold: token, isNew: true }
  } catch (error) {
    if (error instanceof Problem && NOT_HELD.has(error.code)) return { hold, isNew: false }
    throw error
  }
}

const NOT_HELD: ReadonlySet<string> = new Set(['slot-taken', 'not-a-slot', 'slow-down', 'not-found'])

async function giveBack(ctx: Ctx, shop: Shop, token: string): Promise<void> {
  await transaction(ctx, async (tx) => void (await takeHold(tx, shop.id, token)))
}
