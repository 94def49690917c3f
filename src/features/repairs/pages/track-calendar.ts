import { localDigits } from '../../../kit/time/format.ts'
import { notFound } from '../../../kit/errors.ts'
import { pageCtx } from '../../../kit/http/page-context.ts'
import { translator } from '../../../kit/i18n/translator.ts'
import { trackingUrl } from '../../../kit/links.ts'
import { assetById } from '../../assets/read.ts'
import { calendarFile } from '../../booking/calendar-file.ts'
import { appointmentOfOrder } from '../../booking/read.ts'
import { shopById } from '../../shops/find.ts'
import type { Route } from './+types/track-calendar.ts'
import { assetName } from './names.ts'
import { openByCode } from './track/open.ts'

/** The visit as a file for the customer's own calendar. */
export async function loader({ context, params }: Route.LoaderArgs): Promise<Response> {
  const { ctx, order } = await openByCode(pageCtx(context), params.code)
  const appointment = await appointmentOfOrder(ctx, order.shopId, order.id)
  if (!appointment) throw notFound()
  const shop = await shopById(ctx, order.shopId)
  const asset = await assetById(ctx, order.shopId, order.assetId)
  const t = translator(ctx.locale, 'mail')
  const words = {
    summary: t('calendar.summary', { shop: shop.name, asset: asset ? assetName(asset) : '' }),
    description: t('calendar.description', {
      number: localDigits(String(order.number), ctx.locale),
      phone: shop.phone ?? '',
    }),
    url: trackingUrl(ctx, params.code, ctx.locale),
  }
  const host = new URL(ctx.services.config.url).hostname
  const { content } = calendarFile(appointment, shop, words, { host, now: ctx.now, as: 'PUBLISH' })
  return new Response(content, {
    headers: {
      'content-type': 'text/calendar; charset=utf-8',
      'content-disposition': `attachment; filename="${shop.slug}-${order.number}.ics"`,
      'cache-control': 'private, no-store',
    },
  })
}
