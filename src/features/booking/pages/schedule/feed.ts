import { createHash } from 'node:crypto'
import { notFound } from '../../../../kit/errors.ts'
import { pageCtx } from '../../../../kit/http/page-context.ts'
import type { Route } from './+types/feed.ts'
import { readFeed } from './read-feed.ts'

const FILE = /^([\w-]{43})\.ics$/

/** The calendar behind a secret link, told only when it has changed since the asker's last time. */
export async function loader({ context, params, request }: Route.LoaderArgs): Promise<Response> {
  const token = FILE.exec(params.file)?.[1]
  if (!token) throw notFound()
  const content = await readFeed(pageCtx(context), token)
  const etag = `"${createHash('sha256').update(content).digest('base64url').slice(0, 22)}"`
  const headers = { etag, 'cache-control': 'private, no-cache', 'referrer-policy': 'no-referrer' }
  const known = request.headers.get('if-none-match')?.split(/\s*,\s*/) ?? []
  if (known.some((one) => one.replace(/^W\//, '') === etag))
    return new Response(null, { status: 304, headers })
  return new Response(content, { headers: { ...headers, 'content-type': 'text/calendar; charset=utf-8' } })
}
