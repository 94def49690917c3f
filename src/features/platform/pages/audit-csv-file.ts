import { redirect } from 'react-router'
import { pageCtx } from '../../../kit/http/page-context.ts'
import { findShop } from '../../shops/find.ts'
import { auditCsv } from '../audit-csv.ts'
import { exportAudit } from '../audit-log.ts'
import type { Route } from './+types/audit-csv-file.ts'
import { askedOf } from './audit-asked.ts'

/** The lines that the address asks for, as a file; that they were taken stands in the log too. */
export async function loader({ context, params, url }: Route.LoaderArgs): Promise<Response> {
  const ctx = pageCtx(context)
  const shop = await findShop(ctx, params.shop)
  const asked = askedOf(url)
  if (!asked) throw redirect(url.pathname)
  const csv = auditCsv(await exportAudit(ctx, shop, asked))
  return new Response(csv, {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': 'attachment; filename="audit.csv"',
      'cache-control': 'no-store',
    },
  })
}
