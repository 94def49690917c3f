import { redirectDocument } from 'react-router'
import { pageCtx } from '../../../kit/http/page-context.ts'
import { paths } from '../../../web/paths.ts'
import { trackingCodeOf } from '../../repairs/find-order.ts'
import { visitBank } from '../visit-bank.ts'
import type { Route } from './+types/pay.ts'

/** Sends the payer to the bank's page; a link whose payment is over leads back to the repair. */
export async function loader({ context, params }: Route.LoaderArgs): Promise<Response> {
  const ctx = pageCtx(context)
  const visit = await visitBank(ctx, params.token)
  if (visit.to === 'bank') return redirectDocument(visit.url, { status: 303, headers: NOT_KEPT })
  const { shopId, orderId } = visit.attempt
  const code = await trackingCodeOf(ctx, { shopId, id: orderId })
  return redirectDocument(paths(ctx.locale).track(code), { status: 303, headers: NOT_KEPT })
}

const NOT_KEPT = { 'cache-control': 'no-store' }
