import type { z } from 'zod'
import { inPerson } from '../../kit/access/index.ts'
import { audit } from '../../kit/audit.ts'
import type { Ctx } from '../../kit/context.ts'
import { transaction } from '../../kit/db/index.ts'
import { illegalMove, invalid } from '../../kit/errors.ts'
import { checkCode } from './second-factor.ts'
import { markSecondFactor } from './store-sessions.ts'
import { selectTotp } from './store-second-factors.ts'
import type { TwoStepCodeInput } from './two-step.ts'

/** Shows a second factor in the session that the caller has: one that was opened before there was any. */
export async function showSecondFactor(ctx: Ctx, { code }: z.output<typeof TwoStepCodeInput>): Promise<void> {
  const { accountId, sessionId } = inPerson(ctx)
  const refused = await transaction(ctx, async (tx) => {
    const totp = await selectTotp(tx, accountId)
    if (!totp?.confirmedAt) throw illegalMove('two_step_off')
    const wrong = await checkCode(tx, accountId, totp, code)
    if (wrong) return wrong
    await markSecondFactor(tx, sessionId)
    await audit(tx, {
      action: 'accounts.showSecondFactor',
      subject: { kind: 'session', id: sessionId },
      after: { by: 'code' },
    })
    return null
  })
  if (refused) throw refused.code === 'wrong-credentials' ? invalid('/code', 'wrongCode') : refused
}
