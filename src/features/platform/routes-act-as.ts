import { z } from 'zod'
import { created, noContent, type Route, route } from '../../kit/http/route.ts'
import { endActing } from '../accounts/act-for.ts'
import { actAs, ActAsInput } from './act-as.ts'

const ActingAnswer = z
  .object({
    account: z.object({ id: z.string(), name: z.string() }),
    shop: z.string().nullable().meta({ description: 'The slug; null: as a customer.' }),
    until: z.string(),
  })
  .meta({ id: 'Acting' })

const path = '/api/platform/act-as'

export const actAsRoutes: Route[] = [
  route({
    method: 'POST',
    path,
    summary: 'Act in another person’s place for half an hour: from now on this session has their rights',
    tag: 'platform',
    access: 'platform.impersonate',
    noIdempotency: true,
    body: ActAsInput,
    answers: { 201: ActingAnswer },
    handler: async (ctx, { body }) => {
      const { account, shop, until } = await actAs(ctx, body)
      const { id, name } = account
      return created({ account: { id, name }, shop: shop?.slug ?? null, until: until.toString() })
    },
  }),
  route({
    method: 'DELETE',
    path,
    summary: 'Be yourself again; fine where you act for nobody',
    tag: 'platform',
    access: 'account',
    answers: { 204: z.undefined() },
    handler: async (ctx) => {
      await endActing(ctx)
      return noContent()
    },
  }),
]
