import { z } from 'zod'
import { AssetAnswer, presentAsset } from '../assets/asset-input.ts'
import type { Household } from './read-household.ts'
import type { Question } from './store-questions.ts'

const at = () => z.iso.datetime({ offset: true })
const Money = z.object({ amount: z.int(), currency: z.string() })

const QuestionAnswer = z.object({
  id: z.string(),
  shopId: z.string(),
  assetId: z.string(),
  requestId: z.string().nullable(),
  total: Money,
  askedAt: at().nullable(),
  answer: z.enum(['yes', 'no']).nullable(),
  validUntil: at().nullable(),
})

export const HouseholdAnswer = z.object({
  members: z.array(
    z.object({
      accountId: z.string(),
      name: z.string(),
      joinedAt: at(),
      limit: Money.nullable(),
      assetIds: z.array(z.string()),
    }),
  ),
  invitations: z.array(
    z.object({ id: z.string(), sentTo: z.string(), limit: Money.nullable(), expiresAt: at() }),
  ),
  memberOf: z
    .object({
      accountId: z.string(),
      name: z.string(),
      limit: Money.nullable(),
      assets: z.array(AssetAnswer),
    })
    .nullable(),
  /** What members asked you. */
  asked: z.array(QuestionAnswer.extend({ accountId: z.string() })),
  /** What was refused to you above your limit, asked or not yet. */
  own: z.array(QuestionAnswer),
})

/** A household as answers show it. */
export function presentHousehold({ members, invitations, memberOf, asked, own }: Household) {
  return {
    members: members.map(({ id, name, joinedAt, limit, assetIds }) => ({
      accountId: id,
      name,
      joinedAt: joinedAt.toString(),
      limit,
      assetIds,
    })),
    invitations: invitations.map(({ id, sentTo, limit, expiresAt }) => ({
      id,
      sentTo: sentTo.email ?? sentTo.phone,
      limit,
      expiresAt: expiresAt.toString(),
    })),
    memberOf: memberOf && {
      accountId: memberOf.id,
      name: memberOf.name,
      limit: memberOf.limit,
      assets: memberOf.assets.map(presentAsset),
    },
    asked: asked.map((question) => ({ ...presentQuestion(question), accountId: question.memberId })),
    own: own.map(presentQuestion),
  }
}

function presentQuestion({ id, shopId, assetId, orderId, amount, currency, ...said }: Question) {
  return {
    id,
    shopId,
    assetId,
    requestId: orderId,
    total: { amount, currency },
    askedAt: said.askedAt?.toString() ?? null,
    answer: said.answer,
    validUntil: said.validUntil?.toString() ?? null,
  }
}
