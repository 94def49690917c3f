import type { TestProject } from 'vitest/node'
import { launchBrowserServer } from './chromium.ts'
import { startDemo, stopDemo } from './demo-server.ts'
import { newDataFolder, removeDataFolder, sweepDataFolders } from './fixbay.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** The address of the run's browser. */
    browser: string
    /** Where the files of a run share what is made once. */
    run: { folder: string }
  }
}

/** One browser and one demo server for all browser tests of a run. A run of a few files has the server only if one asks. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  sweepDataFolders()
  const folder = newDataFolder()
  const server = await launchBrowserServer()
  project.provide('browser', server.wsEndpoint())
  project.provide('run', { folder })
  if (process.env['FIXBAY_TEST_DEMO'] === '1') await startDemo(folder)
  return async () => {
    await server.close()
    await stopDemo(folder)
    removeDataFolder(folder)
  }
}
