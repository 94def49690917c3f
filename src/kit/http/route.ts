import type { FastifyRequest } from 'fastify'
import type { z } from 'zod'
import type { Permission } from '../access/index.ts'
import type { Ctx } from '../context.ts'
import type { FieldError } from '../errors.ts'
import type { RateClass } from './rate-limits.ts'

/**
 * Who may call: `public` (anybody), `account` (anybody signed in), a permission of the grid, or `link`:
 * owner, staff by the permission, or whoever holds the order's tracking code. The capability decides;
 * the word stands in the document and in the access matrix.
 */
export type RouteAccess = 'public' | 'account' | Permission | { link: Permission }

type Schema = z.ZodType

interface Declared<Params extends Schema, Query extends Schema, Body extends Schema> {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** With `{name}` for parameters, as it stands in the document. */
  path: `/api/${string}`
  summary: string
  tag: string
  access: RouteAccess
  params?: Params
  query?: Query
  body?: Body
  /**
   * What is wrong between fields of the body, or for this caller: told with the findings of the schemas, however
   * wrong the rest is. It gets the body as it was sent.
   */
  findings?(ctx: Ctx, body: Record<string, unknown>): FieldError[]
  answers: Partial<Record<200 | 201 | 204 | 302, Schema>>
  /** The route reads the request itself: a file as it streams in, or the body's text as it was signed. */
  raw?: 'multipart' | 'text'
  /** Which limit on calls per address counts; `other` unless said. */
  rate?: RateClass
  /** Left out of the idempotency-key rule. */
  noIdempotency?: boolean
  /**
   * Work over the network, which no transaction may wait for: done before the handler, outside of the key's transaction,
   * unless the key has its answer. It may happen twice for one call and must then be the same. Its result is `before`.
   */
  before?(ctx: Ctx, input: Input<Params, Query, Body>): Promise<unknown>
  handler(ctx: Ctx, input: Input<Params, Query, Body> & { before: unknown }): Promise<Answer>
}

interface Input<Params extends Schema, Query extends Schema, Body extends Schema> {
  params: z.output<Params>
  query: z.output<Query>
  body: z.output<Body>
  request: FastifyRequest
}

/** The status and body of an answer; the body is checked against the declared schema. */
export interface Answer {
  status: 200 | 201 | 204 | 302
  body?: unknown
  headers?: Record<string, string>
}

export type Route = Declared<Schema, Schema, Schema>

/** Declares a REST operation: what comes in, what goes out, who may. */
export function route<P extends Schema, Q extends Schema, B extends Schema>(
  declared: Declared<P, Q, B>,
): Route {
  return declared as unknown as Route
}

export const ok = (body: unknown): Answer => ({ status: 200, body })
export const created = (body: unknown): Answer => ({ status: 201, body })
export const noContent = (): Answer => ({ status: 204 })
