import path from 'node:path'
import { pathToFileURL } from 'node:url'
import type * as Bundle from '../src/server.ts'
import { boot } from './boot.ts'
import { root } from './folders.ts'
import { live } from './lifetime.ts'

// `npm run audit:verify`: walks the seals of the audit log; ends with 1 where a row was changed, taken out or put in.

const say = (line: string): void => console.log(line)

await live(async (lifetime) => {
  const { config } = await boot(lifetime, say, { listens: false })
  const bundle = pathToFileURL(path.join(root, 'build', 'server', 'index.js')).href
  const { checkAudit } = (await import(bundle)) as typeof Bundle
  const { lines, sound } = await checkAudit({ ...config, role: 'web' })
  for (const line of lines) say(line)
  void lifetime.stop(sound ? 0 : 1)
})
