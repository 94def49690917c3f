/** The settings that the running program reads; parsed and checked by the launcher. */
export interface Config {
  /** The origin of every link that is sent, without a slash at the end. */
  url: string
  host: string
  port: number
  dataFolder: string
  databaseUrl: string
  /** The installation's secret: every key is derived from it. */
  secret: string
  role: 'all' | 'web' | 'worker'
  /** Whose X-Forwarded-For counts: addresses or networks of the proxy; empty for none. */
  proxy: string[]
  /** Scales every rate limit; 0 turns them off. */
  rateLimits: number
  /** Demo mode: the outbox page, the demo sign-ins. */
  demo: boolean
  /** Load the demo shops into an installation that has none. */
  demoData: boolean
  development: boolean
  version: string
  /** The adapters' own settings, as they stand in the environment. */
  environment: Readonly<Record<string, string | undefined>>
}
