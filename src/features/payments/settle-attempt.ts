import type { Confirmation } from '../../adapters/payments/port.ts'
import type { Ctx } from '../../kit/context.ts'
import { transaction } from '../../kit/db/index.ts'
import { record } from '../../kit/events/events.ts'
import { isOwed } from './attempt-state.ts'
import { receive } from './record-payment.ts'
import {
  type Attempt,
  insertGatewayEvent,
  lockAttempt,
  selectPaymentOfAttempt,
  updateAttempt,
} from './store.ts'

/**
 * Asks the bank about a try and writes down what it says, exactly once: whoever asks (the payer coming back, the
 * bank's own message, the timer), in any order and however often. A bank that takes the money only when it is asked is
 * not asked about what is paid already.
 */
export async function settleAttempt(ctx: Ctx, attempt: Attempt): Promise<Attempt> {
  if (attempt.providerRef === null || attempt.status === 'paid') return attempt
  const bank = ctx.services.adapters.payments
  if (bank.takesOnConfirm && !(await isOwed(ctx, attempt))) return attempt
  const said = await bank.confirm(attempt.providerRef, {
    amount: attempt.amount,
    currency: attempt.currency,
  })
  return transaction(ctx, async (tx) => {
    const held = await lockAttempt(tx, attempt.shopId, attempt.id)
    if (said.status === 'pending' || held.status === 'paid') return held
    await insertGatewayEvent(tx, {
      gateway: held.gateway,
      eventId: said.providerEventId,
      kind: said.status,
      providerRef: held.providerRef,
    })
    await updateAttempt(tx, held, { status: said.status })
    if (said.status === 'paid') await receiveCard(tx, held, said)
    else await recordFailure(tx, held, said.status)
    return { ...held, status: said.status }
  })
}

/** Money that arrived is written even where the invoice was paid meanwhile: the shop then owes it back. */
async function receiveCard(tx: Ctx, attempt: Attempt, said: Confirmation): Promise<void> {
  if (await selectPaymentOfAttempt(tx, attempt.shopId, attempt.id)) return
  await receive(tx, {
    shopId: attempt.shopId,
    orderId: attempt.orderId,
    invoiceId: attempt.invoiceId,
    attemptId: attempt.id,
    refundOf: null,
    method: 'card',
    amount: attempt.amount,
    currency: attempt.currency,
    reference: [said.maskedCard, said.bankReference].filter(Boolean).join(' '),
    reason: '',
  })
}

async function recordFailure(tx: Ctx, attempt: Attempt, status: string): Promise<void> {
  await record(tx, {
    type: `payment.${status}`,
    shopId: attempt.shopId,
    subject: { kind: 'payment', id: attempt.id },
    data: { orderId: attempt.orderId, invoiceId: attempt.invoiceId, amount: attempt.amount },
  })
}
