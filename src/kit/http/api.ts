import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { z } from 'zod'
import { type Ctx, wordsOfRefusal } from '../context.ts'
import { Problem, unauthenticated } from '../errors.ts'
import { negotiateLocale } from '../i18n/locale.ts'
import { problemBody } from '../i18n/problem-words.ts'
import { newPatience } from '../patience.ts'
import { once } from './idempotency.ts'
import { jsonOnly, problemOf } from './problem.ts'
import { rateGuard, rateOption } from './rate-limits.ts'
import { type CallInput, namedShop, readInput } from './read-input.ts'
import type { Answer, Route } from './route.ts'
import { WrittenJson } from './written-json.ts'

/** Makes the context of a request: who calls, in which words, at which instant. */
export type ContextOf = (request: FastifyRequest) => Promise<Ctx>

/** What the server hands to the REST operations. */
export interface ApiOptions {
  contextOf: ContextOf
  rateScale: number
  /** Looks for the shop that a wrong call names, so that the refusal speaks its language. */
  seekShop: (ctx: Ctx, slugOrId: string) => Promise<unknown>
}

const contexts = new WeakMap<FastifyRequest, Ctx>()

/** Registers the REST operations: context, access to the door, validation, idempotency, problem+json. */
export function registerApi(app: FastifyInstance, routes: readonly Route[], options: ApiOptions): void {
  // The schemas stand in the document; they are applied once it is known who calls and when (`readInput`).
  app.setValidatorCompiler(() => () => true)
  app.setSerializerCompiler(
    ({ schema }) =>
      (data) =>
        JSON.stringify((schema as unknown as z.ZodType).parse(data)),
  )
  app.setErrorHandler((error, request, reply) => sendProblem(error, request, reply))
  const guard = rateGuard(app, options.rateScale)
  for (const route of routes) {
    if (route.raw === 'text')
      void app.register(async (signed) => registerRoute(asText(signed), route, options, guard))
    else registerRoute(app, route, options, guard)
  }
  for (const [path, mine] of Map.groupBy(routes, (route) => route.path))
    refuseOtherMethods(
      app,
      path,
      mine.map((route) => route.method),
    )
  // Bodies are JSON, or a file: anything else is 415.
  app.removeContentTypeParser('text/plain')
}

const METHODS: readonly Route['method'][] = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE']

/** 405 with `Allow` where an address exists and the method does not. */
export function refuseOtherMethods(
  app: FastifyInstance,
  path: string,
  allowed: readonly Route['method'][],
): void {
  const refused = METHODS.filter((method) => !allowed.includes(method))
  if (refused.length === 0) return
  app.route({
    method: refused,
    url: urlOf(path),
    schema: { hide: true },
    handler: async (request, reply) => {
      void reply.header('allow', allowed.join(', '))
      await sendProblem(new Problem('not-allowed'), request, reply)
    },
  })
}

/** The address as the server matches it: `{id}` is `:id`. */
function urlOf(path: string): string {
  return path.replaceAll(/\{(\w+)\}/g, ':$1')
}

/** Bodies stay the text that arrived: a signature is over its very letters. */
function asText(app: FastifyInstance): FastifyInstance {
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => done(null, body))
  return app
}

function registerRoute(
  app: FastifyInstance,
  route: Route,
  options: ApiOptions,
  guard: ReturnType<typeof rateGuard>,
): void {
  const { contextOf, rateScale, seekShop } = options
  app.route({
    method: route.method,
    url: urlOf(route.path),
    schema: {
      summary: route.summary,
      tags: [route.tag],
      ...(route.params ? { params: route.params } : {}),
      ...(route.query ? { querystring: route.query } : {}),
      ...(route.body ? { body: route.body } : {}),
      response: route.answers,
    },
    config: { route, ...rateOption(route.rate ?? 'other', rateScale) },
    // Before the body is looked at: a stranger learns nothing, not even what a body should hold.
    preValidation: async (request) => {
      const patience = newPatience()
      const ctx = await patience.within(contextOf(request))
      // A file comes as fast as its sender's line is.
      contexts.set(request, route.raw === 'multipart' ? ctx : { ...ctx, patience })
      if (ctx.caller.kind === 'key') await guard(request, 'key', ctx.caller.keyId)
      if (ctx.caller.kind === 'nobody' && !mayKnock(route, request)) throw unauthenticated()
      if (route.body && request.isMultipart()) throw jsonOnly()
    },
    handler: async (request, reply) => {
      const ctx = contextOfRequest(request)
      const work = checked(route, ctx, request, seekShop).then((input) => answer(route, ctx, request, input))
      await send(reply, await (ctx.patience?.within(work) ?? work))
    },
  })
}

