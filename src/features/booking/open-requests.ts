import { allowInShop } from '../../kit/access/index.ts'
import type { Ctx } from '../../kit/context.ts'
import type { Shop } from '../shops/shop.ts'
import { staffById } from '../staff/people.ts'
import { type Absence, absencesBetween, resourcesById } from '../staff/resources.ts'
import { countVisitsHeld } from './store-schedule.ts'

/** Time off with the name of who or what is away. */
export interface NamedAbsence extends Absence {
  name: string
}

/** Time off that somebody asked for, and what granting it would touch. */
export interface OpenRequest extends NamedAbsence {
  /** Visits that would become conflicts. */
  visits: number
  /** Names of those who are away at that time already. */
  others: string[]
}

const AHEAD_HOURS = 400 * 24
const SOON_HOURS = 28 * 24

/** A shop's requests for time off that are not over, and who is away in the next four weeks; for who decides. */
export async function openRequests(
  ctx: Ctx,
  shop: Shop,
): Promise<{ requests: OpenRequest[]; away: NamedAbsence[] }> {
  allowInShop(ctx, 'schedule.edit', shop.id)
  const end = ctx.now.add({ hours: AHEAD_HOURS })
  const all = await named(ctx, shop, await absencesBetween(ctx, shop.id, ctx.now, end, ['asked', 'granted']))
  const granted = all.filter(({ status }) => status === 'granted')
  const requests: OpenRequest[] = []
  for (const asked of all.filter(({ status }) => status === 'asked')) {
    const { resourceId, startsAt, endsAt } = asked
    const visits = resourceId ? await countVisitsHeld(ctx, shop.id, resourceId, startsAt, endsAt) : 0
    const others = granted.filter((one) => overlaps(one, asked)).map(({ name }) => name)
    requests.push({ ...asked, visits, others: [...new Set(others)] })
  }
  const soon = ctx.now.add({ hours: SOON_HOURS })
  return { requests, away: granted.filter(({ startsAt }) => Temporal.Instant.compare(startsAt, soon) < 0) }
}

async function named(ctx: Ctx, shop: Shop, absences: readonly Absence[]): Promise<NamedAbsence[]> {
  const people = await staffById(
    ctx,
    shop.id,
    absences.flatMap(({ staffId }) => staffId ?? []),
  )
  const places = await resourcesById(
    ctx,
    shop.id,
    absences.flatMap(({ resourceId }) => resourceId ?? []),
  )
  return absences.flatMap((absence) => {
    const person = people.get(absence.staffId ?? '')
    if (person?.leftAt) return []
    return { ...absence, name: person?.name ?? places.get(absence.resourceId ?? '')?.name ?? '' }
  })
}

function overlaps(a: Absence, b: Absence): boolean {
  const { compare } = Temporal.Instant
  return a.id !== b.id && compare(a.startsAt, b.endsAt) < 0 && compare(b.startsAt, a.endsAt) < 0
}
