import type { Ctx } from '../../kit/context.ts'
import { type AssetFacts, assetById } from '../assets/read.ts'
import { customerById } from '../customers/read.ts'
import type { Order } from '../repairs/find-order.ts'
import type { Shop } from '../shops/shop.ts'

/** Who gives an invoice, who gets it and for what, as they were when it was issued. */
export interface Parties {
  shop: {
    name: string
    address: string[]
    phone: string | null
    email: string | null
    website: string | null
    taxNumber: string | null
  }
  customer: { name: string; address: string | null; email: string | null; phone: string | null }
  asset: AssetFacts
  order: { number: number; finishedAt: string | null }
}

/** The parties of an order as they are now. */
export async function partiesOf(ctx: Ctx, shop: Shop, order: Order): Promise<Parties> {
  const customer = await customerById(ctx, shop.id, order.customerId)
  const asset = await assetById(ctx, shop.id, order.assetId)
  if (!customer || !asset) throw new Error(`order ${order.id} has lost its customer or asset`)
  const { kind, make, model, year, vin, plate, odometer, imei, serial } = asset
  return {
    shop: {
      name: shop.legalName ?? shop.name,
      address: [shop.address, shop.city],
      phone: shop.phone,
      email: shop.email,
      website: shop.website,
      taxNumber: shop.taxNumber,
    },
    customer: {
      name: customer.name,
      address: customer.address,
      email: customer.email,
      phone: customer.phone,
    },
    asset: { kind, make, model, year, vin, plate, odometer, imei, serial },
    order: { number: order.number, finishedAt: order.finishedAt?.toString() ?? null },
  }
}
