import type { Consent } from './store-consents.ts'

export type { Consent } from './store-consents.ts'

/** Of all that was said the last word for each purpose and channel; newest first in, newest first out. */
export function currentConsents(said: readonly Consent[]): Consent[] {
  const last = new Map<string, Consent>()
  for (const consent of said) {
    const key = `${consent.purpose} ${consent.channel}`
    if (!last.has(key)) last.set(key, consent)
  }
  return [...last.values()]
}
