import { isRouteErrorResponse, Outlet, useRouteError } from 'react-router'
import { pageCtx } from '../../../kit/http/page-context.ts'
import { standingOf } from '../../../web/layouts/standing.ts'
import { ErrorPage } from '../../../web/pages/error.tsx'
import { shopById } from '../../shops/find.ts'
import { framedShop, ShopFrame } from '../../shops/pages/shop-frame.tsx'
import type { Route } from './+types/track-layout.ts'
import { openByCode } from './track/open.ts'
import { WrongCode } from './track/wrong-code.tsx'

/** The shop that has the repair in hand, for head and foot. */
export async function loader({ context, params }: Route.LoaderArgs) {
  const ctx = pageCtx(context)
  const { order } = await openByCode(ctx, params.code)
  return { shop: framedShop(await shopById(ctx, order.shopId)), standing: standingOf(ctx) }
}

/** The shop's frame around the pages of one repair. */
export default function TrackLayout({ loaderData }: Route.ComponentProps) {
  return (
    <ShopFrame {...loaderData}>
      <Outlet />
    </ShopFrame>
  )
}

/** A code that opens nothing is met with help; anything else as everywhere. */
export function ErrorBoundary() {
  const error = useRouteError()
  return isRouteErrorResponse(error) && error.status === 404 ? <WrongCode /> : <ErrorPage />
}
