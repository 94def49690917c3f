import { z } from 'zod'
import { invalid } from '../../kit/errors.ts'
import { text } from '../../kit/input.ts'
import { clockField, weeklyField } from '../shops/input.ts'
import { checkWeek } from '../shops/opening.ts'
import type { Stretch } from './resources.ts'
import { SHOP_ROLES } from '../../kit/access/shop-roles.ts'
import { type DayStretch, wrongBreak } from './working-time.ts'

export const skillsField = () =>
  z
    .array(text({ max: 60 }))
    .max(40)
    .transform((skills) => [...new Set(skills)])

/** How much one resource takes on at once: 1 unless it is a bench of several places or a person who watches two cars. */
export const lanesField = () => z.int().min(1).max(32)

/** The most minutes of work in a day; null lifts the limit. */
export const dailyMinutesField = () => z.int().min(15).max(1440).nullable()

export const rolesField = () =>
  z
    .array(z.enum(SHOP_ROLES))
    .max(SHOP_ROLES.length)
    .transform((roles) => [...new Set(roles)])

/** Roles for all shops of an organisation: a technician's hang on a place in the calendar of one shop. */
export const memberRolesField = () =>
  z
    .array(z.enum(SHOP_ROLES).exclude(['technician']))
    .max(SHOP_ROLES.length)
    .transform((roles) => [...new Set(roles)])

/** Ids of roles of the shop's own making. */
export const ownRolesField = () =>
  z
    .array(z.string().max(64))
    .max(40)
    .transform((ids) => [...new Set(ids)])

/** Throws 400 where somebody would hold no role at all. */
export function checkSomeRole(...held: (readonly string[])[]): void {
  if (held.flat().length === 0) throw invalid('/roles', 'countMin', { limit: 1 })
}

/** What a break is called; it goes without. */
export const breakName = () => text({ max: 60 }).optional()

const breaksField = () =>
  z
    .array(z.strictObject({ starts: clockField(), ends: clockField(), name: breakName() }))
    .max(6)
    .readonly()
    .default([])

/** One stretch of a week of work, with its breaks. */
export const shiftField = () => weeklyField().extend({ breaks: breaksField() })

/** One stretch of a date of work, with its breaks. */
export const dayStretchField = () => weeklyField().omit({ weekday: true }).extend({ breaks: breaksField() })

/** Throws 400 where stretches of a week overlap or a break is not within its own; `pointer` names one by its index. */
export function checkShifts(week: readonly Stretch[], pointer: (index: number) => string): void {
  checkWeek(week, pointer)
  checkBreaks(week, pointer)
}

/** The same for the stretches of one date, which may end on the next. */
export function checkDay(day: readonly DayStretch[], pointer: (index: number) => string): void {
  checkWeek(
    day.map(({ opens, closes }) => ({ weekday: 1, opens, closes })),
    pointer,
  )
  checkBreaks(day, pointer)
}

function checkBreaks(stretches: readonly DayStretch[], pointer: (index: number) => string): void {
  for (const [place, stretch] of stretches.entries()) {
    const wrong = wrongBreak(stretch)
    if (wrong) throw invalid(`${pointer(place)}/breaks/${wrong.index}`, wrong.key)
  }
}
