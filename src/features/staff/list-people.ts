import { allowInShop, grantIn } from '../../kit/access/index.ts'
import type { Ctx } from '../../kit/context.ts'
import { localDate } from '../../kit/time.ts'
import type { Shop } from '../shops/shop.ts'
import { type Person, staffOf } from './people.ts'
import {
  exceptionsOf,
  type Resource,
  resourcesOf,
  type Shift,
  type ShiftException,
  shiftsOf,
} from './resources.ts'
import { type Invitation, selectOpenInvitations } from './store-invitations.ts'
import { type Member, selectMembers } from './store-members.ts'

/**
 * The people of a shop, who is asked to join, and who holds roles in it through its organisation; whoever may see only
 * their own entry gets that.
 */
export async function listPeople(
  ctx: Ctx,
  shop: Shop,
): Promise<{ people: Person[]; invitations: Invitation[]; members: Member[] }> {
  const scope = allowInShop(ctx, 'staff.read', shop.id)
  const people = await staffOf(ctx, shop.id)
  if (scope === 'all') {
    const invitations = await selectOpenInvitations(ctx, shop.id)
    return { people, invitations, members: await selectMembers(ctx, shop.organisationId) }
  }
  const own = grantIn(ctx.caller, shop.id)?.staffId
  return { people: people.filter((person) => person.id === own), invitations: [], members: [] }
}

/** The open invitation of somebody who was just taken on, if there is one. */
export async function invitationsOf(ctx: Ctx, { shopId, id }: Person): Promise<Invitation[]> {
  const open = await selectOpenInvitations(ctx, shopId)
  return open.filter(({ staffId }) => staffId === id)
}

/** What can be booked at a shop, with the shifts; whoever may see only their own schedule gets that. */
export async function listResources(
  ctx: Ctx,
  shop: Shop,
): Promise<{ resources: Resource[]; shifts: Shift[] }> {
  const scope = allowInShop(ctx, 'schedule.read', shop.id)
  const [resources, shifts] = await Promise.all([resourcesOf(ctx, shop.id), shiftsOf(ctx, shop.id)])
  if (scope === 'all') return { resources, shifts }
  const own = grantIn(ctx.caller, shop.id)?.staffId
  const mine = resources.filter((resource) => resource.staffId !== null && resource.staffId === own)
  return {
    resources: mine,
    shifts: shifts.filter((shift) => mine.some((resource) => resource.id === shift.resourceId)),
  }
}

/** Other hours to come on some dates; whoever may see only their own schedule gets that. */
export async function listExceptions(ctx: Ctx, shop: Shop): Promise<ShiftException[]> {
  const { resources } = await listResources(ctx, shop)
  const found = await exceptionsOf(ctx, shop.id, localDate(ctx.now, shop.timezone))
  return found.filter(({ resourceId }) => resources.some(({ id }) => id === resourceId))
}
