import { createContext, type RouterContextProvider } from 'react-router'
import type { Ctx } from '../context.ts'
import type { Problem } from '../errors.ts'

/** What the page door knows of a request beside the caller. */
export interface PageRequest {
  /** Names the inline scripts of this answer in its policy. */
  nonce: string
  development: boolean
  requestId: string
  now: Temporal.Instant
  /** Why there is no `Ctx`: the database is away. Pages that need none still answer. */
  trouble: Problem | undefined
  /** The OpenAPI document of this installation, for the page that shows it. */
  httpDocument: () => object
}

export const ctxContext = createContext<Ctx>()
export const pageRequestContext = createContext<PageRequest>()
/** Set by a page that was drawn for everybody alike: the page cache may keep it. */
export const mayKeepContext = createContext(false)

type Context = Readonly<RouterContextProvider>

/** The `Ctx` of a loader or action. Throws 503 while the database is away. */
export function pageCtx(context: Context): Ctx {
  const { trouble } = context.get(pageRequestContext)
  if (trouble) throw trouble
  return context.get(ctxContext)
}

/** The `Ctx`, or undefined while the database is away: for frames that must stand on every page. */
export function pageCtxIfAny(context: Context): Ctx | undefined {
  return context.get(pageRequestContext).trouble ? undefined : context.get(ctxContext)
}
