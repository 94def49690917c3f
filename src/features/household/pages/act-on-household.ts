import { z } from 'zod'
import { invalid, notFound } from '../../../kit/errors.ts'
import { formAction } from '../../../kit/http/forms.ts'
import { isCurrency, type Money, parseMoney } from '../../../kit/money.ts'
import { paths } from '../../../web/paths.ts'
import { InviteMember, inviteMember, revokeInvitation } from '../invite.ts'
import { editMember, leaveHousehold, removeMember } from '../members.ts'
import { AnswerQuestion, answerMember, askHead } from '../questions.ts'
import type { Route } from './+types/household.ts'

const id = () => z.string().max(64)

const limitFields = {
  /** As typed; none for no limit. */
  limit: z.string().max(40).nullable().optional(),
  currency: z.string().max(10).optional(),
}

const InviteForm = InviteMember.omit({ limit: true }).extend(limitFields)
const MemberForm = z.strictObject({
  member: id(),
  assetIds: z.array(id()).max(200).optional(),
  ...limitFields,
})
const OfMember = z.strictObject({ member: id() })
const OfInvitation = z.strictObject({ invitation: id() })
const OfQuestion = z.strictObject({ question: id() })
const AnswerForm = AnswerQuestion.extend({ question: id() })

function limitOf({
  limit,
  currency,
}: {
  limit?: string | null | undefined
  currency?: string | undefined
}): Money | null {
  if (limit == null) return null
  const code = currency?.toUpperCase() ?? ''
  if (!isCurrency(code)) throw invalid('/currency', 'currency')
  const money = parseMoney(limit, code)
  if (!money || money.amount < 0) throw invalid('/limit', 'amount')
  return money
}

/** The forms of the household's page, by their `?do=`. */
export function actOnHousehold(args: Route.ActionArgs) {
  switch (args.url.searchParams.get('do')) {
    case 'invite':
      return formAction(args, InviteForm, async (ctx, { limit, currency, ...input }) => {
        await inviteMember(ctx, { ...input, limit: limitOf({ limit, currency }) })
        return paths(ctx.locale).myHousehold({ done: 'sent' })
      })
    case 'revoke':
      return formAction(args, OfInvitation, async (ctx, { invitation }) => {
        await revokeInvitation(ctx, invitation)
        return paths(ctx.locale).myHousehold({ done: 'saved' })
      })
    case 'member':
      return formAction(args, MemberForm, async (ctx, { member, assetIds = [], ...limit }) => {
        await editMember(ctx, member, { assetIds, limit: limitOf(limit) })
        return paths(ctx.locale).myHousehold({ done: 'saved' })
      })
    case 'remove':
      return formAction(args, OfMember, async (ctx, { member }) => {
        await removeMember(ctx, member)
        return paths(ctx.locale).myHousehold({ done: 'saved' })
      })
    case 'leave':
      return formAction(args, z.strictObject({}), async (ctx) => {
        await leaveHousehold(ctx)
        return paths(ctx.locale).myHousehold({ done: 'saved' })
      })
    case 'ask':
      return formAction(args, OfQuestion, async (ctx, { question }) => {
        await askHead(ctx, question)
        return paths(ctx.locale).myHousehold({ done: 'asked' })
      })
    case 'answer':
      return formAction(args, AnswerForm, async (ctx, { question, answer }) => {
        await answerMember(ctx, question, { answer })
        return paths(ctx.locale).myHousehold({ done: 'saved' })
      })
    default:
      throw notFound()
  }
}
