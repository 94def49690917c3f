import type { PoolClient } from 'pg'
import { createServer } from 'vite'
import type * as Api from '../../src/api.ts'
import type { Config } from '../../src/kit/config.ts'
import type * as Services from '../../src/services.ts'
import { root } from '../../bin/folders.ts'
import { type SmallShop, visitToBook } from '../../e2e/support/small-shop.ts'
import type { Installation } from './installation.ts'

/** A statement as the program sent it. */
export interface Statement {
  name?: string | undefined
  text: string
  values: readonly unknown[]
}

/** A booking's statements, from the first read to COMMIT, and the visit that they booked. */
export interface Captured {
  statements: Statement[]
  visit: ReturnType<typeof visitToBook>
}

/** Books a visit with the program in this process, on an installation's database, and keeps what went over the wire. */
export async function captureBooking(on: Installation, shop: SmallShop, n: number): Promise<Captured> {
  const vite = await createServer({
    root,
    server: { middlewareMode: true, ws: false },
    appType: 'custom',
    logLevel: 'error',
  })
  try {
    const { createServices, closeServices } = (await vite.ssrLoadModule(
      '/src/services.ts',
    )) as typeof Services
    const { createApp } = (await vite.ssrLoadModule('/src/api.ts')) as typeof Api
    const services = await createServices(configFor(on))
    const app = await createApp({ services })
    const book = async (visit: object) => {
      const answer = await app.inject({ method: 'POST', url: '/api/appointment', payload: visit })
      if (answer.statusCode !== 201)
        throw new Error(`the booking answered ${answer.statusCode}: ${answer.body}`)
    }
    // The first one reads the rules of the shop, which are kept from then on.
    await book(visitToBook(shop, n, 40))
    const visit = visitToBook(shop, n + 1, 40)
    const statements = await listen(services.database.pool, () => book(visit))
    await app.close()
    await closeServices(services)
    return { statements, visit }
  } finally {
    await vite.close()
  }
}

async function listen(
  pool: { on(event: 'acquire', heard: (client: PoolClient) => void): unknown },
  work: () => Promise<void>,
): Promise<Statement[]> {
  const sent: Statement[] = []
  const heard = new WeakSet<PoolClient>()
  pool.on('acquire', (client) => {
    if (heard.has(client)) return
    heard.add(client)
    const query = client.query.bind(client) as (...given: unknown[]) => unknown
    Object.assign(client, {
      query: (what: string | Statement, values?: readonly unknown[], ...rest: unknown[]) => {
        if (typeof what === 'string') sent.push({ text: what, values: Array.isArray(values) ? values : [] })
        else sent.push({ name: what.name, text: what.text, values: what.values ?? [] })
        return query(what, values, ...rest)
      },
    })
  })
  await work()
  return sent
}

function configFor({ appUrl, fixbay }: Installation): Config {
  return {
    url: fixbay.url,
    host: '127.0.0.1',
    port: fixbay.port,
    dataFolder: fixbay.dataFolder,
    databaseUrl: appUrl,
    secret: 'only for the statements of one booking: nothing of it is read again',
    role: 'web',
    proxy: [],
    rateLimits: 0,
    demo: false,
    demoData: false,
    development: false,
    version: 'bench',
    environment: {},
  }
}
