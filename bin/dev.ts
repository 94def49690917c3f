import { createServer } from 'node:http'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { stripVTControlCharacters } from 'node:util'
import { createServer as createVite } from 'vite'
import type * as Bundle from '../src/server.ts'
import { boot } from './boot.ts'
import { firstStartLines } from './first-start.ts'
import { root } from './folders.ts'
import { live } from './lifetime.ts'
import { listenRefusal } from './port.ts'
import { oneLine } from './refusal.ts'
import { signIns } from './sign-ins.ts'

// `npm run dev`: the same program without a build, reloaded at each change of a source.

const say = (line: string): void => console.log(line)

await live(async (lifetime) => {
  const { settings, config } = await boot(lifetime, say, { development: true })
  const http = createServer()
  const vite = await createVite({
    root,
    server: { middlewareMode: true, hmr: { server: http } },
    appType: 'custom',
  })
  lifetime.onClose(() => vite.close())
  const load = (): Promise<typeof Bundle> => vite.ssrLoadModule('/src/server.ts') as Promise<typeof Bundle>
  const bundle = await load()

  let loaded = bundle
  let program = bundle.openProgram({ config, say })
  await lifetime.unlessStopped(program)
  lifetime.onClose(async () => (await program).close())
  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const fresh = await load()
    if (fresh !== loaded) {
      // A changed source gave a new module; the old program ends when its answers are out.
      const old = program
      loaded = fresh
      program = fresh.openProgram({ config, say })
      void old.then((one) => one.close()).catch((error: unknown) => say(oneLine(error)))
    }
    ;(await program).app.routing(request, response)
  }
  http.on('request', (request, response) => {
    vite.middlewares(request, response, () => {
      serve(request, response).catch((error: unknown) => {
        if (error instanceof Error) vite.ssrFixStacktrace(error)
        const text = stripVTControlCharacters((error instanceof Error && error.stack) || String(error))
        console.error(text)
        if (!response.headersSent) response.writeHead(500, { 'content-type': 'text/plain; charset=utf-8' })
        response.end(`${text}\n`)
      })
    })
  })
  await new Promise<void>((resolve, reject) => {
    http.once('error', (error) => reject(listenRefusal(error, settings.host, settings.port)))
    http.listen(settings.port, settings.host, resolve)
  })
  lifetime.onClose(() => {
    http.close()
    http.closeAllConnections()
  })
  say(`Fixbay is ready at ${settings.url}, reloading at each change. Ctrl-C stops it.`)
  if (settings.demo) for (const line of signIns(settings.url)) say(line)
  if (!settings.demoData) {
    for (const line of firstStartLines(settings.url, await (await program).firstStartCode())) say(line)
  }
})
