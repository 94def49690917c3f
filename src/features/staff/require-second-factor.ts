import { z } from 'zod'
import { SHOP_ROLES } from '../../kit/access/shop-roles.ts'
import { allow } from '../../kit/access/index.ts'
import { audit } from '../../kit/audit.ts'
import type { Ctx } from '../../kit/context.ts'
import { transaction } from '../../kit/db/index.ts'
import { record } from '../../kit/events/events.ts'
import { withSecondFactor } from '../accounts/second-factors.ts'
import { ownRolesField } from './input.ts'
import { type OwnRole, ownRolesOf, ownRolesToGive } from './own-roles.ts'
import { type Person, staffOf } from './people.ts'
import { giveInPerson, rolesInWords } from './roles.ts'
import { type FactorRule, putFactorRule, selectFactorRule } from './store-factor-rules.ts'
import { selectMembers } from './store-members.ts'
import { markNeedsSecondFactor } from './store-own-roles.ts'

/** How long people have, once their shop asks for a second factor, until their roles hold nothing without one. */
const DAYS_TO_SET_UP = 7

export const SecondFactorRuleInput = z.strictObject({
  roles: z
    .array(z.enum(SHOP_ROLES))
    .max(SHOP_ROLES.length)
    .transform((roles) => [...new Set(roles)]),
  /** Ids of roles of the shop's own making. */
  ownRoles: ownRolesField().default([]),
})

/** For which roles a shop asks for a second factor. */
export interface SecondFactorRule {
  roles: FactorRule['roles']
  ownRoles: OwnRole[]
  requiredFrom: Temporal.Instant | null
}

/** The roles for which the shop asks for a second factor; none unless somebody said so. */
export async function readSecondFactorRule(ctx: Ctx, shop: { id: string }): Promise<SecondFactorRule> {
  allow(ctx, 'roles.edit', { shopId: shop.id })
  return presentRule(ctx, shop.id)
}

/** For how many roles a shop asks for a second factor. */
export async function factorRoleCount(ctx: Ctx, shopId: string): Promise<number> {
  const { roles, ownRoles } = await presentRule(ctx, shopId)
  return roles.length + ownRoles.length
}

async function presentRule(ctx: Ctx, shopId: string): Promise<SecondFactorRule> {
  const rule = (await selectFactorRule(ctx, shopId)) ?? { roles: [], requiredFrom: null }
  const ownRoles = (await ownRolesOf(ctx, shopId)).filter(({ needsSecondFactor }) => needsSecondFactor)
  return { ...rule, ownRoles }
}

/**
 * Says for which roles the shop asks for a second factor. Whenever a role is added there is a week for everybody;
 * afterwards a session without one holds nothing by such a role.
 */
export async function requireSecondFactor(
  ctx: Ctx,
  shop: { id: string },
  { roles, ownRoles: ids }: z.output<typeof SecondFactorRuleInput>,
): Promise<SecondFactorRule> {
  allow(ctx, 'roles.edit', { shopId: shop.id })
  giveInPerson(ctx)
  return transaction(ctx, async (tx) => {
    const before = await presentRule(tx, shop.id)
    const ownRoles = await ownRolesToGive(tx, shop.id, ids)
    const requiredFrom = planSecondFactor(tx, before, roles, ownRoles)
    if (requiredFrom) await putFactorRule(tx, shop.id, { roles, requiredFrom })
    await markNeedsSecondFactor(tx, shop.id, ids)
    const subject = { kind: 'shop', id: shop.id } as const
    await audit(tx, {
      action: 'accounts.requireSecondFactor',
      subject,
      shopId: shop.id,
      before: rolesInWords(before.roles, before.ownRoles),
      after: rolesInWords(roles, ownRoles),
    })
    await record(tx, {
      type: 'shop.second_factor_required',
      shopId: shop.id,
      subject,
      data: { roles, ownRoles: ids },
    })
    return { roles, ownRoles, requiredFrom }
  })
}

/** From when on the rule would hold with these roles. */
export function planSecondFactor(
  { now }: Pick<Ctx, 'now'>,
  before: SecondFactorRule,
  roles: FactorRule['roles'],
  ownRoles: readonly OwnRole[],
): Temporal.Instant | null {
  const adds =
    roles.some((role) => !before.roles.includes(role)) ||
    ownRoles.some(({ id }) => !before.ownRoles.some((known) => known.id === id))
  return adds ? now.add({ hours: DAYS_TO_SET_UP * 24 }) : before.requiredFrom
}

/** Somebody who signs in to a shop without a second factor. */
export interface Unsafe extends Pick<Person, 'id' | 'name' | 'roles' | 'ownRoleIds'> {
  accountId: string
  /** Whether some of the roles are held in all shops of the organisation; `id` is the account's where that is all. */
  inAllShops: boolean
}

/** The people of a shop with an account who have set no second factor up yet, with those who hold roles in all its shops. */
export async function withoutSecondFactor(
  ctx: Ctx,
  shop: { id: string; organisationId: string },
): Promise<Unsafe[]> {
  allow(ctx, 'roles.edit', { shopId: shop.id })
  const found = new Map<string, Unsafe>()
  for (const { accountId, id, name, roles, ownRoleIds } of await staffOf(ctx, shop.id))
    if (accountId) found.set(accountId, { id, accountId, name, roles, ownRoleIds, inAllShops: false })
  for (const { accountId, name, roles, closed } of await selectMembers(ctx, shop.organisationId)) {
    if (closed) continue
    const here = found.get(accountId) ?? { id: accountId, accountId, name, roles: [], ownRoleIds: [] }
    found.set(accountId, { ...here, roles: [...new Set([...here.roles, ...roles])], inAllShops: true })
  }
  const safe = await withSecondFactor(ctx, [...found.keys()])
  return [...found.values()].filter(({ accountId }) => !safe.has(accountId))
}
