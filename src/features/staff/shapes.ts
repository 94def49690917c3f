import { z } from 'zod'
import { rfc3339 } from '../../kit/time.ts'
import { RESOURCE_KINDS } from '../catalog/service.ts'
import { HoursShape, presentHours } from '../shops/shapes.ts'
import type { Person } from './people.ts'
import type { Resource, Shift, TimeOff } from './resources.ts'
import { SHOP_ROLES } from './role-names.ts'
import type { Invitation } from './store-invitations.ts'

export const PersonShape = z
  .object({
    id: z.string(),
    name: z.string(),
    roles: z.array(z.enum(SHOP_ROLES)),
    /** Whether they can sign in here. */
    hasAccount: z.boolean(),
    /** Where an invitation that is still open went. */
    invited: z.string().nullable(),
    version: z.int(),
  })
  .meta({ id: 'Person' })

export const ShiftShape = HoursShape.extend({ from: z.string(), until: z.string().nullable() })

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
    resourceId: z.string(),
    startsAt: z.string(),
    endsAt: z.string(),
    reason: z.string(),
    status: z.enum(['asked', 'granted', 'declined']),
  })
  .meta({ id: 'TimeOff' })

export function presentPerson(
  person: Person,
  invitations: readonly Invitation[] = [],
): z.input<typeof PersonShape> {
  const { id, name, roles, accountId, version } = person
  const invited = invitations.find((invitation) => invitation.staffId === id)?.email ?? null
  return { id, name, roles, hasAccount: accountId !== null, invited, version }
}

export function presentShift(shift: Shift): z.input<typeof ShiftShape> {
  return {
    ...presentHours(shift),
    from: shift.validFrom.toString(),
    until: shift.validUntil?.toString() ?? null,
  }
}

export function presentResource(resource: Resource, shifts: readonly Shift[]): z.input<typeof ResourceShape> {
  const { shopId: _shop, archivedAt: _archived, ...plain } = resource
  return {
    ...plain,
    shifts: shifts.filter((shift) => shift.resourceId === resource.id).map(presentShift),
  }
}

export function presentTimeOff(timeOff: TimeOff, timezone: string): z.input<typeof TimeOffShape> {
  const { startsAt, endsAt, ...plain } = timeOff
  return { ...plain, startsAt: rfc3339(startsAt, timezone), endsAt: rfc3339(endsAt, timezone) }
}
