import { sessionTokenIn } from './features/accounts/cookie.ts'
import { pageVersions } from './features/shops/find.ts'
import type { Services } from './kit/context.ts'
import type { PageCacheOptions } from './kit/http/page-cache.ts'

/** What the page cache asks the features: who has a session, and how new a shop is. */
export function pageCacheOptions(services: Services): PageCacheOptions {
  return {
    hasSession: ({ headers }) => sessionTokenIn(services.config, headers.cookie) !== undefined,
    versionsOf: (slugs) => pageVersions(services, slugs),
  }
}
