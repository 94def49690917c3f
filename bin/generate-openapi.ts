import { createServer } from 'vite'
import type * as Api from '../src/api.ts'
import type * as Services from '../src/services.ts'
import type { Config } from '../src/kit/config.ts'
import { packageFile } from './boot.ts'
import { root } from './folders.ts'
import { openApiText } from './openapi-text.ts'

/** The text of docs/openapi.json for the program on a migrated database. */
export async function generateOpenApi(databaseUrl: string): Promise<string> {
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
    const services = await createServices(configFor(databaseUrl))
    const app = await createApp({ services })
    await app.ready()
    const text = openApiText(app.swagger())
    await app.close()
    await closeServices(services)
    return text
  } finally {
    await vite.close()
  }
}

function configFor(databaseUrl: string): Config {
  return {
    url: 'http://127.0.0.1:3000',
    host: '127.0.0.1',
    port: 3000,
    dataFolder: root,
    databaseUrl,
    secret: 'only for drawing up the document: nothing is signed',
    role: 'web',
    proxy: [],
    rateLimits: 1,
    demo: false,
    demoData: false,
    development: false,
    version: packageFile().version,
    environment: {},
  }
}
