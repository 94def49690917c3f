import { z } from 'zod'
import { inPerson, signedIn } from '../../kit/access/index.ts'
import { audit } from '../../kit/audit.ts'
import type { Ctx } from '../../kit/context.ts'
import { transaction } from '../../kit/db/index.ts'
import { illegalMove, notFound } from '../../kit/errors.ts'
import { record } from '../../kit/events/events.ts'
import { password } from '../../kit/input.ts'
import { accountById } from '../accounts/account.ts'
import { provePassword } from '../accounts/prove-password.ts'
import { ERASURE_DAYS } from './erasure-days.ts'
import { holdingsOf } from './holdings.ts'
import { selectTies } from './store-erase-account.ts'
import { selectOpenOrders } from './store-erase.ts'
import { type Erasure, insertErasure, selectOpenErasure, updateErasure } from './store-erasures.ts'
import { tellPerson } from './tell-person.ts'

export const AskErasure = z.strictObject({
  presentPassword: password({ min: 1, max: 200 }).optional().meta({
    description:
      'Needed where the account has a password; else who asks must have shown lately who they are.',
  }),
})
export type AskErasure = z.output<typeof AskErasure>

/**
 * Asks for the caller's account to be erased, everywhere: by the password, or where there is none by having shown lately
 * who they are. It is done in a week, unless it is taken back. Refused while a repair is open or money is owed, and
 * for people who still work somewhere. Asked for already: that one.
 */
export async function askErasure(ctx: Ctx, input: AskErasure): Promise<Erasure> {
  const { accountId } = inPerson(ctx)
  await provePassword(ctx, accountId, input.presentPassword, '/presentPassword')
  return transaction(ctx, async (tx) => {
    const open = await selectOpenErasure(tx, accountId)
    if (open) return open
    const hindrance = await hindranceOf(tx, accountId)
    if (hindrance) throw illegalMove(hindrance)
    const dueAt = tx.now.add({ hours: ERASURE_DAYS * 24 })
    const erasure = await insertErasure(tx, { accountId }, { askedBy: accountId, dueAt })
    const subject = { kind: 'account', id: accountId } as const
    await audit(tx, { action: 'privacy.askErasure', subject, after: { erasure: erasure.id } })
    await record(tx, { type: 'account.erasure_asked', shopId: null, subject })
    const account = await accountById(tx, accountId)
    if (account) await tellPerson(tx, account, { template: 'erasureAsked', when: dueAt, path: '/me/privacy' })
    return erasure
  })
}

/** Takes the wish back, as long as it was not done. 404 where there is none. */
export async function withdrawErasure(ctx: Ctx): Promise<void> {
  const { accountId } = inPerson(ctx)
  await transaction(ctx, async (tx) => {
    const open = await selectOpenErasure(tx, accountId)
    if (!open) throw notFound()
    await updateErasure(tx, open.id, { withdrawnAt: tx.now })
    const subject = { kind: 'account', id: accountId } as const
    await audit(tx, { action: 'privacy.withdrawErasure', subject, after: { erasure: open.id } })
    await record(tx, { type: 'account.erasure_withdrawn', shopId: null, subject })
  })
}

/** The erasure that the caller asked for and that is not done. */
export async function openErasure(ctx: Ctx): Promise<Erasure | undefined> {
  return selectOpenErasure(ctx, signedIn(ctx).accountId)
}

/** Why the caller's own account cannot be erased now. */
export function ownHindrance(ctx: Ctx): Promise<Hindrance | null> {
  return hindranceOf(ctx, signedIn(ctx).accountId)
}

export type Hindrance = 'still_staff' | 'repair_open'

/** Why an account cannot be erased now; null where nothing stands in the way. */
export async function hindranceOf(ctx: Ctx, accountId: string): Promise<Hindrance | null> {
  if ((await selectTies(ctx, accountId)) > 0) return 'still_staff'
  for (const holding of await holdingsOf(ctx, accountId))
    if ((await selectOpenOrders(ctx, holding)).length > 0) return 'repair_open'
  return null
}
