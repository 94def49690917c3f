import type { LoaderFunctionArgs } from 'react-router'
import { pageCtx } from '../../../kit/http/page-context.ts'
import { assetsOfCustomers } from '../../assets/read.ts'
import { ListCustomers, listCustomers } from '../../customers/list-customers.ts'
import { findShop } from '../../shops/find.ts'
import { presentKnown } from './known-customer.ts'

/** Customers whose name, phone, address or plate holds the words, for the counter while it types. */
export async function loader({ context, params, url }: LoaderFunctionArgs) {
  const ctx = pageCtx(context)
  const shop = await findShop(ctx, params['shop'] ?? '')
  const q = (url.searchParams.get('q') ?? '').slice(0, 200).trim()
  if (q.length < 2) return { customers: [] }
  const { customers } = await listCustomers(ctx, shop, ListCustomers.parse({ q, limit: 8 }), () =>
    Promise.resolve([]),
  )
  const assets = await assetsOfCustomers(
    ctx,
    shop.id,
    customers.map(({ id }) => id),
  )
  return {
    customers: customers.map((customer) => presentKnown(shop, customer, assets.get(customer.id) ?? [])),
  }
}
