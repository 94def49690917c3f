import { Readable } from 'node:stream'
import { pageCtx } from '../../../kit/http/page-context.ts'
import { openExport } from '../export-link.ts'
import type { Route } from './+types/export-file.ts'

/** The archive behind a signed link, for the one who asked for it. */
export async function loader({ context, params, url }: Route.LoaderArgs): Promise<Response> {
  const ctx = pageCtx(context)
  const { stream, size } = await openExport(ctx, {
    id: params.id,
    until: url.searchParams.get('until') ?? '',
    signature: url.searchParams.get('signature') ?? '',
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
