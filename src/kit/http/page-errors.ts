import { data, type LoaderFunctionArgs, redirectDocument, type ServerBuild } from 'react-router'
import { inLocale, localeOfPath } from '../i18n/locale.ts'
import { problemBody } from '../i18n/problem-words.ts'
import { problemOf } from './problem.ts'

type PageFunction = (args: LoaderFunctionArgs) => unknown

/**
 * The build with every loader and action guarded: what a capability refuses becomes the page of that refusal, with its
 * status and words. So pages throw and catch nothing. A guest is led to the sign-in and back.
 */
export function answerRefusals(build: ServerBuild): ServerBuild {
  const routes = Object.entries(build.routes).map(([id, route]) => {
    if (!route) return [id, route]
    const { loader, action, ...rest } = route.module
    const guarded = {
      ...rest,
      ...(loader ? { loader: guard(loader as PageFunction) } : {}),
      ...(action ? { action: guard(action as PageFunction) } : {}),
    }
    return [id, { ...route, module: guarded }]
  })
  return { ...build, routes: Object.fromEntries(routes) as ServerBuild['routes'] }
}

function guard(run: PageFunction): PageFunction {
  return async (args) => {
    try {
      return await run(args)
    } catch (error) {
      throw pageAnswer(error, args)
    }
  }
}

/** What React Router is given for something thrown: its own answers and surprises as they are, refusals in words. */
function pageAnswer(error: unknown, { request, url }: LoaderFunctionArgs): unknown {
  if (error instanceof Response || isData(error)) return error
  const problem = problemOf(error)
  if (problem.code === 'internal') return error
  if (problem.code === 'unauthenticated' && isPageVisit(request)) return toSignIn(url)
  const headers = problem.retryAfterSeconds ? { 'retry-after': String(problem.retryAfterSeconds) } : undefined
  return data(problemBody(problem, localeOfPath(url.pathname)), {
    status: problem.status,
    ...(headers ? { headers } : {}),
  })
}

const isData = (error: unknown): boolean =>
  typeof error === 'object' && error !== null && 'type' in error && error.type === 'DataWithResponseInit'

const isPageVisit = (request: Request): boolean => request.method === 'GET' || request.method === 'HEAD'

/** The sign-in page, which leads back; the words of another area need a new document. */
function toSignIn({ pathname, search }: URL): Response {
  const query = new URLSearchParams({ to: pathname + search }).toString()
  return redirectDocument(`${inLocale('/sign-in', localeOfPath(pathname))}?${query}`, {
    headers: { 'cache-control': 'no-store' },
  })
}
