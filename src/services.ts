import pino from 'pino'
import { createAdapters } from './adapters/index.ts'
import { oneOf } from './adapters/settings.ts'
import { proveAgain } from './features/accounts/prove.ts'
import { hasConsent } from './features/customers/has-consent.ts'
import { reactions } from './features/reactions.ts'
import type { Config } from './kit/config.ts'
import type { Services } from './kit/context.ts'
import { openDatabase } from './kit/db/index.ts'
import { createReactionTable } from './kit/events/reactions.ts'
import { startBoss } from './kit/jobs/boss.ts'
import { createSecrets } from './kit/secrets.ts'

// Where a line could carry a secret: headers, cookies, links with codes.
const REDACTED = [
  'req.headers.authorization',
  'req.headers.cookie',
  'password',
  'token',
  'code',
  '*.password',
  '*.token',
  '*.code',
]

const LOG_LEVELS = ['warn', 'trace', 'debug', 'info', 'error', 'fatal', 'silent'] as const

/** Opens everything that a process of Fixbay shares: pool, queue, adapters, keys, log. */
export async function createServices(config: Config, overrides: Partial<Services> = {}): Promise<Services> {
  const { environment } = config
  // Wrong settings end the start before anything is open.
  const adapters = createAdapters(environment, { dataFolder: config.dataFolder, url: config.url })
  const prepare = oneOf(environment, 'FIXBAY_PREPARE', ['1', '0']) === '1'
  oneOf(environment, 'FIXBAY_PLATFORM_SECOND_FACTOR', ['0', '1'])
  const log =
    overrides.log ??
    pino({
      level: oneOf(environment, 'FIXBAY_LOG', LOG_LEVELS),
      redact: { paths: REDACTED, censor: '[redacted]' },
    })
  const database =
    overrides.database ??
    openDatabase({
      url: config.databaseUrl,
      log,
      guard: config.development,
      prepare,
    })
  const boss = overrides.boss ?? (await startBoss(database, log, config.role !== 'web'))
  return {
    config,
    database,
    log,
    boss,
    secrets: createSecrets(config.secret),
    reactions: createReactionTable(reactions),
    adapters,
    hasConsent,
    proveAgain,
    ...overrides,
  }
}

/** Ends the shared parts in order: jobs first, then the pool. */
export async function closeServices(services: Services): Promise<void> {
  await services.boss.stop({ graceful: true, timeout: 5000 })
  await services.database.close()
}
