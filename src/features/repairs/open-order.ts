import type { Ctx, Locale } from '../../kit/context.ts'
import { newId } from '../../kit/db/index.ts'
import { record } from '../../kit/events/events.ts'
import { attachUploads } from '../../kit/files/uploads.ts'
import { hashToken, newTrackingCode } from '../../kit/secrets.ts'
import { type Service, serviceWords } from '../catalog/services.ts'
import type { Shop } from '../shops/shop.ts'
import { type FirstJob, insertOrder } from './store-open.ts'

export interface OpenOrder {
  shop: Pick<Shop, 'id' | 'currency' | 'taxMode' | 'rounding'>
  customerId: string
  assetId: string
  /** What the customer says is wrong. */
  description: string
  /** What was chosen from the price list, in that order. */
  services: readonly Service[]
  preferredAt?: Temporal.Instant | null
  source: 'web' | 'walk_in' | 'phone'
  visitId?: string | null
  /** The customer's language: of the lines, the papers and the messages. */
  locale: Locale
  /** Uploads to attach, where the customer sees them; 404 at `/imageIds/<n>`. */
  imageIds?: readonly string[]
}

export interface OpenedOrder {
  id: string
  number: number
  /** In clear this once; kept are its hash and its cipher. */
  trackingCode: string
}

/**
 * Opens an order in `pending`, inside the caller's transaction: its number, its tracking code, a job with a
 * line for each service at today's price, its photos. Asks nothing about access: that is the door's to do.
 */
export async function openOrder(tx: Ctx, input: OpenOrder): Promise<OpenedOrder> {
  const { shop } = input
  const id = newId(tx.now)
  const trackingCode = newTrackingCode()
  const number = await insertOrder(
    tx,
    {
      shopId: shop.id,
      id,
      customerId: input.customerId,
      assetId: input.assetId,
      description: input.description,
      preferredAt: input.preferredAt ?? null,
      source: input.source,
      visitId: input.visitId ?? null,
      locale: input.locale,
      currency: shop.currency,
      taxMode: shop.taxMode,
      rounding: shop.rounding,
      trackingHash: hashToken(trackingCode),
      trackingCipher: tx.services.secrets.encrypt(trackingCode),
    },
    firstJobs(input),
  )
  await attachUploads(
    tx,
    { shopId: shop.id, kind: 'order', id, visibility: 'customer' },
    input.imageIds ?? [],
  )
  await record(tx, {
    type: 'order.opened',
    shopId: shop.id,
    subject: { kind: 'order', id },
    data: { number, source: input.source },
  })
  return { id, number, trackingCode }
}

/** A job for each service; without any, one job that holds the concern, so that work has a place to be written. */
function firstJobs({ services, locale, description }: OpenOrder): FirstJob[] {
  if (services.length === 0) {
    return [
      {
        title: titleOf(description),
        complaint: description,
        serviceId: null,
        authorisation: 'not_asked',
        line: null,
      },
    ]
  }
  return services.map((service) => ({
    title: serviceWords(service, locale).name,
    complaint: '',
    serviceId: service.id,
    // Choosing a fixed price is a yes to it; "from" and quotes are asked about once the work is known.
    authorisation: service.priceKind === 'fixed' ? 'authorised' : 'not_asked',
    line: {
      text: serviceWords(service, locale).name,
      unitAmount: service.price?.amount ?? null,
      costAmount: service.cost?.amount ?? null,
      taxName: service.tax.name,
      taxRatePpm: service.tax.ratePpm,
    },
  }))
}

const TITLE_LENGTH = 80

/** The first sentence or line of a description, cut at a word. */
function titleOf(description: string): string {
  const first = /^.*?(?=[.!?؟]+(?:\s|$)|\n|$)/s.exec(description)?.[0].trim() || description.trim()
  const letters = Array.from(first)
  if (letters.length <= TITLE_LENGTH) return first
  const cut = letters.slice(0, TITLE_LENGTH - 1).join('')
  const space = cut.lastIndexOf(' ')
  return `${(space > TITLE_LENGTH / 2 ? cut.slice(0, space) : cut).trimEnd()}…`
}
