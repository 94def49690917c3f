import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { inject } from 'vitest'
import { freePort } from '../../bin/postgres/cluster.ts'
import { launchFixbay } from './fixbay.ts'

export interface DemoFixbay {
  url: string
  dataFolder: string
}

/** What the run keeps of its one demo server, in the run's folder. */
export interface DemoNote extends DemoFixbay {
  pid: number
}

export { demoPassword } from './visitor.ts'

/**
 * The run's one Fixbay with its demo shops, shared by all files: whoever asks first starts it, all wait until it is
 * loaded (a minute). Limits on calls are off. Tests leave alone what others may look at: they make their own orders.
 */
export async function demoFixbay(): Promise<DemoFixbay> {
  const { folder } = inject('run')
  const note = path.join(folder, 'demo.json')
  if (claim(path.join(folder, 'demo.claimed'))) {
    const port = await freePort()
    const fixbay = await launchFixbay({
      dataFolder: path.join(folder, 'data'),
      port,
      env: { FIXBAY_DEMO: '1', FIXBAY_RATE_LIMITS: '0' },
    })
    const mine: DemoNote = { url: fixbay.url, dataFolder: fixbay.dataFolder, pid: fixbay.pid }
    writeFileSync(note, JSON.stringify(mine))
    void fixbay.ended.then(() => writeFileSync(path.join(folder, 'demo.ended'), fixbay.printed()))
  }
  for (let tries = 0; tries < 3000; tries++) {
    if (existsSync(path.join(folder, 'demo.ended'))) break
    const { url, dataFolder } = existsSync(note)
      ? (JSON.parse(readFileSync(note, 'utf8') || '{}') as DemoNote)
      : {}
    if (url && dataFolder && (await answers(url))) return { url, dataFolder }
    await new Promise((resolve) => {
      setTimeout(resolve, 100)
    })
  }
  const printed = path.join(folder, 'demo.ended')
  throw new Error(
    `The demo server did not start.\n${existsSync(printed) ? readFileSync(printed, 'utf8') : ''}`,
  )
}

function claim(file: string): boolean {
  try {
    writeFileSync(file, '', { flag: 'wx' })
    return true
  } catch {
    return false
  }
}

async function answers(url: string): Promise<boolean> {
  return fetch(`${url}/api/health`).then(
    (response) => response.ok,
    () => false,
  )
}
