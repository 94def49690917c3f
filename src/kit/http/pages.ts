import { randomBytes } from 'node:crypto'
import fastifyStatic from '@fastify/static'
import { createRequest } from '@remix-run/node-fetch-server'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { createRequestHandler, RouterContextProvider, type ServerBuild } from 'react-router'
import type { Ctx } from '../context.ts'
import type { Problem } from '../errors.ts'
import { localeOfPath, negotiateLocale } from '../i18n/locale.ts'
import { readPreferences } from '../i18n/preferences.ts'
import { newPatience, type Patience } from '../patience.ts'
import { systemNow } from '../time/clock.ts'
import type { Drawn, PageCache } from './page-cache.ts'
import { ctxContext, mayKeepContext, pageRequestContext } from './page-context.ts'
import { answerRefusals, type SignInPath } from './page-errors.ts'
import { refuseForeignForms } from './foreign-forms.ts'
import { problemOf } from './problem.ts'
import { type RateClass, rateGuard } from './rate-limits.ts'

export interface PagesOptions {
  /** React Router's build: `() => import('virtual:react-router/server-build')`, which only Vite knows. */
  build: () => Promise<ServerBuild>
  contextOf: (request: FastifyRequest) => Promise<Ctx>
  /** Where a guest goes who must sign in first. */
  signIn: SignInPath
  /** Which pages are counted, by method and path, and how generously (`FIXBAY_RATE_LIMITS`). */
  rates?: { of: (method: string, path: string) => RateClass | undefined; scale: number }
  /** Keeps public pages; left out in development. Its hook is the application's first. */
  cache?: PageCache
  /** The folder of built browser files; left out in development, where Vite serves them. */
  assets?: string
  development?: boolean
}

/** Registers the pages: browser files, then every address that nothing else has taken. */
export async function registerPages(app: FastifyInstance, options: PagesOptions): Promise<void> {
  const { assets, development = false } = options
  if (assets)
    await app.register(fastifyStatic, {
      root: assets,
      preCompressed: true,
      wildcard: false,
      index: false,
      setHeaders: cacheAssets,
    })
  const handler = createRequestHandler(
    answerRefusals(await options.build(), options.signIn),
    development ? 'development' : 'production',
  )
  await app.register(async (pages) => {
    // React Router reads the body itself.
    pages.removeAllContentTypeParsers()
    pages.addContentTypeParser('*', (_request, _payload, done) => done(null))
    pages.addHook('onRequest', refuseForeignForms)
    pages.addHook('onRequest', preferPersian)
    const { cache } = options
    const guard = rateGuard(pages, options.rates?.scale ?? 0)
    const count = async (request: FastifyRequest) => {
      const rate = options.rates?.of(request.method, pathOf(request))
      if (rate) await guard(request, rate)
    }
    const answer = async (request: FastifyRequest, reply: FastifyReply) => {
      const draw = (patience: Patience) => page(request, reply, handler, { ...options, count }, patience)
      return cache ? cache.draw(request, reply, draw) : reply.send((await draw(newPatience())).response)
    }
    for (const path of ['/*', ...UNDER_API]) pages.all(path, { schema: { hide: true } }, answer)
  })
}

// Pages whose address lies among those of calls, where everything else that is unknown is a problem in JSON.
const UNDER_API = ['/api/docs']

type Handler = ReturnType<typeof createRequestHandler>
type Drawing = PagesOptions & { count: (request: FastifyRequest) => Promise<void> }

/** A page, or, when the database keeps a reader waiting, the page that says so. A form waits in `formAction`. */
async function page(
  request: FastifyRequest,
  reply: FastifyReply,
  handler: Handler,
  options: Drawing,
  patience: Patience,
): Promise<Drawn> {
  const context = await pageContext(request, options, patience)
  const answer = handler(webRequest(request, reply), context)
  if (request.method !== 'GET' && request.method !== 'HEAD') return { response: await answer, mayKeep: false }
  try {
    const response = await patience.within(answer)
    return { response, mayKeep: context.get(mayKeepContext) }
  } catch (error) {
    const trouble = problemOf(error)
    if (trouble.code !== 'unavailable') throw error
    const away = withoutCtx(request, options, trouble)
    return { response: await handler(webRequest(request, reply), away), mayKeep: false }
  }
}

// What says how a page may behave: on a script or a style it only weighs, forty times a page.
const ABOUT_PAGES = [
  'content-security-policy',
  'cross-origin-opener-policy',
  'origin-agent-cluster',
  'x-dns-prefetch-control',
  'x-download-options',
  'x-frame-options',
  'x-permitted-cross-domain-policies',
  'x-xss-protection',
]

/** Files under /assets carry a hash in their name and never change. */
function cacheAssets(reply: FastifyReply, path: string): void {
  const forever = path.includes('/assets/')
  if (forever) for (const name of ABOUT_PAGES) reply.raw.removeHeader(name)
  void reply.header('cache-control', forever ? 'public, max-age=31536000, immutable' : 'public, max-age=3600')
}

async function pageContext(request: FastifyRequest, options: Drawing, patience: Patience) {
  try {
    await options.count(request)
    const ctx = await patience.within(options.contextOf(request))
    const context = new RouterContextProvider()
    context.set(ctxContext, { ...ctx, locale: localeOfPath(pathOf(request)), localeGiven: true })
    context.set(pageRequestContext, { ...aboutPage(request, options), now: ctx.now, trouble: undefined })
    return context
  } catch (error) {
    const trouble = problemOf(error)
    if (trouble.code === 'internal') throw error
    if (trouble.code !== 'slow-down') request.log.warn({ err: error }, 'a page without its context')
    return withoutCtx(request, options, trouble)
  }
}

/** For a page that can say no more than what is wrong. */
function withoutCtx(request: FastifyRequest, options: PagesOptions, trouble: Problem) {
  const context = new RouterContextProvider()
  context.set(pageRequestContext, { ...aboutPage(request, options), now: systemNow(), trouble })
  return context
}

function aboutPage(request: FastifyRequest, { development = false }: PagesOptions) {
  const httpDocument = () => request.server.swagger()
  return { nonce: randomBytes(16).toString('base64'), development, requestId: request.id, httpDocument }
}

/** The request as the web knows it, under the address that the browser used (behind a proxy: that of the proxy). */
function webRequest(request: FastifyRequest, reply: FastifyReply): Request {
  return createRequest(request.raw, reply.raw, { host: request.host, protocol: `${request.protocol}:` })
}

/** `/` leads to `/fa` where the browser prefers Persian and nobody has chosen. */
async function preferPersian(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply | void> {
  if (pathOf(request) !== '/' || (request.method !== 'GET' && request.method !== 'HEAD')) return
  reply.header('vary', 'accept-language, cookie')
  const { cookie } = request.headers
  const prefers = negotiateLocale(request.headers['accept-language']) === 'fa'
  if (prefers && readPreferences(cookie).locale === undefined)
    return reply.redirect(`/fa${request.url.slice(1)}`, 302)
}

const pathOf = (request: FastifyRequest): string => request.url.split('?', 1)[0] ?? '/'
