import { z } from 'zod'
import type { Ctx } from '../../kit/context.ts'
import { wordsOf } from '../../kit/context.ts'
import { transaction } from '../../kit/db/index.ts'
import { type FieldError, refuseWrong } from '../../kit/errors.ts'
import { instant, longText, text } from '../../kit/input.ts'
import { assetForWork, isLent } from '../assets/asset-for-work.ts'
import { AssetInput } from '../assets/asset-input.ts'
import { servicesById } from '../catalog/services.ts'
import { contactFindings, ContactInput } from '../customers/contact.ts'
import { customerForWork } from '../customers/customer-for-work.ts'
import { recordConsent } from '../customers/record-consent.ts'
import { lentThing } from '../household/lent.ts'
import { openOrder } from '../repairs/open-order.ts'
import { keepWithinLimit } from '../repairs/spending-limit.ts'
import { refuseSuspended } from '../shops/decisions.ts'
import { findShop } from '../shops/find.ts'
import { doorOf } from './door.ts'

const id = () => z.string().max(64)

/** What every door of intake takes: on what, what is wrong, whose it is. */
export const intakeFields = {
  shop: text({ max: 64 }),
  asset: AssetInput.optional(),
  assetId: id().optional(),
  serviceIds: z.array(id()).max(10).optional(),
  imageIds: z.array(id()).max(10).optional(),
  customer: ContactInput.optional(),
  customerId: id().optional(),
  source: z.enum(['walk_in', 'phone']).optional(),
  /** For the shop's people: a customer who was taken off the list is put on it again. */
  serveAgain: z.literal(true).optional(),
  /** The page's box "I agree to the terms"; recorded as a consent. */
  termsAccepted: z.literal(true).optional(),
}

export const description = () => longText({ min: 1, max: 10_000 })

export const ServiceRequest = z.strictObject({
  ...intakeFields,
  description: description(),
  preferredAt: instant().optional(),
})
export type ServiceRequest = z.output<typeof ServiceRequest>

export interface OpenedRequest {
  id: string
  shopId: string
  customerId: string
  number: number
  trackingCode: string
}

/** Takes a request in: the customer, the vehicle or device and the order in `pending`, all or nothing. */
export async function requestService(ctx: Ctx, input: ServiceRequest): Promise<OpenedRequest> {
  const shop = await findShop(ctx, input.shop, '/shop')
  const wrong = [...assetFindings(input), ...contactFindings(input.customer, shop.region, '/customer')]
  const door = doorOf(ctx, shop.id, 'requests.create', input, wrong)
  if (input.preferredAt && input.preferredAt.epochMilliseconds < ctx.now.epochMilliseconds)
    wrong.push({ pointer: '/preferredAt', key: 'past' })
  refuseWrong(wrong)
  refuseSuspended(shop)
  return transaction(ctx, async (tx) => {
    const services = await servicesById(tx, shop.id, input.serviceIds ?? [])
    const customer = await customerForWork(tx, shop, input)
    const asset = await assetForWork(tx, shop.id, customer, input, lentThing)
    if (input.termsAccepted) await recordConsent(tx, shop.id, customer.id, 'terms', door.source)
    const order = await openOrder(tx, {
      shop,
      customerId: customer.id,
      assetId: asset.id,
      description: input.description,
      services,
      preferredAt: input.preferredAt ?? null,
      source: door.source,
      locale: door.by === 'staff' ? customer.locale : wordsOf(ctx, shop),
      imageIds: input.imageIds ?? [],
    })
    if (isLent(asset, customer)) await keepWithinLimit(tx, { shopId: shop.id, id: order.id }, { isNew: true })
    return { ...order, shopId: shop.id, customerId: customer.id }
  })
}

/** Exactly one of `asset` and `assetId`, else what is wrong with it. */
export function assetFindings(input: { asset?: unknown; assetId?: unknown }): FieldError[] {
  if (input.asset !== undefined && input.assetId !== undefined)
    return [{ pointer: '/assetId', key: 'oneOfTwo', params: { other: 'asset' } }]
  if (input.asset !== undefined || input.assetId !== undefined) return []
  return [{ pointer: '/asset', key: 'missing' }]
}
