import { PassThrough } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { renderToPipeableStream } from 'react-dom/server'
import {
  type EntryContext,
  type HandleErrorFunction,
  isRouteErrorResponse,
  type RouterContextProvider,
  ServerRouter,
} from 'react-router'
import { type Caller, handOf } from './kit/access/index.ts'
import { contentPolicy } from './kit/http/content-policy.ts'
import { mayKeepContext, pageCtxIfAny, pageRequestContext } from './kit/http/page-context.ts'
import { localeOfPath } from './kit/i18n/locale.ts'
import { calendarFor, readPreferences } from './kit/i18n/preferences.ts'
import { areaOf } from './kit/i18n/area.ts'
import type { Acting, DocumentSettings } from './web/document.ts'
import { DocumentFrame } from './web/document-frame.tsx'
import { type PageHandle, pageHandle } from './web/handle.ts'
import { messagesOf } from './words/index.ts'

/** Draws a page whole, then sends it: a page waits for its data, so there is nothing to stream. */
export default async function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  entry: EntryContext,
  context: RouterContextProvider,
): Promise<Response> {
  const handle = handleOf(entry)
  const settings = settingsOf(request, context, handle)
  const { development } = context.get(pageRequestContext)
  const { formTargets } = handle
  if (handle.kept && handle.noScripts) context.set(mayKeepContext, true)
  headers.set('content-type', 'text/html; charset=utf-8')
  headers.set('content-security-policy', contentPolicy({ nonce: settings.nonce, development, formTargets }))
  // What one hand saw must not come back for the next by the button that leads back.
  if (settings.hand) headers.set('cache-control', 'no-store')
  else if (!headers.has('cache-control')) headers.set('cache-control', 'private, no-cache')
  const page = (
    <DocumentFrame settings={settings} words={messagesOf(settings.locale)}>
      <ServerRouter context={entry} url={request.url} nonce={settings.nonce} />
    </DocumentFrame>
  )
  return new Response(await render(page, settings.nonce), { status, headers })
}

/** Failures that nobody expected; refusals have been answered before they come here. */
export const handleError: HandleErrorFunction = (error, { request, params, context }) => {
  if (request.signal.aborted || isRouteErrorResponse(error)) return
  const log = pageCtxIfAny(context)?.services.log
  log?.error({ err: error, path: patternOf(new URL(request.url).pathname, params) }, 'page failed')
}

/** The path with its values as their names: a code or token in an address must not lie in a log. */
function patternOf(pathname: string, params: Record<string, string | undefined>): string {
  const names = new Map(
    Object.entries(params).map(([name, value = '']) => [encodeURIComponent(value), `:${name}`]),
  )
  return pathname
    .split('/')
    .map((part) => names.get(part) ?? part)
    .join('/')
}

function settingsOf(request: Request, context: RouterContextProvider, handle: PageHandle): DocumentSettings {
  const { pathname } = new URL(request.url)
  const { nonce, now, requestId } = context.get(pageRequestContext)
  const ctx = pageCtxIfAny(context)
  const origin = ctx?.services.config.url ?? ''
  const locale = localeOfPath(pathname)
  const { calendar, theme } = readPreferences(request.headers.get('cookie'))
  return {
    locale,
    area: areaOf(pathname),
    calendar: calendarFor(locale, calendar),
    theme,
    now: now.epochMilliseconds,
    requestId,
    origin,
    acting: ctx && actingOf(ctx.caller),
    hand: ctx && handOf(ctx.caller),
    lockMinutes: ctx?.caller.kind === 'account' ? ctx.caller.device?.lockMinutes : undefined,
    hydrates: handle.noScripts !== true,
    nonce: handle.noScripts ? undefined : nonce,
  }
}

function actingOf(caller: Caller): Acting | undefined {
  if (caller.kind !== 'account' || !caller.actedBy) return undefined
  const { until, zone } = caller.actedBy
  const desk = caller.grants[0]?.shopSlug ?? null
  return { name: caller.name, until: until.epochMilliseconds, zone, desk }
}

/** The handles of a page's routes as one; an error page needs no script. */
function handleOf({ staticHandlerContext, routeModules }: EntryContext): PageHandle {
  if (staticHandlerContext.errors) return { noScripts: true }
  const handles = staticHandlerContext.matches.map(({ route }) => pageHandle(routeModules[route.id]?.handle))
  return Object.assign({}, ...handles) as PageHandle
}

async function render(page: React.ReactNode, nonce: string | undefined): Promise<Uint8Array<ArrayBuffer>> {
  const { promise, resolve, reject } = Promise.withResolvers<PassThrough>()
  const { pipe } = renderToPipeableStream(page, {
    ...(nonce ? { nonce } : {}),
    // Everything is there when the page is sent: nothing is put off to the end of the document.
    progressiveChunkSize: Number.POSITIVE_INFINITY,
    onAllReady: () => resolve(pipe(new PassThrough())),
    onShellError: reject,
    onError: reject,
  })
  return new Uint8Array(await buffer(await promise))
}
