import { invalid } from '../../../../kit/errors.ts'
import { pageCtx } from '../../../../kit/http/page-context.ts'
import { translator } from '../../../../kit/i18n/translator.ts'
import { localDate, parseDate } from '../../../../kit/time.ts'
import { formatTime } from '../../../../kit/time/format.ts'
import { findShop } from '../../../shops/find.ts'
import { csvOf } from '../../day-csv.ts'
import { exportDayCustomers } from '../../day-customers.ts'
import { readVisits } from '../read-visits.ts'
import type { Route } from './+types/day-customers-csv.ts'

/** The day's booked customers as a table for a spreadsheet. */
export async function loader({ context, params, url }: Route.LoaderArgs): Promise<Response> {
  const ctx = pageCtx(context)
  const shop = await findShop(ctx, params.shop)
  const asked = url.searchParams.get('date')
  const date = asked ? parseDate(asked) : localDate(ctx.now, shop.timezone)
  if (!date) throw invalid('/date', 'wrongFormat')
  const visits = await readVisits(ctx, shop, await exportDayCustomers(ctx, shop, date))
  const t = translator(ctx.locale, 'schedule')
  const ui = translator(ctx.locale, 'ui')
  const style = { locale: ctx.locale, calendar: 'gregory', zone: shop.timezone } as const
  const head = ['time', 'number', 'name', 'phone', 'asset', 'service', 'status'] as const
  const rows = visits.map((visit) => [
    formatTime(visit.startsAt, style),
    visit.order.number,
    visit.customer?.name ?? '',
    visit.phone?.text ?? '',
    [visit.asset?.name, visit.asset?.plate].filter(Boolean).join(', '),
    visit.what,
    ui(`appointment.${visit.status}`),
  ])
  return new Response(csvOf([head.map((name) => t(`day.${name}`)), ...rows]), {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="${shop.slug}-${date.toString()}.csv"`,
      'cache-control': 'private, no-store',
    },
  })
}
