import { z } from 'zod'
import { created, type Route, route } from '../../kit/http/route.ts'
import { claimFirstStart, ClaimFirstStart } from './first-start.ts'

export const firstStartRoutes: Route[] = [
  route({
    method: 'POST',
    path: '/api/first-start',
    summary: 'Make a new installation one’s own, with the code that its start printed',
    tag: 'platform',
    access: 'public',
    noIdempotency: true,
    rate: 'sign-in',
    body: ClaimFirstStart,
    answers: { 201: z.object({ id: z.string(), name: z.string(), email: z.string().nullable() }) },
    handler: async (ctx, { body }) => {
      const { id, name, email } = await claimFirstStart(ctx, body)
      return created({ id, name, email })
    },
  }),
]
