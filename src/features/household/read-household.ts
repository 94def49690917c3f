import { signedIn } from '../../kit/access/index.ts'
import type { Ctx } from '../../kit/context.ts'
import type { Money } from '../../kit/money.ts'
import { type GarageAsset, garageOf } from '../assets/read.ts'
import { accountsByIds } from '../accounts/account.ts'
import { lentTo } from './lent.ts'
import { selectMembers, selectMembership, selectShares } from './store.ts'
import { selectOpenInvitations, type SentTo } from './store-invitations.ts'
import { type Question, selectQuestions } from './store-questions.ts'

export interface Household {
  garage: GarageAsset[]
  members: { id: string; name: string; joinedAt: Temporal.Instant; limit: Money | null; assetIds: string[] }[]
  invitations: { id: string; sentTo: SentTo; limit: Money | null; expiresAt: Temporal.Instant }[]
  /** The household of somebody else that the caller is in. */
  memberOf: { id: string; name: string; limit: Money | null; assets: GarageAsset[] } | null
  /** What members asked the caller. */
  asked: (Question & { name: string })[]
  /** What the caller was refused, asked or not yet. */
  own: Question[]
}

/** The caller's household, the one that they are in, and what is asked in both. */
export async function readHousehold(ctx: Ctx): Promise<Household> {
  const { accountId } = signedIn(ctx)
  const shares = await selectShares(ctx, accountId)
  const members = await selectMembers(ctx, accountId)
  const membership = await selectMembership(ctx, accountId)
  const asked = await selectQuestions(ctx, 'headId', accountId)
  const names = new Map(
    (
      await accountsByIds(
        ctx,
        asked.map(({ memberId }) => memberId),
      )
    ).map((one) => [one.id, one.name]),
  )
  return {
    garage: await garageOf(ctx, accountId),
    members: members.map(({ memberId, name, joinedAt, limit }) => ({
      id: memberId,
      name,
      joinedAt,
      limit,
      assetIds: shares.get(memberId) ?? [],
    })),
    invitations: await selectOpenInvitations(ctx, accountId),
    memberOf: membership
      ? {
          id: membership.headId,
          name: membership.name,
          limit: membership.limit,
          assets: await lentTo(ctx, accountId),
        }
      : null,
    asked: asked.map((question) => ({ ...question, name: names.get(question.memberId) ?? '' })),
    own: await selectQuestions(ctx, 'memberId', accountId),
  }
}
