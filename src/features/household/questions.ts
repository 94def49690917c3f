import { z } from 'zod'
import { inPerson } from '../../kit/access/index.ts'
import { audit } from '../../kit/audit.ts'
import type { Ctx } from '../../kit/context.ts'
import { isId, transaction } from '../../kit/db/index.ts'
import { notFound } from '../../kit/errors.ts'
import { record } from '../../kit/events/events.ts'
import { formatMoney } from '../../kit/money.ts'
import { notify } from '../../kit/notify.ts'
import { accountById } from '../accounts/account.ts'
import { answerQuestion, askQuestion, type Question } from './store-questions.ts'

/** How long a yes holds. */
const YES_DAYS = 7

export const AnswerQuestion = z.strictObject({ answer: z.enum(['yes', 'no']) })
export type AnswerQuestion = z.output<typeof AnswerQuestion>

/** Asks the head of the household about what was refused above the caller's limit; they are written to, once. */
export async function askHead(ctx: Ctx, id: string): Promise<void> {
  const { accountId } = inPerson(ctx)
  await transaction(ctx, async (tx) => {
    const question = isId(id) ? await askQuestion(tx, accountId, id) : undefined
    if (!question) throw notFound()
    await tell(tx, question, 'householdQuestion', question.headId)
    await note(tx, question, 'ask')
  })
}

/**
 * Answers a question of a member of the caller's household. A yes lets them go on with that order, or with one booking of
 * that thing at that shop, up to that amount, for seven days.
 */
export async function answerMember(ctx: Ctx, id: string, { answer }: AnswerQuestion): Promise<void> {
  const { accountId } = inPerson(ctx)
  await transaction(ctx, async (tx) => {
    const validUntil = answer === 'yes' ? tx.now.add({ hours: YES_DAYS * 24 }) : null
    const question = isId(id) ? await answerQuestion(tx, accountId, id, { answer, validUntil }) : undefined
    if (!question) throw notFound()
    await tell(tx, question, answer === 'yes' ? 'householdYes' : 'householdNo', question.memberId)
    await note(tx, question, 'answer')
  })
}

/** Writes to one of the two: by mail, else by a text. Names stand on the page alone. */
async function tell(
  tx: Ctx,
  { amount, currency }: Question,
  template: 'householdQuestion' | 'householdYes' | 'householdNo',
  accountId: string,
): Promise<void> {
  const person = await accountById(tx, accountId)
  if (!person) return
  const { locale, email, phone } = person
  const common = {
    template,
    locale,
    purpose: 'account' as const,
    params: { amount: formatMoney({ amount, currency }, locale), days: YES_DAYS },
    path: '/me/household',
    accountId,
  }
  if (email) await notify(tx, { ...common, channel: 'email', to: email })
  else if (phone) await notify(tx, { ...common, channel: 'sms', to: phone })
}

async function note(tx: Ctx, question: Question, what: 'ask' | 'answer'): Promise<void> {
  const { memberId, headId, shopId, orderId, amount, currency, answer } = question
  const subject = { kind: 'account', id: memberId } as const
  const data = { head: headId, shop: shopId, order: orderId, amount, currency, answer }
  await audit(tx, { action: what === 'ask' ? 'household.ask' : 'household.answer', subject, after: data })
  await record(tx, {
    type: what === 'ask' ? 'household.asked' : 'household.answered',
    shopId: null,
    subject,
    data,
  })
}