/** The context that was made for this request. */
export function contextOfRequest(request: FastifyRequest): Ctx {
  const ctx = contexts.get(request)
  if (!ctx) throw new Error('the request has no context yet')
  return ctx
}

function mayKnock(route: Route, request: FastifyRequest): boolean {
  if (route.access === 'public') return true
  if (typeof route.access !== 'object') return false
  const { code } = request.query as { code?: unknown }
  return typeof code === 'string' && code !== ''
}

interface Reply {
  status: number
  body: unknown
  headers?: Record<string, string>
  kept: boolean
}

/** The input; where it is wrong, in the language of the shop that it names, unless the caller asked for one. */
async function checked(
  route: Route,
  ctx: Ctx,
  request: FastifyRequest,
  seekShop: ApiOptions['seekShop'],
): Promise<CallInput> {
  try {
    return readInput(route, ctx, request)
  } catch (error) {
    const shop = ctx.localeGiven === false ? namedShop(request) : undefined
    if (shop !== undefined) await seekShop(ctx, shop)
    throw error
  }
}

async function answer(route: Route, ctx: Ctx, request: FastifyRequest, input: CallInput): Promise<Reply> {
  const whole = { ...input, request }
  const run = (inner: Ctx, before: unknown): Promise<Answer> => route.handler(inner, { ...whole, before })
  const key = request.headers['idempotency-key']
  const keyed =
    route.method === 'POST' && !route.raw && !route.noIdempotency && typeof key === 'string' && key !== ''
  if (!keyed) {
    const { status, body, headers } = await run(ctx, await route.before?.(ctx, whole))
    return { status, body, ...(headers ? { headers } : {}), kept: false }
  }
  const call = {
    key,
    method: route.method,
    path: request.url.split('?')[0] ?? '',
    body: [input.query, input.body],
  }
  // What is kept is what was sent: the checked, serialised form.
  const kept = await once(
    ctx,
    call,
    async (tx, before) => {
      const given = await run(tx, before)
      const schema = route.answers[given.status]
      return { ...given, body: schema ? schema.parse(given.body) : given.body }
    },
    (problem) => problemBody(problem, wordsOfRefusal(ctx)),
    route.before && (async () => route.before?.(ctx, whole)),
  )
  return { ...kept, kept: true }
}

async function send(reply: FastifyReply, { status, body, headers, kept }: Reply): Promise<void> {
  if (headers) reply.headers(headers)
  if (body instanceof WrittenJson) return body.send(reply)
  if (kept && status >= 400) {
    await reply.code(status).type('application/problem+json').serializer(JSON.stringify).send(body)
    return
  }
  // A serialiser of one's own leaves the type out.
  if (kept && body !== undefined) reply.type('application/json; charset=utf-8').serializer(JSON.stringify)
  await reply.code(status).send(body)
}

/** Answers any error as problem+json in the caller's words; what was not expected is logged. */
export async function sendProblem(
  error: unknown,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<void> {
  const problem = problemOf(error)
  if (problem.code === 'internal') request.log.error({ err: error }, 'request failed')
  if (problem.code === 'unavailable') request.log.warn({ err: error }, 'database away')
  const ctx = contexts.get(request)
  const locale = ctx ? wordsOfRefusal(ctx) : negotiateLocale(request.headers['accept-language'])
  await sendProblemBody(problem, locale ?? 'en', reply)
}

async function sendProblemBody(problem: Problem, locale: Ctx['locale'], reply: FastifyReply): Promise<void> {
  if (problem.retryAfterSeconds !== undefined) reply.header('retry-after', String(problem.retryAfterSeconds))
  await reply
    .code(problem.status)
    .type('application/problem+json')
    .serializer(JSON.stringify)
    .send(problemBody(problem, locale))
}
