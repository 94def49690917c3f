import { z } from 'zod'
import type { Ctx } from '../../../kit/context.ts'
import { formAction } from '../../../kit/http/forms.ts'
import { localDate } from '../../../kit/time.ts'
import { findShop } from '../../shops/find.ts'
import { savedAt } from '../../shops/pages/settings/settings-shop.ts'
import { typedDate } from '../../shops/pages/settings/typed-date.ts'
import { stretchesOf, weekRows } from '../../shops/pages/settings/week-form.ts'
import type { Shop } from '../../shops/shop.ts'
import { editResource } from '../edit-resource.ts'
import { lanesField } from '../input.ts'
import { grantTimeOff } from '../grant-time-off.ts'
import { listResources } from '../list-people.ts'
import { listTimeOff } from '../list-time-off.ts'
import { removeTimeOff } from '../remove-time-off.ts'
import type { Resource } from '../resources.ts'
import { setShifts } from '../set-shifts.ts'
import { presentShift } from '../shapes.ts'
import { AwayForm, stretchAway } from './away-form.ts'

/** A resource's time and abilities, as its page shows them. */
export interface PlanView {
  id: string
  kind: Resource['kind']
  version: number
  lanes: number
  /** The most work in a day; null: no limit. */
  dailyHours: number | null
  skills: string
  /** The week in force today. */
  week: { weekday: number; opens: string; closes: string }[]
  /** Whether another week takes over later. */
  later: string | null
  away: { id: string; startsAt: number; endsAt: number; reason: string }[]
}

/** The plan of the first resource that `which` names, if the caller may see it. */
export async function planOf(
  ctx: Ctx,
  shop: Shop,
  which: (resource: Resource) => boolean,
): Promise<PlanView | null> {
  const { resources, shifts } = await listResources(ctx, shop)
  const resource = resources.find(which)
  if (!resource) return null
  const today = localDate(ctx.now, shop.timezone).toString()
  const own = shifts.filter((shift) => shift.resourceId === resource.id).map(presentShift)
  const away = await listTimeOff(ctx, shop, {})
  const later = own.map((shift) => shift.from).filter((from) => from > today)
  return {
    id: resource.id,
    kind: resource.kind,
    version: resource.version,
    lanes: resource.lanes,
    dailyHours: resource.dailyMinutes === null ? null : resource.dailyMinutes / 60,
    skills: resource.skills.join(', '),
    week: own
      .filter((shift) => shift.from <= today && (shift.until === null || shift.until >= today))
      .map(({ weekday, opens, closes }) => ({ weekday, opens, closes })),
    later: later.toSorted()[0] ?? null,
    away: away
      .filter((timeOff) => timeOff.resourceId === resource.id && timeOff.status === 'granted')
      .map(({ id, startsAt, endsAt, reason }) => ({
        id,
        reason,
        startsAt: startsAt.epochMilliseconds,
        endsAt: endsAt.epochMilliseconds,
      })),
  }
}

const ShiftForm = z.strictObject({ resource: z.string(), from: typedDate().optional(), shifts: weekRows() })
const AbleForm = z.strictObject({
  resource: z.string(),
  version: z.int(),
  lanes: lanesField().default(1),
  dailyHours: z.number().min(0.25).max(24).nullable(),
  skills: z.string().max(1000).default(''),
})
const PlaceAwayForm = AwayForm.extend({ resource: z.string() })
const BackForm = z.strictObject({ timeOff: z.string() })

type ActionArgs = Parameters<typeof formAction>[0]

/** Saves shifts, abilities or time off, as `?do=` says, and leads back to the page. */
export function planAction(args: ActionArgs, ref: string, page: string) {
  switch (args.url.searchParams.get('do')) {
    case 'shifts':
      return formAction(args, ShiftForm, async (ctx, { resource, from, shifts }) => {
        const week = stretchesOf(shifts, 'shifts')
        await setShifts(ctx, await findShop(ctx, ref), resource, {
          from,
          until: null,
          shifts: week.map((one) => ({ ...one, breaks: [] })),
        })
        return savedAt(ctx, ref, page)
      })
    case 'away':
      return formAction(args, PlaceAwayForm, async (ctx, { resource, ...form }) => {
        const shop = await findShop(ctx, ref)
        await grantTimeOff(ctx, shop, resource, { ...stretchAway(shop, form), reason: form.reason })
        return savedAt(ctx, ref, page)
      })
    case 'back':
      return formAction(args, BackForm, async (ctx, { timeOff }) => {
        await removeTimeOff(ctx, await findShop(ctx, ref), timeOff)
        return savedAt(ctx, ref, page)
      })
    default:
      return formAction(args, AbleForm, async (ctx, { resource, skills, dailyHours, ...change }) => {
        const shop = await findShop(ctx, ref)
        const dailyMinutes = dailyHours === null ? null : Math.round(dailyHours * 60)
        await editResource(ctx, shop, resource, { ...change, dailyMinutes, skills: skillsIn(skills) })
        return savedAt(ctx, ref, page)
      })
  }
}

/** Skills as typed, with commas of either script between them. */
export function skillsIn(typed: string): string[] {
  const skills = typed.split(/[,،;؛\n]/u).map((skill) => skill.trim())
  return [...new Set(skills.filter(Boolean))].slice(0, 40)
}
