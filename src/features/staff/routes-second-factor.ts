import { z } from 'zod'
import { ok, type Route, route } from '../../kit/http/route.ts'
import { findShop } from '../shops/find.ts'
import {
  readSecondFactorRule,
  requireSecondFactor,
  type SecondFactorRule,
  SecondFactorRuleInput,
  withoutSecondFactor,
} from './require-second-factor.ts'

const params = z.object({ shop: z.string() })

const ruleSchema = z
  .object({
    roles: z.array(z.string()),
    ownRoles: z.array(z.string()).meta({ description: 'Ids of roles of the shop’s own making.' }),
    requiredFrom: z.string().nullable(),
  })
  .meta({ id: 'SecondFactorRule' })

const rule = {
  path: '/api/shops/{shop}/second-factor',
  tag: 'staff',
  access: 'roles.edit',
  params,
  answers: { 200: ruleSchema },
} as const

/** For which roles a shop asks for a second factor, and who has none. */
export const secondFactorRoutes: Route[] = [
  route({
    ...rule,
    method: 'GET',
    summary: 'For which roles a shop asks for a second factor',
    handler: async (ctx, { params: { shop } }) =>
      ok(ruleAnswer(await readSecondFactorRule(ctx, await findShop(ctx, shop)))),
  }),
  route({
    ...rule,
    method: 'PUT',
    summary: 'Say for which roles; there is a week to set one up',
    body: SecondFactorRuleInput,
    handler: async (ctx, { params: { shop }, body }) =>
      ok(ruleAnswer(await requireSecondFactor(ctx, await findShop(ctx, shop), body))),
  }),
  route({
    method: 'GET',
    path: '/api/shops/{shop}/second-factor/missing',
    summary: 'Who of the people, and of those with roles in all shops, has set no second factor up yet',
    tag: 'staff',
    access: 'roles.edit',
    params,
    answers: {
      200: z.object({
        people: z.array(
          z.object({
            id: z.string(),
            name: z.string(),
            roles: z.array(z.string()),
            inAllShops: z.boolean().meta({
              description:
                'Whether roles are held in all shops of the organisation; `id` is the account’s where that is all.',
            }),
          }),
        ),
      }),
    },
    handler: async (ctx, { params: { shop } }) => {
      const people = await withoutSecondFactor(ctx, await findShop(ctx, shop))
      return ok({
        people: people.map(({ id, name, roles, inAllShops }) => ({ id, name, roles, inAllShops })),
      })
    },
  }),
]

function ruleAnswer({ roles, ownRoles, requiredFrom }: SecondFactorRule) {
  const some = roles.length + ownRoles.length > 0
  return {
    roles,
    ownRoles: ownRoles.map(({ id }) => id),
    requiredFrom: some ? (requiredFrom?.toString() ?? null) : null,
  }
}
