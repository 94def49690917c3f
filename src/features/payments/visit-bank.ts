import type { Ctx } from '../../kit/context.ts'
import { transaction } from '../../kit/db/index.ts'
import { notFound } from '../../kit/errors.ts'
import { translator } from '../../kit/i18n/translator.ts'
import { pageUrl } from '../../kit/links.ts'
import { hashToken } from '../../kit/secrets.ts'
import { selectOrderOf } from '../repairs/read-order.ts'
import { shopById } from '../shops/find.ts'
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

/** Sends a payer to the bank. The bank is asked outside of any transaction; asking twice opens the same page. */
export async function visitBank(ctx: Ctx, token: string): Promise<Visit> {
  const attempt = await attemptOfToken(ctx, token)
  if (attempt.status !== 'started' && attempt.status !== 'redirected') return { to: 'repair', attempt }
  const shop = await shopById(ctx, attempt.shopId)
  const order = await selectOrderOf(ctx, attempt.shopId, attempt.orderId)
  const t = translator(ctx.locale, 'payments')
  const back = (path: string) => pageUrl(ctx, `/pay/${token}${path}`, ctx.locale)
  const { redirectUrl, providerRef } = await ctx.services.adapters.payments.start({
    amount: attempt.amount,
    currency: attempt.currency,
    description: t('description', { shop: shop.name, number: String(order?.number ?? '') }),
    returnUrl: back('/return'),
    cancelUrl: back('/return'),
    reference: attempt.id,
    idempotencyKey: `attempt:${attempt.id}`,
    locale: ctx.locale,
  })
  await transaction(ctx, async (tx) => {
    const held = await lockAttempt(tx, attempt.shopId, attempt.id)
    if (held.status === 'started') await updateAttempt(tx, held, { status: 'redirected', providerRef })
  })
  return { to: 'bank', url: redirectUrl }
}

/** The payer is back: the bank is asked what became of it. What the address says proves nothing. */
export async function returnFromBank(ctx: Ctx, token: string): Promise<Attempt> {
  const attempt = await attemptOfToken(ctx, token)
  return settleAttempt(ctx, attempt)
}
