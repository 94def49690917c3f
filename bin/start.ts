import path from 'node:path'
import { pathToFileURL } from 'node:url'
import type * as Bundle from '../src/server.ts'
import { boot } from './boot.ts'
import { firstStartLines } from './first-start.ts'
import { root } from './folders.ts'
import { live } from './lifetime.ts'
import { listenRefusal } from './port.ts'
import { signIns } from './sign-ins.ts'

// `npm start`: database, migrations, then the built program. `npm run seed` (`--seed`): loads the demo shops and ends.

const say = (line: string): void => console.log(line)
const seeds = process.argv.includes('--seed')

await live(async (lifetime) => {
  const { settings, config } = await boot(lifetime, say, { listens: !seeds })
  // React picks its build by this when it is imported.
  process.env['NODE_ENV'] = 'production'
  const bundle = pathToFileURL(path.join(root, 'build', 'server', 'index.js')).href
  const { openProgram, startServer } = (await import(bundle)) as typeof Bundle
  lifetime.check()
  if (seeds) {
    const program = await lifetime.unlessStopped(
      openProgram({ config: { ...config, role: 'web', demoData: true }, say }),
    )
    lifetime.onClose(() => program.close())
    say('The demo shops are loaded.')
    void lifetime.stop(0)
    return
  }
  const starting = startServer({ config, say }).catch((error: NodeJS.ErrnoException) => {
    throw error.syscall === 'listen' ? listenRefusal(error, settings.host, settings.port) : error
  })
  const server = await lifetime.unlessStopped(starting)
  lifetime.onClose(() => server.close())
  lifetime.check()
  const seconds = process.uptime().toFixed(1)
  say(`Fixbay ${config.version} is ready at ${settings.url} (${seconds} s). Ctrl-C stops it.`)
  if (settings.demo) for (const line of signIns(settings.url)) say(line)
  else if (settings.demoData)
    say('Demo sign-ins are off on an address that others reach; FIXBAY_DEMO=1 turns them on.')
  if (!settings.demoData) {
    for (const line of firstStartLines(settings.url, await server.firstStartCode())) say(line)
  }
})
