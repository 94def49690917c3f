import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import type { TestProject } from 'vitest/node'
import { alive, until } from '../../bin/postgres/process.ts'
import { launchBrowserServer } from './chromium.ts'
import type { DemoNote } from './demo.ts'
import { newDataFolder, removeDataFolder, sweepDataFolders } from './fixbay.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** The address of the run's browser. */
    browser: string
    /** Where the files of a run share what is made once. */
    run: { folder: string }
  }
}

/** One browser, and one demo server where a test asks for it, for all browser tests of a run. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  sweepDataFolders()
  const folder = newDataFolder()
  const server = await launchBrowserServer()
  project.provide('browser', server.wsEndpoint())
  project.provide('run', { folder })
  return async () => {
    await server.close()
    await stopDemo(path.join(folder, 'demo.json'))
    removeDataFolder(folder)
  }
}

async function stopDemo(note: string): Promise<void> {
  if (!existsSync(note)) return
  const { pid } = JSON.parse(readFileSync(note, 'utf8')) as DemoNote
  if (!alive(pid)) return
  process.kill(pid, 'SIGINT')
  if (!(await until(() => !alive(pid), 30_000))) process.kill(pid, 'SIGKILL')
}
