import { anyAccount, type Grant, inPerson, type PlatformRole } from '../../kit/access/index.ts'
import { audit } from '../../kit/audit.ts'
import type { Ctx } from '../../kit/context.ts'
import { newId, transaction } from '../../kit/db/index.ts'
import { conflict, explainConstraint } from '../../kit/errors.ts'
import { record } from '../../kit/events/events.ts'
import type { Account } from './store.ts'
import { selectRights } from './store-callers.ts'
import { closeOverImpersonations, endImpersonation, insertImpersonation } from './store-impersonations.ts'

/** How long the platform's people may act in another's place at a time; then it ends by itself. */
export const ACTING_MINUTES = 30

// Two tabs began at once.
explainConstraint('impersonations_open_key', conflict)

/** What somebody is to a shop or the platform: what acting for them would reach. */
export interface HatsToWear {
  platformRoles: PlatformRole[]
  shops: (Pick<Grant, 'roles' | 'permissions'> & { id: string; slug: string })[]
}

/** The hats of an account. A read for other features: it asks for no permission. */
export async function hatsToWear(ctx: Ctx, accountId: string): Promise<HatsToWear> {
  const { platformRoles, grants } = await selectRights(ctx.services, accountId)
  const shops = grants.map(({ shopId: id, shopSlug: slug, roles, permissions }) => ({
    id,
    slug,
    roles,
    permissions,
  }))
  return { platformRoles, shops }
}

/**
 * From now on the caller's session acts for an account: in one shop, or as a customer. What they may, whom, and who is told
 * is the caller's to have asked.
 */
export async function beginActing(
  tx: Ctx,
  account: Account,
  { shopId, reason }: { shopId: string | null; reason: string },
): Promise<Temporal.Instant> {
  const { accountId: actorId, sessionId } = inPerson(tx)
  const expiresAt = tx.now.add({ minutes: ACTING_MINUTES })
  const id = newId(tx.now)
  await closeOverImpersonations(tx, sessionId)
  const acting = { id, sessionId, actorId, accountId: account.id, onlyShopId: shopId, reason, expiresAt }
  await insertImpersonation(tx, acting)
  const subject = { kind: 'account', id: account.id } as const
  await audit(tx, {
    action: 'accounts.actAs',
    subject,
    shopId,
    after: { until: expiresAt.toString() },
    words: { reason },
  })
  await record(tx, { type: 'account.acted_for', shopId: null, subject, data: { shop: shopId } })
  return expiresAt
}

/**
 * Ends the caller's acting: they are themselves again. Fine where they act for nobody; says for whom they did. 403 for a
 * key, which is nobody's person.
 */
export async function endActing(ctx: Ctx): Promise<string | null> {
  const { actedBy, accountId, onlyIn } = anyAccount(ctx)
  if (!actedBy) return null
  await transaction(ctx, async (tx) => {
    if (!(await endImpersonation(tx, actedBy.impersonationId))) return
    const subject = { kind: 'account', id: accountId } as const
    await audit(tx, {
      action: 'accounts.endActing',
      subject,
      shopId: onlyIn ?? null,
      actorId: actedBy.accountId,
    })
  })
  return accountId
}
