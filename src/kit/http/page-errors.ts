import { data, type LoaderFunctionArgs, redirectDocument, type ServerBuild } from 'react-router'
import { type Locale, localeOfPath } from '../i18n/locale.ts'
import { problemBody } from '../i18n/problem-words.ts'
import { problemOf } from './problem.ts'

/** The sign-in page's path that leads back `to` a path. */
export type SignInPath = (locale: Locale, to: string) => string

type PageFunction = (args: LoaderFunctionArgs) => unknown

/**
 * The build with every loader and action guarded: what a capability refuses becomes the page of that refusal, with its
 * status and words. So pages throw and catch nothing. A guest is led to the sign-in and back.
 */
export function answerRefusals(build: ServerBuild, signIn: SignInPath): ServerBuild {
  const routes = Object.entries(build.routes).map(([id, route]) => {
    if (!route) return [id, route]
    const { loader, action, ...rest } = route.module
    const guarded = {
      ...rest,
      ...(loader ? { loader: guard(loader as PageFunction, signIn) } : {}),
      ...(action ? { action: guard(action as PageFunction, signIn) } : {}),
    }
    return [id, { ...route, module: guarded }]
  })
  return { ...build, routes: Object.fromEntries(routes) as ServerBuild['routes'] }
}

function guard(run: PageFunction, signIn: SignInPath): PageFunction {
  return async (args) => {
    try {
      return await run(args)
    } catch (error) {
      throw pageAnswer(error, args, signIn)
    }
  }
}

/** What React Router is given for something thrown: its own answers and surprises as they are, refusals in words. */
function pageAnswer(error: unknown, { request, url }: LoaderFunctionArgs, signIn: SignInPath): unknown {
  if (error instanceof Response || isData(error)) return error
  const problem = problemOf(error)
  if (problem.code === 'internal') return error
  if (problem.code === 'unauthenticated' && isPageVisit(request)) return toSignIn(url, signIn)
  const headers = problem.retryAfterSeconds ? { 'retry-after': String(problem.retryAfterSeconds) } : undefined
  return data(problemBody(problem, localeOfPath(url.pathname)), {
    status: problem.status,
    ...(headers ? { headers } : {}),
  })
}

const isData = (error: unknown): boolean =>
  typeof error === 'object' && error !== null && 'type' in error && error.type === 'DataWithResponseInit'

const isPageVisit = (request: Request): boolean => request.method === 'GET' || request.method === 'HEAD'

/** The sign-in page, which leads back; a new document, because it may be of another area. */
function toSignIn({ pathname, search }: URL, signIn: SignInPath): Response {
  const to = signIn(localeOfPath(pathname), pathname + search)
  return redirectDocument(to, { headers: { 'cache-control': 'no-store' } })
}
