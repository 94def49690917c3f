import type { TestProject } from 'vitest/node'
import { launchBrowserServer } from './chromium.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** The address of the run's browser. */
    browser: string
  }
}

/** One browser for all browser tests of a run. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await launchBrowserServer()
  project.provide('browser', server.wsEndpoint())
  return () => server.close()
}
