import type { IntlError } from 'use-intl/core'

/**
 * A missing or broken message: thrown while developing and testing, so that it cannot stay; in production the page
 * shows the key, and the browser's console says why.
 */
export function onMissingWord(error: IntlError): void {
  if (import.meta.env.PROD) return
  throw error
}

/** What stands in place of a missing message. */
export function wordKey({ namespace, key }: { namespace?: string | undefined; key: string }): string {
  return namespace ? `${namespace}.${key}` : key
}
