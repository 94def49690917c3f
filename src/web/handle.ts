/** What a route module may export as `handle`. */
export interface PageHandle {
  /** The page needs no React in the browser: no script is sent. */
  noScripts?: boolean
  /**
   * The page of a shop (`/shops/:shop…`) says the same to every visitor without a session: the page cache may keep it
   * until the shop or its calendar changes, a minute at most. Only with `noScripts`.
   */
  kept?: boolean
  /** `narrow`: one reading column in the frame of public pages. */
  width?: 'wide' | 'narrow'
  /** Origins beside our own to which a form of the page may lead (a card page): CSP `form-action`. */
  formTargets?: readonly string[]
}

/** A route's `handle` as ours, or undefined where it has none. */
export function pageHandle(handle: unknown): PageHandle | undefined {
  return typeof handle === 'object' && handle !== null ? handle : undefined
}
