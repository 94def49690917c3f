import { z } from 'zod'
import { type Ctx, wordsOf } from '../../kit/context.ts'
import { translator } from '../../kit/i18n/translator.ts'
import { money } from '../../kit/money.ts'
import { rfc3339 } from '../../kit/time.ts'
import { AssetAnswer, presentAsset } from '../assets/asset-input.ts'
import { assetsById } from '../assets/read.ts'
import { customersById, presentCustomer } from '../customers/read.ts'
import { shopById, shopsById } from '../shops/find.ts'
import { shownStatus, STAGES, STATUSES } from './stages.ts'
import { type Order, selectStageEntries } from './store.ts'
import type { ListedOrder } from './store-lists.ts'

export const MoneyAnswer = z.object({ amount: z.int(), currency: z.string() })
const instant = () => z.string().meta({ format: 'date-time' })

export const StatusAnswer = z.object({
  id: z.string(),
  number: z.string(),
  status: z.enum(STATUSES),
  label: z.string(),
  stage: z.enum(STAGES),
  balance: MoneyAnswer,
  promisedAt: instant().nullable(),
  updatedAt: instant(),
  history: z.array(z.object({ status: z.enum([...STAGES, 'delayed']), label: z.string(), at: instant() })),
})
export type StatusAnswer = z.output<typeof StatusAnswer>

/** Where an order stands, as its owner, its shop and whoever holds its code are told. */
export async function presentStatus(ctx: Ctx, order: Order): Promise<StatusAnswer> {
  const shop = await shopById(ctx, order.shopId)
  const label = translator(wordsOf(ctx, shop), 'repairs')
  const entries = await selectStageEntries(ctx, order.shopId, order.id)
  const status = shownStatus(order, order.balance, ctx.now)
  const write = (at: Temporal.Instant) => rfc3339(at, shop.timezone)
  return {
    id: order.id,
    number: String(order.number),
    status,
    label: label(`status.${status}`),
    stage: order.stage,
    balance: money(order.balance, order.currency),
    promisedAt: order.promisedAt && write(order.promisedAt),
    updatedAt: write(order.updatedAt),
    history: entries.map(({ stage, at }) => ({
      status: stage,
      label: label(`status.${stage}`),
      at: write(at),
    })),
  }
}

export const ListedAnswer = z.object({
  id: z.string(),
  number: z.string(),
  status: z.enum(STATUSES),
  label: z.string(),
  shop: z.object({ id: z.string(), slug: z.string(), name: z.string() }),
  customer: z.object({
    id: z.string(),
    name: z.string(),
    email: z.string().nullable(),
    phone: z.string().nullable(),
  }),
  asset: AssetAnswer,
  createdAt: instant(),
  promisedAt: instant().nullable(),
})
export type ListedAnswer = z.output<typeof ListedAnswer>

/** Orders as the list answers them, each in its own shop's time. */
export async function presentListed(ctx: Ctx, orders: readonly ListedOrder[]): Promise<ListedAnswer[]> {
  const byShop = Map.groupBy(orders, (order) => order.shopId)
  const shops = await shopsById(ctx, [...byShop.keys()])
  const customers = new Map<string, ReturnType<typeof presentCustomer>>()
  const assets = new Map<string, ReturnType<typeof presentAsset>>()
  for (const [shopId, mine] of byShop) {
    const idsOf = (column: 'customerId' | 'assetId') => [...new Set(mine.map((order) => order[column]))]
    for (const [id, customer] of await customersById(ctx, shopId, idsOf('customerId')))
      customers.set(id, presentCustomer(customer))
    for (const [id, asset] of await assetsById(ctx, shopId, idsOf('assetId')))
      assets.set(id, presentAsset(asset))
  }
  return orders.flatMap((order) => {
    const shop = shops.get(order.shopId)
    const customer = customers.get(order.customerId)
    const asset = assets.get(order.assetId)
    if (!shop || !customer || !asset) return []
    const status = shownStatus(order, order.balance, ctx.now)
    return {
      id: order.id,
      number: String(order.number),
      status,
      label: translator(wordsOf(ctx, shop), 'repairs')(`status.${status}`),
      shop: { id: shop.id, slug: shop.slug, name: shop.name },
      customer,
      asset,
      createdAt: rfc3339(order.createdAt, shop.timezone),
      promisedAt: order.promisedAt && rfc3339(order.promisedAt, shop.timezone),
    }
  })
}
