import type { Ctx, Locale } from '../../kit/context.ts'
import { renderPaper } from '../../kit/papers/render.ts'
import { choicesOf } from '../../kit/notify.ts'
import { invoicePaper } from '../invoices/invoice-paper.ts'
import { paidLinesOf } from '../payments/receipt-paper.ts'
import { presentOrder } from '../repairs/order-answer.ts'
import { readOrder } from '../repairs/read-order.ts'
import { shopById } from '../shops/find.ts'
import type { Shop } from '../shops/shop.ts'
import type { Entry } from './archive.ts'
import type { Holding } from './store-holdings.ts'
import {
  selectAccountMessages,
  selectActs,
  selectFeeds,
  selectGarage,
  selectHats,
  selectHousehold,
  selectOwnUploads,
  selectSelf,
  selectSessionsOf,
  selectSignInWays,
} from './store-collect-account.ts'
import {
  selectBills,
  selectOrderIds,
  selectPaid,
  selectPhotos,
  selectRecords,
  selectSaid,
  selectSent,
  selectThings,
  selectVisits,
  selectWaits,
} from './store-collect.ts'

/** The name of the shape of these files; a change that programs would notice gets another number. */
export const FORMAT = 'fixbay-personal-data/1'

/** Everything about the account itself, in files. What shops hold comes from `shopEntries`. */
export async function* accountEntries(ctx: Ctx, accountId: string): AsyncGenerator<Entry> {
  const choices = await choicesOf(ctx, accountId)
  yield {
    name: 'account.json',
    json: {
      format: FORMAT,
      account: await selectSelf(ctx, accountId),
      hats: await selectHats(ctx, accountId),
      notificationChoices: Object.fromEntries(choices),
    },
  }
  yield {
    name: 'sign-in.json',
    json: {
      format: FORMAT,
      sessions: await selectSessionsOf(ctx, accountId),
      ways: await selectSignInWays(ctx, accountId),
      log: await selectActs(ctx, accountId),
      calendarLinks: await selectFeeds(ctx, accountId),
    },
  }
  yield { name: 'garage.json', json: { format: FORMAT, assets: await selectGarage(ctx, accountId) } }
  yield { name: 'household.json', json: { format: FORMAT, ...(await selectHousehold(ctx, accountId)) } }
  yield {
    name: 'messages.json',
    json: { format: FORMAT, messages: await selectAccountMessages(ctx, accountId) },
  }
  for (const { id, storageKey } of await selectOwnUploads(ctx, accountId))
    yield { name: `uploads/${id}.${endingOf(storageKey)}`, storageKey }
}

/** Everything that one shop holds of a person, in files below a folder of the shop's name. */
export async function* shopEntries(ctx: Ctx, holding: Holding, locale: Locale): AsyncGenerator<Entry> {
  const shop = await shopById(ctx, holding.shopId)
  const folder = `shops/${shop.slug}`
  const orderIds = await selectOrderIds(ctx, holding)
  yield {
    name: `${folder}/customer.json`,
    json: {
      format: FORMAT,
      shop: { name: shop.name, timezone: shop.timezone },
      records: await selectRecords(ctx, holding),
      consents: await selectSaid(ctx, holding),
      assets: await selectThings(ctx, holding),
      appointments: await selectVisits(ctx, holding),
      waitlist: await selectWaits(ctx, holding),
      messages: await selectSent(ctx, holding),
    },
  }
  yield { name: `${folder}/orders.json`, json: { format: FORMAT, orders: await ordersOf(ctx, orderIds) } }
  yield* bookEntries(ctx, shop, folder, orderIds, locale)
  for (const { id, storageKey } of await selectPhotos(ctx, shop.id, orderIds))
    yield { name: `${folder}/photos/${id}.${endingOf(storageKey)}`, storageKey }
}

/** Each order as its customer sees it: what `GET /api/service-request/{request_id}` answers to them. */
async function ordersOf(ctx: Ctx, orderIds: readonly string[]): Promise<unknown[]> {
  const orders: unknown[] = []
  for (const orderId of orderIds) {
    const theirs: Ctx = { ...ctx, caller: { kind: 'nobody', orderId } }
    orders.push(await presentOrder(theirs, await readOrder(theirs, orderId)))
  }
  return orders
}

async function* bookEntries(
  ctx: Ctx,
  shop: Shop,
  folder: string,
  orderIds: readonly string[],
  locale: Locale,
): AsyncGenerator<Entry> {
  const invoices = await selectBills(ctx, shop.id, orderIds)
  yield {
    name: `${folder}/invoices.json`,
    json: { format: FORMAT, invoices, payments: await selectPaid(ctx, shop.id, orderIds) },
  }
  for (const { id, numberText } of invoices) {
    const paper = await invoicePaper(ctx, id, locale, (invoice) => paidLinesOf(ctx, invoice, locale))
    const name = (numberText ?? id).replaceAll(/[^\p{L}\p{N}._-]+/gu, '-')
    yield { name: `${folder}/invoices/${name}.pdf`, bytes: await renderPaper('invoice', paper, locale) }
  }
}

const endingOf = (storageKey: string): string => storageKey.split('.').at(-1) ?? 'bin'
