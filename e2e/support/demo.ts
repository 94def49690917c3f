import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { inject } from 'vitest'
import { type DemoFixbay, type DemoNote, startDemo } from './demo-server.ts'

export { demoPassword } from './visitor.ts'

/**
 * The run's one Fixbay with its demo shops, shared by all files: a whole run starts it with its first test, otherwise
 * whoever asks first does; all wait until it is loaded. Limits on calls are off. Tests leave alone what others may look
 * at: they make their own orders.
 */
export async function demoFixbay(): Promise<DemoFixbay> {
  const { folder } = inject('run')
  const note = path.join(folder, 'demo.json')
  await startDemo(folder)
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

async function answers(url: string): Promise<boolean> {
  return fetch(`${url}/api/health`).then(
    (response) => response.ok,
    () => false,
  )
}
