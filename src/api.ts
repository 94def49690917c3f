import type { IncomingMessage, RequestListener, Server, ServerResponse } from 'node:http'
import cookie from '@fastify/cookie'
import multipart from '@fastify/multipart'
import fastify, {
  LogController,
  type FastifyBaseLogger,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
} from 'fastify'
import { identify } from './features/accounts/identify.ts'
import { identifyKey, keyIn } from './features/integrations/identify-key.ts'
import { serveCardPage } from './features/payments/serve-card-page.ts'
import { endLiveStreams } from './features/repairs/live.ts'
import { routes } from './features/routes.ts'
import { findShop } from './features/shops/find.ts'
import type { Ctx, Services } from './kit/context.ts'
import { explainDeadLinks } from './link-over.ts'
import { servePapers } from './papers.ts'
import { invalid, Problem } from './kit/errors.ts'
import { serveFiles } from './kit/files/serve.ts'
import { refuseOtherMethods, registerApi, sendProblem } from './kit/http/api.ts'
import { describeApi } from './kit/http/document.ts'
import { limitRates } from './kit/http/rate-limits.ts'
import type { PageCache } from './kit/http/page-cache.ts'
import { guardAnswers } from './kit/http/security.ts'
import { negotiateLocale } from './kit/i18n/locale.ts'
import { systemNow } from './kit/time.ts'

const MEGABYTE = 1024 * 1024
export const LARGEST_UPLOAD = 10 * MEGABYTE
// Ten thousand characters of description in UTF-8 with room to spare; photos go through uploads.
const LARGEST_BODY = 256 * 1024

export interface AppOptions {
  services: Services
  /** Answers by a kept page, before the framework looks at a request. */
  serveKept?: PageCache['serve']
  /** The clock of every request; tests hand in their own. */
  clock?: () => Temporal.Instant
}

/** The HTTP server without its pages: REST, the OpenAPI document, problem+json for everything under /api. */
export async function createApp({
  services,
  clock = systemNow,
  serveKept,
}: AppOptions): Promise<FastifyInstance> {
  const app = fastify({
    loggerInstance: services.log as FastifyBaseLogger,
    trustProxy: services.config.proxy.length > 0 ? services.config.proxy : false,
    bodyLimit: LARGEST_BODY,
    requestTimeout: 30_000,
    logController: new LogController({ disableRequestLogging: true }),
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: 200 },
    // An address whose escapes are broken names nothing.
    frameworkErrors: (error, request, reply) =>
      void sendProblem(
        error.code === 'FST_ERR_BAD_URL' ? invalid('', 'notAddress') : error,
        request as FastifyRequest,
        reply as FastifyReply,
      ),
  })
  app.setNotFoundHandler((request, reply) => sendProblem(new Problem('not-found'), request, reply))
  const contextOf = contextMaker(services, clock)
  app.decorate('contextOf', contextOf)
  // Open streams would hold the close up until their readers leave.
  app.addHook('preClose', () => Promise.resolve(endLiveStreams(services)))
  app.addHook('onRequest', refuseOddHost)
  if (serveKept) standBefore(app.server, serveKept)
  await guardAnswers(app, { secure: services.config.url.startsWith('https:') })
  await app.register(cookie)
  await limitRates(app, services.config.rateLimits)
  await app.register(multipart, { limits: { fileSize: LARGEST_UPLOAD, files: 1, fields: 10, parts: 11 } })
  await describeApi(app, { url: services.config.url, version: services.config.version })
  await app.register(async (api) => {
    registerApi(api, routes, { contextOf, rateScale: services.config.rateLimits, seekShop })
    await api.register(async (links) => {
      explainDeadLinks(links)
      serveFiles(links, contextOf)
      servePapers(links, contextOf)
    })
    serveCardPage(api, services)
    api.get('/api/openapi.json', { schema: { hide: true } }, () => app.swagger())
    refuseOtherMethods(api, '/api/openapi.json', ['GET'])
    api.all('/api/*', { schema: { hide: true } }, (request, reply) =>
      sendProblem(new Problem('not-found'), request, reply),
    )
  })
  return app
}

/** 400 for a `Host` of which no address can be made; pages and links would be built upon it. */
async function refuseOddHost(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply | void> {
  if (request.host === '' || HOST.test(request.host)) return
  await sendProblem(invalid('/Host', 'wrongFormat'), request, reply)
  return reply
}

const HOST = /^(?:[\w.-]{1,253}|\[[\da-f:.]{2,45}\])(?::\d{1,5})?$/i

/** A shop that is not there has no language. */
const seekShop = (ctx: Ctx, slugOrId: string): Promise<unknown> =>
  findShop(ctx, slugOrId).catch((error: unknown) => {
    if (!(error instanceof Problem)) throw error
  })

/** Lets `first` answer a request or hand it on to whoever listened so far. */
function standBefore(server: Server, first: PageCache['serve']): void {
  const listeners = server.listeners('request') as RequestListener[]
  server.removeAllListeners('request')
  server.on('request', (request: IncomingMessage, response: ServerResponse) =>
    first(request, response, () => {
      for (const listener of listeners) listener(request, response)
    }),
  )
}

function contextMaker(services: Services, clock: () => Temporal.Instant) {
  return async (request: FastifyRequest): Promise<Ctx> => {
    const asked = negotiateLocale(request.headers['accept-language'])
    const nobody: Ctx = {
      db: services.database.kysely,
      now: clock(),
      caller: { kind: 'nobody' },
      locale: asked ?? 'en',
      localeGiven: asked !== undefined,
      about: {},
      requestId: request.id,
      address: request.ip,
      ...(request.headers['user-agent'] ? { userAgent: request.headers['user-agent'].slice(0, 300) } : {}),
      services,
    }
    const key = keyIn(request)
    const caller = key ? identifyKey(nobody, key, request) : identify(nobody, request)
    return { ...nobody, caller: await caller }
  }
}

declare module 'fastify' {
  interface FastifyInstance {
    /** Makes the context of a request, for pages as for REST. */
    contextOf: (request: FastifyRequest) => Promise<Ctx>
  }
}
