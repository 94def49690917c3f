import type { RateClass } from '../kit/http/rate-limits.ts'
import { barePath } from '../kit/i18n/locale.ts'

const RATES: readonly [methods: RegExp, path: RegExp, rate: RateClass][] = [
  [/^/, /^\/(?:track|feeds)\/[^/]/, 'code'],
  [/^POST$/, /^\/(?:shops\/[^/]+\/book|open-shop)$/, 'booking'],
  [/^/, /^\/join-(?:platform|organisation)\/[^/]/, 'code'],
  [
    /^POST$/,
    /^\/(?:sign-in(?:\/[^/]+)?|register|forgot-password|reset-password|me\/security(?:\/[^/]+)?)$/,
    'sign-in',
  ],
]

/** The class of calls that a page belongs to, as its counterpart in REST; undefined for pages that are only read. */
export function pageRate(method: string, path: string): RateClass | undefined {
  const bare = barePath(path.replace(/\.data$/, ''))
  return RATES.find(([methods, pattern]) => methods.test(method) && pattern.test(bare))?.[2]
}
