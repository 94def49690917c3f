import { z } from 'zod'
import type { Ctx } from '../../../kit/context.ts'
import { formAction } from '../../../kit/http/forms.ts'
import { text } from '../../../kit/input.ts'
import { localDate } from '../../../kit/time.ts'
import { findShop } from '../../shops/find.ts'
import { savedAt } from '../../shops/pages/settings/settings-shop.ts'
import { typedDate } from '../../shops/pages/settings/typed-date.ts'
import type { Shop } from '../../shops/shop.ts'
import { addException } from '../add-exception.ts'
import { dropShifts } from '../drop-shifts.ts'
import { editResource } from '../edit-resource.ts'
import { lanesField } from '../input.ts'
import { grantTimeOff } from '../grant-time-off.ts'
import { listExceptions, listResources } from '../list-people.ts'
import { listTimeOff } from '../list-time-off.ts'
import { removeException } from '../remove-exception.ts'
import { removeTimeOff } from '../remove-time-off.ts'
import type { Absence, Resource } from '../resources.ts'
import { setShifts } from '../set-shifts.ts'
import { type ExceptionShape, presentException, presentShift } from '../shapes.ts'
import { AwayForm, stretchAway } from './away-form.ts'
import { shiftRows, shiftsIn } from './shift-form.ts'

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
  week: {
    weekday: number
    opens: string
    closes: string
    breaks: { starts: string; ends: string; name?: string | undefined }[]
  }[]
  /** Until when it holds; null: no end. */
  until: string | null
  /** From when other weeks take over, the next first. */
  later: string[]
  exceptions: z.input<typeof ExceptionShape>[]
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
  const current = own.filter((shift) => shift.from <= today && (shift.until === null || shift.until >= today))
  const later = own.map((shift) => shift.from).filter((from) => from > today)
  return {
    id: resource.id,
    kind: resource.kind,
    version: resource.version,
    lanes: resource.lanes,
    dailyHours: resource.dailyMinutes === null ? null : resource.dailyMinutes / 60,
    skills: resource.skills.join(', '),
    week: current.map(({ weekday, opens, closes, breaks }) => ({ weekday, opens, closes, breaks })),
    until: current[0]?.until ?? null,
    later: [...new Set(later)].toSorted(),
    exceptions: (await listExceptions(ctx, shop))
      .filter(({ resourceId }) => resourceId === resource.id)
      .map(presentException),
    away: await awayOf(ctx, shop, ({ resourceId }) => resourceId === resource.id),
  }
}

/** The time off to come that is granted to whom `whose` names. */
export async function awayOf(
  ctx: Ctx,
  shop: Shop,
  whose: (absence: Absence) => boolean,
): Promise<PlanView['away']> {
  const away = await listTimeOff(ctx, shop, {})
  return away
    .filter((absence) => absence.status === 'granted' && whose(absence))
    .map(({ id, startsAt, endsAt, reason }) => ({
      id,
      reason,
      startsAt: startsAt.epochMilliseconds,
      endsAt: endsAt.epochMilliseconds,
    }))
}

const ShiftForm = z.strictObject({
  resource: z.string(),
  from: typedDate().optional(),
  until: typedDate().optional(),
  shifts: shiftRows(),
})
const DropForm = z.strictObject({ resource: z.string(), from: z.string() })
const ExceptionForm = z.strictObject({
  resource: z.string(),
  startsOn: typedDate(),
  endsOn: typedDate().optional(),
  hours: shiftRows(),
  reason: text({ min: 0, max: 200 }).default(''),
})
const UsualForm = z.strictObject({ exception: z.string() })
const AbleForm = z.strictObject({
  resource: z.string(),
  version: z.int(),
  lanes: lanesField().default(1),
  dailyHours: z.number().min(0.25).max(24).nullable().optional(),
  skills: z.string().max(1000).default(''),
})
const PlaceAwayForm = AwayForm.extend({ resource: z.string() })
const BackForm = z.strictObject({ timeOff: z.string() })

type ActionArgs = Parameters<typeof formAction>[0]

/** Saves shifts, abilities or time off, as `?do=` says, and leads back to the page. */
export function planAction(args: ActionArgs, ref: string, page: string) {
  switch (args.url.searchParams.get('do')) {
    case 'shifts':
      return formAction(args, ShiftForm, async (ctx, { resource, from, until = null, shifts }) => {
        const week = shiftsIn(shifts, 'shifts')
        await setShifts(ctx, await findShop(ctx, ref), resource, { from, until, shifts: week })
        return savedAt(ctx, ref, page)
      })
    case 'drop':
      return formAction(args, DropForm, async (ctx, { resource, from }) => {
        await dropShifts(ctx, await findShop(ctx, ref), resource, from)
        return savedAt(ctx, ref, page)
      })
    case 'exception':
      return formAction(args, ExceptionForm, async (ctx, { resource, hours, ...form }) => {
        const stretches = shiftsIn(hours, 'hours').map(({ weekday: _weekday, ...stretch }) => stretch)
        await addException(ctx, await findShop(ctx, ref), resource, { ...form, hours: stretches })
        return savedAt(ctx, ref, page)
      })
    case 'usual':
      return formAction(args, UsualForm, async (ctx, { exception }) => {
        await removeException(ctx, await findShop(ctx, ref), exception)
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
        const dailyMinutes = dailyHours == null ? dailyHours : Math.round(dailyHours * 60)
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
