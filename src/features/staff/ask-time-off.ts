import type { z } from 'zod'
import { allowInShop, grantIn } from '../../kit/access/index.ts'
import type { Ctx } from '../../kit/context.ts'
import { transaction } from '../../kit/db/index.ts'
import { forbidden, invalid } from '../../kit/errors.ts'
import { record } from '../../kit/events/events.ts'
import type { Shop } from '../shops/shop.ts'
import { checkStretch, GrantTimeOff } from './grant-time-off.ts'
import { type Absence, absentee } from './resources.ts'
import { selectResourceOfPerson } from './store-resources.ts'
import { insertTimeOff } from './store-time-off.ts'

export const AskTimeOff = GrantTimeOff

/**
 * Asks for time off for oneself. It changes nothing in the calendar until somebody grants it. 403 for who has rights in
 * the shop without working there, 400 for what is over.
 */
export async function askTimeOff(ctx: Ctx, shop: Shop, input: z.output<typeof AskTimeOff>): Promise<Absence> {
  const staffId = ownStaffId(ctx, shop)
  checkStretch(input)
  if (Temporal.Instant.compare(input.endsAt, ctx.now) <= 0) throw invalid('/endsAt', 'past')
  return transaction(ctx, async (tx) => {
    const resource = await selectResourceOfPerson(tx, shop.id, staffId)
    const asked = await insertTimeOff(tx, shop.id, {
      ...input,
      resourceId: resource?.id ?? null,
      staffId,
      status: 'asked',
      decidedBy: null,
      decidedAt: null,
    })
    await record(tx, {
      type: 'time_off.asked',
      shopId: shop.id,
      subject: absentee(asked),
      data: { timeOffId: asked.id, startsAt: asked.startsAt.toString(), endsAt: asked.endsAt.toString() },
    })
    return asked
  })
}

/** The caller's own row among the people of a shop; 403 for who does not work there. */
export function ownStaffId(ctx: Ctx, shop: Pick<Shop, 'id'>): string {
  allowInShop(ctx, 'timeoff.ask', shop.id)
  const staffId = grantIn(ctx.caller, shop.id)?.staffId
  if (!staffId) throw forbidden()
  return staffId
}
