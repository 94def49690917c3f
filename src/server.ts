import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import type { FastifyInstance } from 'fastify'
import { createApp } from './api.ts'
import { loadDemo } from './demo/load-demo.ts'
import { jobs } from './features/jobs.ts'
import { prepareFirstStart } from './features/shops/first-start.ts'
import type { Config } from './kit/config.ts'
import { closeApp } from './kit/http/close.ts'
import { createPageCache } from './kit/http/page-cache.ts'
import { registerPages } from './kit/http/pages.ts'
import { startWorkers } from './kit/jobs/worker.ts'
import { pageCacheOptions } from './page-cache.ts'
import { closeServices, createServices } from './services.ts'
import { pageRate } from './web/page-rates.ts'
import { paths } from './web/paths.ts'

export { checkAudit } from './audit.ts'

/** A running server: where it listens, and how it ends. */
export interface Server extends Pick<Program, 'firstStartCode'> {
  port: number
  close(): Promise<void>
}

/** The whole program without a port of its own: development hands requests to it, the server listens with it. */
export interface Program {
  app: FastifyInstance
  /** A new one-time code where the installation belongs to nobody yet, else null. */
  firstStartCode(): Promise<string | null>
  close(): Promise<void>
}

interface Opening {
  config: Config
  /** Tells what takes a while. */
  say?: (line: string) => void
}

/** Opens everything, loads the demo where it is wanted and missing, and registers REST and pages. */
export async function openProgram({ config, say = () => undefined }: Opening): Promise<Program> {
  // Before anything long: a new build in the meantime replaces the files on disk.
  const build = await import('virtual:react-router/server-build')
  const services = await createServices(config)
  if (config.demoData) await loadDemo(services, say)
  const cache = config.development ? undefined : createPageCache(pageCacheOptions(services))
  const app = await createApp({ services, ...(cache ? { serveKept: cache.serve } : {}) })
  await app.register(registerPages, {
    build: () => Promise.resolve(build),
    contextOf: app.contextOf,
    signIn: (locale, to) => paths(locale).signIn(to),
    rates: { of: pageRate, scale: config.rateLimits },
    development: config.development,
    ...(cache ? { cache } : {}),
    ...(import.meta.env.PROD ? { assets: fileURLToPath(new URL('../client', import.meta.url)) } : {}),
  })
  await app.ready()
  if (config.role !== 'web') await startWorkers(services, () => jobs)
  return {
    app,
    firstStartCode: () => prepareFirstStart(services),
    close: async () => {
      await closeApp(app)
      await closeServices(services)
    },
  }
}

/** Opens everything and listens. */
export async function startServer(opening: Opening): Promise<Server> {
  const program = await openProgram(opening)
  const { config } = opening
  const { app } = program
  try {
    await app.listen({ host: config.host, port: config.port })
  } catch (error) {
    await program.close()
    throw error
  }
  return { ...program, port: (app.server.address() as AddressInfo).port }
}
