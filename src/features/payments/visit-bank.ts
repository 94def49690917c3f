import type { StartedPayment } from '../../adapters/payments/port.ts'
import type { Ctx } from '../../kit/context.ts'
import { transaction } from '../../kit/db/index.ts'
import { notFound } from '../../kit/errors.ts'
import { translator } from '../../kit/i18n/translator.ts'
import { pageUrl } from '../../kit/links.ts'
import { hashToken } from '../../kit/secrets.ts'
import { selectOrderOf } from '../repairs/read-order.ts'
import { shopById } from '../shops/find.ts'
import { isOpen, isOwed } from './attempt-state.ts'
import { closeAttempt } from './close-attempt.ts'
import { settleAttempt } from './settle-attempt.ts'
import { type Attempt, lockAttempt, selectAttemptByToken, updateAttempt } from './store.ts'

/** The try that a payment link opens; 404 for a wrong link. */
export async function attemptOfToken(ctx: Ctx, token: string): Promise<Attempt> {
  const attempt = await selectAttemptByToken(ctx, hashToken(token))
  if (!attempt) throw notFound()
  return attempt
}

/** Where the payer goes now: to the bank's page, or back to the repair when the try is over. */
export type Visit = { to: 'bank'; url: string } | { to: 'repair'; attempt: Attempt }

/**
 * Sends a payer to the bank. The bank is asked outside of any transaction; asking twice opens the same page. What is
 * paid already, in another tab or at the counter, is not asked for again.
 */
export async function visitBank(ctx: Ctx, token: string): Promise<Visit> {
  const attempt = await attemptOfToken(ctx, token)
  if (!isOpen(attempt)) return { to: 'repair', attempt }
  if (!(await isOwed(ctx, attempt))) return { to: 'repair', attempt: await closeAttempt(ctx, attempt) }
  const { redirectUrl, providerRef } = await startAtBank(ctx, attempt, token)
  const held = await transaction(ctx, async (tx) => {
    const now = await lockAttempt(tx, attempt.shopId, attempt.id)
    if (now.status !== 'started') return now
    await updateAttempt(tx, now, { status: 'redirected', providerRef })
    return { ...now, status: 'redirected' as const }
  })
  return isOpen(held) ? { to: 'bank', url: redirectUrl } : { to: 'repair', attempt: held }
}

async function startAtBank(ctx: Ctx, attempt: Attempt, token: string): Promise<StartedPayment> {
  const shop = await shopById(ctx, attempt.shopId)
  const order = await selectOrderOf(ctx, attempt.shopId, attempt.orderId)
  const t = translator(ctx.locale, 'payments')
  const back = pageUrl(ctx, `/pay/${token}/return`, ctx.locale)
  return ctx.services.adapters.payments.start({
    amount: attempt.amount,
    currency: attempt.currency,
    description: t('description', { shop: shop.name, number: String(order?.number ?? '') }),
    returnUrl: back,
    cancelUrl: back,
    reference: attempt.id,
    idempotencyKey: `attempt:${attempt.id}`,
    locale: ctx.locale,
  })
}

/** The payer is back: the bank is asked what became of it. What the address says proves nothing. */
export async function returnFromBank(ctx: Ctx, token: string): Promise<Attempt> {
  const attempt = await attemptOfToken(ctx, token)
  return settleAttempt(ctx, attempt)
}
