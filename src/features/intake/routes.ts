import { z } from 'zod'
import { wordsOf } from '../../kit/context.ts'
import { created, type Route, route } from '../../kit/http/route.ts'
import { trackingUrl } from '../../kit/links.ts'
import { findShop } from '../shops/find.ts'
import { assetFindings, requestService, ServiceRequest } from './request-service.ts'
import { appointmentRoutes } from './appointment-routes.ts'
import { contactMissing } from './door.ts'
import { holdRoutes } from './hold-routes.ts'
import { uploadRoute } from './upload-route.ts'
import { visitRoutes } from './visit-routes.ts'
import { waitlistRoutes } from './waitlist-routes.ts'

const OpenedRequest = z.object({
  id: z.string(),
  number: z.string(),
  status: z.literal('pending'),
  trackingCode: z.string(),
  trackingUrl: z.string(),
})

export const routes: Route[] = [
  uploadRoute,
  route({
    method: 'POST',
    path: '/api/service-request',
    summary: 'Ask a shop for a repair',
    tag: 'intake',
    access: 'public',
    rate: 'booking',
    body: ServiceRequest,
    findings: (ctx, body) => [...assetFindings(body), ...contactMissing(ctx, body)],
    answers: { 201: OpenedRequest },
    handler: async (ctx, { body }) => {
      const { id, number, trackingCode, shopId } = await requestService(ctx, body)
      const locale = wordsOf(ctx, await findShop(ctx, shopId))
      return created({
        id,
        number: String(number),
        status: 'pending',
        trackingCode,
        trackingUrl: trackingUrl(ctx, trackingCode, locale),
      })
    },
  }),
  ...appointmentRoutes,
  ...holdRoutes,
  ...waitlistRoutes,
  ...visitRoutes,
]
