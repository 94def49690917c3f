import type { Ctx } from '../../../kit/context.ts'
import { presentAsset } from '../../assets/asset-input.ts'
import type { GarageAsset } from '../../assets/read.ts'
import { shopsById } from '../../shops/find.ts'
import type { Household } from '../read-household.ts'
import type { Question } from '../store-questions.ts'

/** What the household's page shows. */
export async function presentPage(ctx: Ctx, household: Household) {
  const { garage, members, invitations, memberOf, asked, own } = household
  const shops = await shopsById(
    ctx,
    [...asked, ...own].map(({ shopId }) => shopId),
  )
  const names = new Map([...garage, ...(memberOf?.assets ?? [])].map((thing) => [thing.id, nameOf(thing)]))
  const shown = (question: Question) => ({
    id: question.id,
    shop: shops.get(question.shopId)?.name ?? '',
    thing: names.get(question.assetId) ?? null,
    orderId: question.orderId,
    total: { amount: question.amount, currency: question.currency },
    isAsked: question.askedAt !== null,
    answer: question.answer,
    until: question.validUntil?.toString() ?? null,
    isOver: question.validUntil !== null && Temporal.Instant.compare(question.validUntil, ctx.now) <= 0,
  })
  return {
    garage: garage.map((thing) => ({ id: thing.id, name: nameOf(thing) })),
    members: members.map(({ joinedAt, ...member }) => ({ ...member, joinedAt: joinedAt.toString() })),
    invitations: invitations.map(({ id, sentTo, limit, expiresAt }) => ({
      id,
      to: sentTo.email ?? sentTo.phone,
      limit,
      until: expiresAt.toString(),
    })),
    memberOf: memberOf && { ...memberOf, assets: memberOf.assets.map(presentAsset) },
    asked: asked.map((question) => ({ ...shown(question), name: question.name })),
    own: own.map(shown),
    currency: ctx.locale === 'fa' ? 'IRR' : 'USD',
  }
}

export type HouseholdPage = Awaited<ReturnType<typeof presentPage>>

const nameOf = ({ make, model, plate }: GarageAsset): string => [make, model, plate].filter(Boolean).join(' ')
