import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { assertNode } from './boot.ts'
import { root } from './folders.ts'
import { checks, runSteps } from './steps.ts'
import { count } from './test-counts.ts'
import type { Counts, Report } from './test-counts.ts'

// `npm test`: the checks beside every test, and one closing line. `--long` adds the storms and soaks, and the mutation run of access.

async function runVitest(projects: string[]): Promise<Counts> {
  const folder = mkdtempSync(path.join(tmpdir(), 'fixbay-report-'))
  const file = path.join(folder, 'report.json')
  const args = [
    path.join(root, 'node_modules', 'vitest', 'vitest.mjs'),
    'run',
    '--passWithNoTests',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${file}`,
    ...projects.flatMap((project) => ['--project', project]),
  ]
  // Every file runs, so the demo server is needed: it loads its shops while the first tests run.
  const env = { ...process.env, FIXBAY_TEST_DEMO: '1' }
  try {
    const code = await new Promise<number | null>((resolve, reject) => {
      const child = spawn(process.execPath, args, { cwd: root, stdio: 'inherit', env })
      child.on('error', reject)
      child.on('close', resolve)
    })
    const report = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Report) : undefined
    return count(report, code)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

assertNode()
const long = process.argv.includes('--long')
// The tests wait for processes and timers now and then; meanwhile the checks are done.
const [failedChecks, tests] = await Promise.all([
  runSteps(checks, (line) => console.log(line)),
  runVitest(['node', 'browser', ...(long ? ['long', 'mutation'] : [])]),
])
const passed = tests.passed + checks.length - failedChecks
const failed = tests.failed + failedChecks
console.log(`${passed} passed, ${failed} failed${tests.skipped > 0 ? `, ${tests.skipped} skipped` : ''}`)
process.exitCode = failed === 0 ? 0 : 1
