import { allow, signedIn } from '../../kit/access/index.ts'
import type { Ctx } from '../../kit/context.ts'
import { isId } from '../../kit/db/index.ts'
import { notFound } from '../../kit/errors.ts'
import { type GarageAsset, selectGarageAsset } from './store.ts'

/** One vehicle or device of the caller's own garage; 404 for anybody else's. */
export async function findInGarage(
  ctx: Ctx,
  id: string,
  permission: 'assets.read' | 'assets.edit',
): Promise<GarageAsset> {
  const { accountId } = signedIn(ctx)
  allow(ctx, permission, { accountId })
  const thing = isId(id) ? await selectGarageAsset(ctx, accountId, id) : undefined
  if (!thing) throw notFound()
  return thing
}
