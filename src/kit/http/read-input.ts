import type { FastifyRequest } from 'fastify'
import type { z } from 'zod'
import type { Ctx } from '../context.ts'
import { type FieldError, Problem } from '../errors.ts'
import { readingAt } from '../input/reading.ts'
import { problemOfIssues } from './problem.ts'
import type { Route } from './route.ts'

/** What a call brought, checked: path, query and body. */
export interface CallInput {
  params: unknown
  query: unknown
  body: unknown
}

/** Checks path, query and body by the route's schemas; 400 with every wrong field of all three at once. */
export function readInput(route: Route, ctx: Ctx, { params, query, body }: FastifyRequest): CallInput {
  const wrong: FieldError[] = []
  const check = (schema: z.ZodType | undefined, data: unknown): unknown => {
    const result = schema?.safeParse(data, { reportInput: true })
    if (!result) return data
    if (!result.success) wrong.push(...problemOfIssues(result.error.issues).errors)
    return result.data
  }
  const input = readingAt(ctx.now, () => ({
    params: check(route.params, params),
    query: check(route.query, query),
    body: check(route.body, body ?? null),
  }))
  if (typeof body === 'object' && body !== null)
    wrong.push(...(route.findings?.(ctx, body as Record<string, unknown>) ?? []))
  if (wrong.length > 0) throw new Problem('invalid', { errors: wrong })
  return input
}

/** The shop that a call names, by id or slug, however wrong the rest of it is. */
export function namedShop({ params, query, body }: FastifyRequest): string | undefined {
  for (const part of [params, query, body]) {
    const shop = typeof part === 'object' && part !== null && 'shop' in part ? part.shop : undefined
    if (typeof shop === 'string') return shop
  }
  return undefined
}
