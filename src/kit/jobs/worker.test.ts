import { expect, test } from 'vitest'
import { transaction } from '../db/index.ts'
import { testApp } from '../testing/app.ts'
import { enqueue } from './queue.ts'
import { type NamedJob, runJob, startWorkers } from './worker.ts'

const app = await testApp()
const { services, system } = app

const seen: string[] = []
/** What waits until the test lets it go on, by name. */
const held = new Map<string, () => void>()
const hold = (name: string) => new Promise<void>((resolve) => held.set(name, resolve))

const jobs: readonly NamedJob[] = [
  {
    name: 'slow',
    queue: 'long',
    run: async (_ctx, { which }) => {
      seen.push(`${String(which)} began`)
      await hold(String(which))
      seen.push(`${String(which)} ended`)
    },
  },
  {
    name: 'letter',
    queue: 'mail',
    run: async (_ctx, { which }) => {
      seen.push(String(which))
      if (which === 'hanging') await hold('hanging')
    },
  },
  { name: 'quick', queue: 'work', cron: '* * * * *', run: async () => void seen.push('quick') },
]

test('what takes long holds nothing else up, and is done one after the other', async () => {
  // As an earlier version left it: in another queue, and one that is no more.
  await services.boss.schedule('work', '3 * * * *', { job: 'slow' }, { key: 'slow' })
  await startWorkers(services, () => jobs)
  const schedules = await services.boss.getSchedules()
  expect(schedules.map(({ name, key }) => `${name} ${key}`)).toEqual(['work quick'])

  await transaction(system, async (tx) => {
    for (const which of ['first', 'second']) enqueue(tx, { queue: 'long', data: { job: 'slow', which } })
  })
  await expect.poll(() => seen, { timeout: 20_000 }).toEqual(['first began'])
  const { rows } = await services.database.pool.query(
    "select expire_seconds, heartbeat_seconds from pgboss.job where name = 'long'",
  )
  expect(rows[0]).toEqual({ expire_seconds: 21_600, heartbeat_seconds: 60 })
  await transaction(system, async (tx) => enqueue(tx, { queue: 'work', data: { job: 'quick' } }))
  await expect.poll(() => seen, { timeout: 20_000 }).toEqual(['first began', 'quick'])
  held.get('first')?.()
  await expect
    .poll(() => seen, { timeout: 20_000 })
    .toEqual(['first began', 'quick', 'first ended', 'second began'])
  held.get('second')?.()
  await expect.poll(() => seen.at(-1), { timeout: 20_000 }).toBe('second ended')
})

test('a letter that nobody takes holds up no other, neither of its batch nor of the next', async () => {
  const send = (...letters: string[]) =>
    transaction(system, async (tx) => {
      for (const which of letters) enqueue(tx, { queue: 'mail', data: { job: 'letter', which } })
    })
  const before = seen.length
  await send('hanging', 'one', 'two')
  await expect.poll(() => seen.slice(before).toSorted()).toEqual(['hanging', 'one', 'two'])
  await send('three')
  await expect.poll(() => seen.at(-1)).toBe('three')
  held.get('hanging')?.()
})

test('a job that an earlier version put into another queue is done; one that nobody knows is an error', async () => {
  const before = seen.length
  await runJob(services, 'long', { job: 'quick' }, jobs)
  expect(seen.slice(before)).toEqual(['quick'])
  await expect(runJob(services, 'work', { job: 'nobody' }, jobs)).rejects.toThrow('no job is called nobody')
})
