import { Readable } from 'node:stream'
import { redirectDocument } from 'react-router'
import { pageCtx } from '../../../kit/http/page-context.ts'
import { problemOf } from '../../../kit/http/problem.ts'
import { localeOfVisit } from '../../../kit/http/visit.ts'
import { paths } from '../../../web/paths.ts'
import { openExport } from '../export-link.ts'
import type { Route } from './+types/export-file.ts'

/** The archive behind a signed link, for the one who asked for it. */
export async function loader({ context, params, request, url }: Route.LoaderArgs): Promise<Response> {
  const ctx = pageCtx(context)
  const { stream, size } = await openExport(ctx, {
    id: params.id,
    until: url.searchParams.get('until') ?? '',
    signature: url.searchParams.get('signature') ?? '',
  }).catch((error: unknown) => {
    throw whyNot(error, request)
  })
  return new Response(Readable.toWeb(stream) as ReadableStream, {
    headers: {
      'content-type': 'application/zip',
      'content-length': String(size),
      'content-disposition': 'attachment; filename="my-data.zip"',
      'cache-control': 'private, no-store',
      'x-content-type-options': 'nosniff',
    },
  })
}

/** Where a browser followed a link that opens nothing: the way to the page that says so. */
function whyNot(error: unknown, { headers }: Request): unknown {
  const locale = localeOfVisit({
    accept: headers.get('accept'),
    cookie: headers.get('cookie'),
    language: headers.get('accept-language'),
  })
  return locale && problemOf(error).code === 'not-found'
    ? redirectDocument(paths(locale).linkOver(), 303)
    : error
}
