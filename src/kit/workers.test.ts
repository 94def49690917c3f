import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { createWorkerLine, packageRoot, WorkerFailure, type WorkerSettings } from './workers.ts'

const folder = mkdtempSync(join(tmpdir(), 'workers-'))
afterAll(() => rmSync(folder, { recursive: true }))
const file = join(folder, 'worker.ts')
writeFileSync(
  file,
  `import { parentPort, threadId } from 'node:worker_threads'
parentPort?.on('message', (what: string) => {
  if (what === 'crash') setImmediate(() => { throw new Error('boom') })
  else if (what === 'exit') process.exit(3)
  else if (what === 'no') parentPort?.postMessage({ reason: 'no', detail: 'because' })
  else if (what !== 'hang') parentPort?.postMessage({ value: threadId })
})
`,
)

const line = (more: Partial<WorkerSettings> = {}) =>
  createWorkerLine<string, number>({
    file: relative(packageRoot(), file),
    heapMb: 64,
    timeoutMs: 5000,
    recycleAfter: 100,
    queue: 10,
    ...more,
  })

async function reasonOf(work: Promise<unknown>): Promise<string> {
  const error: unknown = await work.catch((thrown: unknown) => thrown)
  return error instanceof WorkerFailure ? error.reason : `no failure: ${String(error)}`
}

test('jobs run one after another on one thread, and a refusal of the worker is its own word', async () => {
  const jobs = line()
  const threads = await Promise.all(Array.from({ length: 5 }, () => jobs.run('go')))
  expect(new Set(threads).size).toBe(1)
  expect(await reasonOf(jobs.run('no'))).toBe('no')
  expect(await jobs.run('go')).toBe(threads[0])
  await jobs.close()
  expect(await reasonOf(jobs.run('go'))).toBe('closed')
})

test('a thread that crashes, leaves or hangs fails its one job; the next has a fresh thread', async () => {
  const jobs = line({ timeoutMs: 2000 })
  const first = await jobs.run('go')
  const reasons = await Promise.all([jobs.run('crash'), jobs.run('exit'), jobs.run('hang')].map(reasonOf))
  expect(reasons).toEqual(['crashed', 'crashed', 'timeout'])
  expect(await jobs.run('go')).toBeGreaterThan(first)
  await jobs.close()
})

test('after so many jobs the thread is a new one', async () => {
  const jobs = line({ recycleAfter: 2 })
  const threads = [await jobs.run('go'), await jobs.run('go'), await jobs.run('go')]
  expect(threads[1]).toBe(threads[0])
  expect(threads[2]).not.toBe(threads[0])
  await jobs.close()
})

test('when too many wait, one more is refused at once', async () => {
  const jobs = line({ queue: 2 })
  const two = [jobs.run('go'), jobs.run('go')]
  expect(await reasonOf(jobs.run('go'))).toBe('busy')
  await Promise.all(two)
  expect(await jobs.run('go')).toBeGreaterThan(0)
  await jobs.close()
})

test('an idle thread does not keep the process from ending', () => {
  const script = `
    import { createWorkerLine } from ${JSON.stringify(join(packageRoot(), 'src/kit/workers.ts'))}
    const settings = { file: ${JSON.stringify(relative(packageRoot(), file))}, heapMb: 64, timeoutMs: 60000, recycleAfter: 9, queue: 9 }
    console.log(await createWorkerLine(settings).run('go'))`
  const run = spawnSync(process.execPath, ['--input-type=module', '-e', script], {
    encoding: 'utf8',
    timeout: 20_000,
  })
  expect([run.status, run.signal, run.stdout.trim()]).toEqual([0, null, '1'])
})
