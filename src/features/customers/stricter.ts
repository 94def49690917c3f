import { type Consent, currentConsents } from './consents.ts'
import type { NewConsent } from './store-consents.ts'

const key = ({ purpose, channel }: Pick<Consent, 'purpose' | 'channel'>) => `${purpose} ${channel}`

/**
 * What must be said of two records that become one, so that the stricter word wins: a no of one of them stays a no,
 * whichever was said later. Both lists newest first.
 */
export function stricterWords(one: readonly Consent[], other: readonly Consent[]): NewConsent[] {
  const newestFirst = [...one, ...other].toSorted(
    (a, b) => Temporal.Instant.compare(b.at, a.at) || (a.id < b.id ? 1 : -1),
  )
  return currentConsents(newestFirst)
    .filter((word) => word.granted && (refuses(one, word) || refuses(other, word)))
    .map(({ purpose, channel }) => ({ purpose, channel, granted: false, source: 'merge' }))
}

/** Whether a record's own last word says no to it: by this way, or by any without having said yes to this one. */
function refuses(said: readonly Consent[], word: Consent): boolean {
  const last = new Map(currentConsents(said).map((one) => [key(one), one.granted]))
  return (last.get(key(word)) ?? last.get(key({ ...word, channel: 'any' }))) === false
}
