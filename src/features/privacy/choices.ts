import { z } from 'zod'
import { signedIn } from '../../kit/access/index.ts'
import { audit } from '../../kit/audit.ts'
import type { Ctx } from '../../kit/context.ts'
import { transaction } from '../../kit/db/index.ts'
import { record } from '../../kit/events/events.ts'
import { CHOSEN_CHANNELS, CHOSEN_PURPOSES, choicesOf, keepChoices } from '../../kit/notify.ts'

const ways = z.strictObject({ email: z.boolean(), sms: z.boolean() })

/** What one wants to be written, by which way. */
export const Choices = z.strictObject({ service: ways, reminders: ways, promotions: ways })
export type Choices = z.output<typeof Choices>

/** What the caller wants to be written; everything, until they say otherwise. */
export async function readChoices(ctx: Ctx): Promise<Choices> {
  return shapeOf(await choicesOf(ctx, signedIn(ctx).accountId))
}

/** Sets what the caller wants to be written. What is about the account and its security always goes. */
export async function setChoices(ctx: Ctx, wanted: Choices): Promise<Choices> {
  const { accountId } = signedIn(ctx)
  return transaction(ctx, async (tx) => {
    const before = shapeOf(await choicesOf(tx, accountId))
    await keepChoices(
      tx,
      accountId,
      CHOSEN_PURPOSES.flatMap((purpose) =>
        CHOSEN_CHANNELS.map((channel) => ({ purpose, channel, wanted: wanted[purpose][channel] })),
      ),
    )
    const subject = { kind: 'account', id: accountId } as const
    await audit(tx, { action: 'privacy.setChoices', subject, before, after: wanted })
    await record(tx, { type: 'account.choices_set', shopId: null, subject })
    return wanted
  })
}

function shapeOf(off: Awaited<ReturnType<typeof choicesOf>>): Choices {
  const wants = (purpose: (typeof CHOSEN_PURPOSES)[number]) => ({
    email: off.get(`${purpose} email`) ?? true,
    sms: off.get(`${purpose} sms`) ?? true,
  })
  return { service: wants('service'), reminders: wants('reminders'), promotions: wants('promotions') }
}
