import { accountIdOf } from '../../kit/access/index.ts'
import type { Ctx } from '../../kit/context.ts'
import { garageOf, garageThing, type GarageAsset } from '../assets/read.ts'
import { selectHeadOfShare, selectMembership, selectShares } from './store.ts'

/** A thing that the head of the caller's household shares with them; undefined for any other. */
export async function lentThing(ctx: Ctx, assetId: string): Promise<GarageAsset | undefined> {
  const accountId = accountIdOf(ctx.caller)
  const headId = accountId === null ? undefined : await selectHeadOfShare(ctx, accountId, assetId)
  return headId === undefined ? undefined : garageThing(ctx, headId, assetId)
}

/** All that the head of a person's household shares with them, the newest first. */
export async function lentTo(ctx: Ctx, accountId: string): Promise<GarageAsset[]> {
  const membership = await selectMembership(ctx, accountId)
  if (!membership) return []
  const shared = new Set((await selectShares(ctx, membership.headId)).get(accountId))
  return (await garageOf(ctx, membership.headId)).filter(({ id }) => shared.has(id))
}
