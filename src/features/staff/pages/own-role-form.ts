import { SHOP_RIGHTS } from '../../../kit/access/index.ts'
import type { Ctx } from '../../../kit/context.ts'
import { mayGiveRights } from '../roles.ts'

/** What the caller may give by a role of the shop's own. */
export function rightsToGive(ctx: Ctx, shopId: string) {
  return SHOP_RIGHTS.filter((right) => mayGiveRights(ctx, shopId, [right]))
}
