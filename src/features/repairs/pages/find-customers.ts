import type { LoaderFunctionArgs } from 'react-router'
import { pageCtx } from '../../../kit/http/page-context.ts'
import { assetsOfCustomers } from '../../assets/read.ts'
import { ListCustomers, listCustomers } from '../../customers/list-customers.ts'
import { findShop } from '../../shops/find.ts'
import { phoneOf } from './card-view.ts'

/** A customer that the counter may mean, with what they have brought before. */
export interface KnownCustomer {
  id: string
  name: string
  phone: string | null
  email: string | null
  assets: { id: string; make: string; model: string; plate: string | null }[]
}

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
    customers: customers.map(({ id, name, email, phone }): KnownCustomer => ({
      id,
      name,
      email,
      phone: phoneOf(phone, shop.region)?.text ?? null,
      assets: (assets.get(id) ?? []).map(({ id: assetId, make, model, plate }) => ({
        id: assetId,
        make,
        model,
        plate,
      })),
    })),
  }
}
