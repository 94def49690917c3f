import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'
import { markAccessSites } from './src/kit/testing/access-matrix/sites.ts'
import { LongestFirst } from './src/kit/testing/sequence.ts'

const browser = ['e2e/**/*.test.ts']
const long = ['**/*.long.test.ts']
// `npm run mutate:access`: its files are marked, which no other test should see.
const mutation = ['**/*.mutation.test.ts']
const node = ['src/**/*.test.{ts,tsx}', 'db/**/*.test.ts', 'bin/**/*.test.ts', 'bench/**/*.test.ts']
const shared = {
  // A stylesheet's address is part of a page.
  css: true,
  // Modules live on across the files of a worker: nothing may keep a database in a module; it is handed over in ctx.
  isolate: false,
  pool: 'threads' as const,
  testTimeout: 30_000,
  hookTimeout: 60_000,
  // As long as the browser's own waits: a busy machine is slow and not wrong.
  expect: { poll: { timeout: 15_000 } },
}

export default defineConfig({
  test: {
    // Vitest leaves a core to itself. Much of a test's time is the database's: two cores carry two files.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    // Here, not in the projects: one cluster serves them all.
    globalSetup: ['src/kit/testing/cluster.ts'],
    sequence: { sequencer: LongestFirst },
    // `--project node`, `browser`, `mutation` or `long`; npm test runs the first two.
    projects: [
      { test: { ...shared, name: 'node', include: node, exclude: [...long, ...mutation] } },
      {
        test: {
          ...shared,
          name: 'browser',
          include: browser,
          exclude: long,
          testTimeout: 120_000,
          globalSetup: ['e2e/support/setup.ts'],
        },
      },
      {
        plugins: [markAccessSites()],
        test: { ...shared, name: 'mutation', include: mutation, testTimeout: 1_800_000 },
      },
      { test: { ...shared, name: 'long', include: long, testTimeout: 1_800_000, fileParallelism: false } },
    ],
  },
})
