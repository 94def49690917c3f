import { notFound } from '../../../kit/errors.ts'
import { pageCtx } from '../../../kit/http/page-context.ts'
import { outboxMessage, requireOutbox } from '../outbox.ts'
import type { Route } from './+types/outbox-part.ts'

/** A part of a kept mail by itself: its HTML, shut in, or its calendar file. */
export async function loader({ context, params, url }: Route.LoaderArgs): Promise<Response> {
  const ctx = pageCtx(context)
  requireOutbox(ctx, url)
  const message = await outboxMessage(ctx, params.id)
  if (message.kind !== 'email') throw notFound()
  if (params.part === 'html') return shutIn(message.mail.html)
  const { ical } = message.mail
  if (params.part !== 'calendar' || !ical) throw notFound()
  return new Response(ical.content, {
    headers: {
      'content-type': `text/calendar; charset=utf-8; method=${ical.method}`,
      'content-disposition': 'attachment; filename="invite.ics"',
      'cache-control': 'no-store',
    },
  })
}

/** As a mail program shows it: no scripts, no forms, nothing fetched from elsewhere; links open beside the page. */
function shutIn(html: string): Response {
  return new Response(html.replace(/<head>/i, '<head><base target="_blank">'), {
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
      'x-frame-options': 'SAMEORIGIN',
      'content-security-policy': [
        "default-src 'none'",
        "style-src 'unsafe-inline'",
        'img-src data:',
        "frame-ancestors 'self'",
        'sandbox allow-popups allow-popups-to-escape-sandbox',
      ].join('; '),
    },
  })
}
