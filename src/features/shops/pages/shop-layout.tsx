import { Outlet } from 'react-router'
import { pageCtx } from '../../../kit/http/page-context.ts'
import { standingOf } from '../../../web/layouts/standing.ts'
import { findShopPage } from '../find.ts'
import type { Route } from './+types/shop-layout.ts'
import { framedShop, ShopFrame } from './shop-frame.tsx'

/** Whose pages these are, for their head and foot. */
export async function loader({ context, params }: Route.LoaderArgs) {
  const ctx = pageCtx(context)
  return { shop: framedShop(await findShopPage(ctx, params.shop)), standing: standingOf(ctx) }
}

/** The frame around the pages of a shop. */
export default function ShopLayout({ loaderData }: Route.ComponentProps) {
  return (
    <ShopFrame {...loaderData}>
      <Outlet />
    </ShopFrame>
  )
}
