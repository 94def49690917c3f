import { z } from 'zod'
import { SHOP_ROLES } from '../../kit/access/shop-roles.ts'
import { allow } from '../../kit/access/index.ts'
import { audit } from '../../kit/audit.ts'
import type { Ctx } from '../../kit/context.ts'
import { transaction } from '../../kit/db/index.ts'
import { record } from '../../kit/events/events.ts'
import { type FactorRule, putFactorRule, selectFactorRule } from './store-factor-rules.ts'

/** How long people have, once their shop asks for a second factor, until their roles hold nothing without one. */
const DAYS_TO_SET_UP = 7

export const SecondFactorRuleInput = z.strictObject({
  roles: z
    .array(z.enum(SHOP_ROLES))
    .max(SHOP_ROLES.length)
    .transform((roles) => [...new Set(roles)]),
})

/** The roles for which the shop asks for a second factor; none unless somebody said so. */
export async function readSecondFactorRule(
  ctx: Ctx,
  shop: { id: string },
): Promise<{ roles: FactorRule['roles']; requiredFrom: Temporal.Instant | null }> {
  allow(ctx, 'roles.edit', { shopId: shop.id })
  return (await selectFactorRule(ctx, shop.id)) ?? { roles: [], requiredFrom: null }
}

/**
 * Says for which roles the shop asks for a second factor. Whenever a role is added there is a week for everybody;
 * afterwards a session without one holds nothing by such a role.
 */
export async function requireSecondFactor(
  ctx: Ctx,
  shop: { id: string },
  { roles }: z.output<typeof SecondFactorRuleInput>,
): Promise<FactorRule> {
  allow(ctx, 'roles.edit', { shopId: shop.id })
  return transaction(ctx, async (tx) => {
    const before = await selectFactorRule(tx, shop.id)
    const adds = roles.some((role) => !before?.roles.includes(role))
    const inAWeek = tx.now.add({ hours: DAYS_TO_SET_UP * 24 })
    const rule = { roles, requiredFrom: adds || !before ? inAWeek : before.requiredFrom }
    await putFactorRule(tx, shop.id, rule)
    const subject = { kind: 'shop', id: shop.id } as const
    await audit(tx, {
      action: 'accounts.requireSecondFactor',
      subject,
      shopId: shop.id,
      before: { roles: before?.roles ?? [] },
      after: { roles },
    })
    await record(tx, { type: 'shop.second_factor_required', shopId: shop.id, subject, data: { roles } })
    return rule
  })
}
