import { z } from 'zod'
import { rfc3339 } from '../../kit/time.ts'
import { RESOURCE_KINDS } from '../catalog/service.ts'
import { HoursShape, presentHours } from '../shops/shapes.ts'
import type { Person } from './people.ts'
import type { Absence, Break, Resource, Shift, ShiftException } from './resources.ts'
import { SHOP_ROLES } from '../../kit/access/shop-roles.ts'
import type { Invitation } from './store-invitations.ts'
import type { DayStretch } from './working-time.ts'

export const PersonShape = z
  .object({
    id: z.string(),
    name: z.string(),
    roles: z.array(z.enum(SHOP_ROLES)),
    /** Ids of roles of the shop's own making. */
    ownRoles: z.array(z.string()),
    /** Whether they can sign in here. */
    hasAccount: z.boolean(),
    /** Where an invitation that is still open went: an address, or a phone in E.164. */
    invited: z.string().nullable(),
    /** Until when it is open. */
    invitedUntil: z.string().nullable(),
    version: z.int(),
  })
  .meta({ id: 'Person' })

const BreakShape = z.object({ starts: z.string(), ends: z.string(), name: z.string().optional() })

export const ShiftShape = HoursShape.extend({
  /** Within the stretch; one that starts earlier than it is after midnight. */
  breaks: z.array(BreakShape),
  from: z.string(),
  until: z.string().nullable(),
})

/** A stretch of one date by the shop's wall clock, with its breaks. */
export const StretchShape = z.object({ opens: z.string(), closes: z.string(), breaks: z.array(BreakShape) })

/** Other hours on some dates, both included; none: not there. */
export const ExceptionShape = z
  .object({
    id: z.string(),
    resourceId: z.string(),
    startsOn: z.string(),
    endsOn: z.string(),
    hours: z.array(StretchShape),
    reason: z.string(),
  })
  .meta({ id: 'ShiftException' })

export const ResourceShape = z
  .object({
    id: z.string(),
    kind: z.enum(RESOURCE_KINDS),
    name: z.string(),
    staffId: z.string().nullable(),
    lanes: z.int(),
    /** The most minutes of work in a day; null: as much as the shifts hold. */
    dailyMinutes: z.int().nullable(),
    skills: z.array(z.string()),
    position: z.int(),
    /** Empty: there whenever the shop is open. */
    shifts: z.array(ShiftShape),
    version: z.int(),
  })
  .meta({ id: 'Resource' })

export const TimeOffShape = z
  .object({
    id: z.string(),
    /** The place in the calendar; null for a person who has none. */
    resourceId: z.string().nullable(),
    /** The person; null for a place. */
    staffId: z.string().nullable(),
    startsAt: z.string(),
    endsAt: z.string(),
    reason: z.string(),
    status: z.enum(['asked', 'granted', 'declined']),
    /** What the decision was told with. */
    answer: z.string(),
  })
  .meta({ id: 'TimeOff' })

export function presentPerson(
  person: Person,
  invitations: readonly Invitation[] = [],
): z.input<typeof PersonShape> {
  const { id, name, roles, ownRoleIds: ownRoles, accountId, version } = person
  const open = invitations.find((invitation) => invitation.staffId === id)
  const invited = open ? (open.sentTo.email ?? open.sentTo.phone) : null
  const invitedUntil = open?.expiresAt.toString() ?? null
  return { id, name, roles, ownRoles, hasAccount: accountId !== null, invited, invitedUntil, version }
}

export function presentShift(shift: Shift): z.input<typeof ShiftShape> {
  return {
    ...presentHours(shift),
    breaks: shift.breaks.map(presentBreak),
    from: shift.validFrom.toString(),
    until: shift.validUntil?.toString() ?? null,
  }
}

/** Wall times as texts. */
export function presentStretch({ opens, closes, breaks }: DayStretch) {
  return { opens: clock(opens), closes: clock(closes), breaks: breaks.map(presentBreak) }
}

const presentBreak = ({ starts, ends, name }: Break) => ({
  starts: clock(starts),
  ends: clock(ends),
  ...(name ? { name } : {}),
})

const clock = (time: Temporal.PlainTime): string => time.toString({ smallestUnit: 'minute' })

export function presentException(exception: ShiftException): z.input<typeof ExceptionShape> {
  const { startsOn, endsOn, hours, ...plain } = exception
  return {
    ...plain,
    startsOn: startsOn.toString(),
    endsOn: endsOn.toString(),
    hours: hours.map(presentStretch),
  }
}

export function presentResource(resource: Resource, shifts: readonly Shift[]): z.input<typeof ResourceShape> {
  const { shopId: _shop, archivedAt: _archived, ...plain } = resource
  return {
    ...plain,
    shifts: shifts.filter((shift) => shift.resourceId === resource.id).map(presentShift),
  }
}

export function presentTimeOff(timeOff: Absence, timezone: string): z.input<typeof TimeOffShape> {
  const { startsAt, endsAt, createdAt: _created, ...plain } = timeOff
  return { ...plain, startsAt: rfc3339(startsAt, timezone), endsAt: rfc3339(endsAt, timezone) }
}
