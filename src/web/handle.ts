/** What a route module may export as `handle`. */
export interface PageHandle {
  /** The page needs no React in the browser: no script is sent. */
  noScripts?: boolean
  /** `narrow`: one reading column in the frame of public pages. */
  width?: 'wide' | 'narrow'
  /** Origins beside our own to which a form of the page may lead (a card page): CSP `form-action`. */
  formTargets?: readonly string[]
}

/** A route's `handle` as ours, or undefined where it has none. */
export function pageHandle(handle: unknown): PageHandle | undefined {
  return typeof handle === 'object' && handle !== null ? handle : undefined
}
