import { z } from 'zod'
import { forbidden, notFound } from '../../kit/errors.ts'
import { noContent, type Route, route } from '../../kit/http/route.ts'
import { bodyText, webHeaders } from '../../kit/http/raw-request.ts'
import { takeSmsStatus } from '../../kit/notify/take-status.ts'

export const routes: Route[] = [
  route({
    method: 'POST',
    path: '/api/sms/status/{gateway}',
    summary: "An SMS gateway's signed delivery report",
    tag: 'messages',
    access: 'public',
    raw: 'text',
    params: z.strictObject({ gateway: z.string().max(40) }),
    answers: { 204: z.undefined() },
    handler: async (ctx, { params: { gateway }, request }) => {
      const { sms } = ctx.services.adapters
      if (sms.name !== gateway || !sms.parseStatus) throw notFound()
      const status = sms.parseStatus(bodyText(request), webHeaders(request))
      if (!status) throw forbidden()
      await takeSmsStatus(ctx, status)
      return noContent()
    },
  }),
]
