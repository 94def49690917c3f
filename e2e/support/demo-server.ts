import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { freePort } from '../../bin/postgres/cluster.ts'
import { alive, until } from '../../bin/postgres/process.ts'
import { launchFixbay } from './fixbay.ts'

export interface DemoFixbay {
  url: string
  dataFolder: string
}

/** What the run keeps of its one demo server, in the run's folder. */
export interface DemoNote extends DemoFixbay {
  pid: number
}

/** Starts the run's demo server, unless somebody has; it loads its shops for a minute. */
export async function startDemo(folder: string): Promise<void> {
  if (!claim(path.join(folder, 'demo.claimed'))) return
  const port = await freePort()
  // By its name: browsers keep passkeys for no address of digits.
  const url = `http://localhost:${port}`
  const fixbay = await launchFixbay({
    dataFolder: path.join(folder, 'data'),
    port,
    env: { FIXBAY_DEMO: '1', FIXBAY_RATE_LIMITS: '0', FIXBAY_URL: url },
  })
  const mine: DemoNote = { url, dataFolder: fixbay.dataFolder, pid: fixbay.pid }
  writeFileSync(path.join(folder, 'demo.json'), JSON.stringify(mine))
  void fixbay.ended.then(() => writeFileSync(path.join(folder, 'demo.ended'), fixbay.printed()))
}

function claim(file: string): boolean {
  try {
    writeFileSync(file, '', { flag: 'wx' })
    return true
  } catch {
    return false
  }
}

/** Ends it, where it was started. */
export async function stopDemo(folder: string): Promise<void> {
  const note = path.join(folder, 'demo.json')
  if (!existsSync(note)) return
  const { pid } = JSON.parse(readFileSync(note, 'utf8')) as DemoNote
  if (!alive(pid)) return
  process.kill(pid, 'SIGINT')
  if (!(await until(() => !alive(pid), 30_000))) process.kill(pid, 'SIGKILL')
}
