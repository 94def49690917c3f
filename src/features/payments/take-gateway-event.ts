import type { Ctx } from '../../kit/context.ts'
import { notFound, Problem } from '../../kit/errors.ts'
import { AdapterFailure } from '../../adapters/failure.ts'
import { settleAttempt } from './settle-attempt.ts'
import { selectAttemptByRef } from './store.ts'

/**
 * Takes a gateway's signed message. It may come late, twice or out of order: it only says where to look, and the bank
 * is asked. 404 for another gateway than ours, 403 for a bad signature.
 */
export async function takeGatewayEvent(
  ctx: Ctx,
  gateway: string,
  rawBody: string,
  headers: Headers,
): Promise<void> {
  const { payments } = ctx.services.adapters
  if (payments.name !== gateway || !payments.parseWebhook) throw notFound()
  const event = await payments.parseWebhook(rawBody, headers).catch((error: unknown) => {
    if (error instanceof AdapterFailure && error.kind === 'refused') throw new Problem('forbidden')
    throw error
  })
  const attempt = event.providerRef ? await selectAttemptByRef(ctx, gateway, event.providerRef) : undefined
  if (attempt) await settleAttempt(ctx, attempt)
}
