import { can } from '../../../kit/access/index.ts'
import type { Ctx } from '../../../kit/context.ts'
import { isId } from '../../../kit/db/index.ts'
import { type Asset, assetsOfCustomer } from '../../assets/read.ts'
import { type Customer, customerById } from '../../customers/read.ts'
import type { Shop } from '../../shops/shop.ts'
import { phoneOf } from './card-view.ts'

/** A customer that the counter may mean, with what they have brought before. */
export interface KnownCustomer {
  id: string
  name: string
  phone: string | null
  email: string | null
  assets: { id: string; make: string; model: string; plate: string | null }[]
}

/** The customer whom the address names, where the reader may see them and they are served. */
export async function knownCustomer(ctx: Ctx, shop: Shop, id: string | null): Promise<KnownCustomer | null> {
  if (!id || !isId(id) || !can(ctx, 'customers.read', { shopId: shop.id })) return null
  const customer = await customerById(ctx, shop.id, id)
  return customer && !customer.deactivatedAt
    ? presentKnown(shop, customer, await assetsOfCustomer(ctx, shop.id, id))
    : null
}

/** A customer and their things as the counter shows them. */
export function presentKnown(
  shop: Shop,
  { id, name, email, phone }: Customer,
  assets: readonly Asset[],
): KnownCustomer {
  return {
    id,
    name,
    email,
    phone: phoneOf(phone, shop.region)?.text ?? null,
    assets: assets.map(({ id: assetId, make, model, plate }) => ({ id: assetId, make, model, plate })),
  }
}
