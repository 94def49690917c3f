import type { SmsState, SmsStatus } from '../../adapters/sms/port.ts'
import type { Ctx } from '../context.ts'

// A gateway's words repeat and overtake each other: a message only ever moves on. What is over stays as it is.
const BEFORE: Readonly<Partial<Record<SmsState, readonly string[]>>> = {
  sent: ['queued'],
  delivered: ['queued', 'sent'],
  failed: ['queued', 'sent'],
}

/** Notes what an SMS gateway says became of a message; an unknown message and an older word change nothing. */
export async function takeSmsStatus(ctx: Ctx, { providerId, state, code }: SmsStatus): Promise<void> {
  const before = BEFORE[state]
  if (!before) return
  await ctx.db
    .updateTable('messages')
    .set({
      status: state,
      ...(state === 'failed' ? { error: `the gateway gave up (${code ?? 'no code'})` } : {}),
    })
    .where('channel', '=', 'sms')
    .where('providerId', '=', providerId)
    .where('status', 'in', before)
    .execute()
}
