import { z } from 'zod'
import { accountIdOf, allowInShop } from '../../kit/access/index.ts'
import type { Ctx } from '../../kit/context.ts'
import { isId, transaction } from '../../kit/db/index.ts'
import { invalid, notFound } from '../../kit/errors.ts'
import { record } from '../../kit/events/events.ts'
import { instant, text } from '../../kit/input.ts'
import { bumpCalendarRules } from '../shops/calendar-version.ts'
import type { Shop } from '../shops/shop.ts'
import { findResource } from './edit-resource.ts'
import { staffById } from './people.ts'
import { type Absence, absentee } from './resources.ts'
import { selectResourceOfPerson } from './store-resources.ts'
import { insertTimeOff } from './store-time-off.ts'

export const GrantTimeOff = z.strictObject({
  startsAt: instant(),
  endsAt: instant(),
  reason: text({ min: 0, max: 200 }).default(''),
})
type Stretch = z.output<typeof GrantTimeOff>

const LONGEST_HOURS = 366 * 24

/** A person is away, a bay is being repaired: always accepted; visits booked then become conflicts. */
export async function grantTimeOff(
  ctx: Ctx,
  shop: Shop,
  resourceId: string,
  input: Stretch,
): Promise<Absence> {
  allowInShop(ctx, 'schedule.edit', shop.id)
  checkStretch(input)
  return transaction(ctx, async (tx) => {
    await bumpCalendarRules(tx, shop.id)
    const { id, staffId } = await findResource(tx, shop.id, resourceId)
    return enter(tx, shop, { resourceId: id, staffId }, input)
  })
}

/** The same for a person by their own id, whether or not they have a place in the calendar; 404 for who has left. */
export async function grantPersonTimeOff(
  ctx: Ctx,
  shop: Shop,
  staffId: string,
  input: Stretch,
): Promise<Absence> {
  allowInShop(ctx, 'schedule.edit', shop.id)
  checkStretch(input)
  return transaction(ctx, async (tx) => {
    await bumpCalendarRules(tx, shop.id)
    const person = isId(staffId) ? (await staffById(tx, shop.id, [staffId])).get(staffId) : undefined
    if (!person || person.leftAt) throw notFound()
    const resource = await selectResourceOfPerson(tx, shop.id, staffId)
    return enter(tx, shop, { resourceId: resource?.id ?? null, staffId }, input)
  })
}

async function enter(
  tx: Ctx,
  shop: Shop,
  whose: Pick<Absence, 'resourceId' | 'staffId'>,
  { startsAt, endsAt, reason }: Stretch,
): Promise<Absence> {
  const timeOff = await insertTimeOff(tx, shop.id, {
    ...whose,
    startsAt,
    endsAt,
    reason,
    status: 'granted',
    decidedBy: accountIdOf(tx.caller),
    decidedAt: tx.now,
  })
  await record(tx, {
    type: 'time_off.granted',
    shopId: shop.id,
    subject: absentee(timeOff),
    data: { timeOffId: timeOff.id, startsAt: startsAt.toString(), endsAt: endsAt.toString() },
  })
  return timeOff
}

/** Throws 400 where time off ends before it starts, or lasts longer than a year. */
export function checkStretch({ startsAt, endsAt }: Stretch): void {
  if (Temporal.Instant.compare(endsAt, startsAt) <= 0) throw invalid('/endsAt', 'endBeforeStart')
  if (startsAt.until(endsAt).total('hours') > LONGEST_HOURS) throw invalid('/endsAt', 'tooLong')
}
