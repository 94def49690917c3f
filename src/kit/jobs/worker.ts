import type { Job, JobResult, PgBoss } from 'pg-boss'
import type { Ctx, Services } from '../context.ts'
import { eventOf } from '../events/settle.ts'
import { systemNow } from '../time.ts'
import { optionsOf, type Queue, QUEUES } from './queue.ts'

/** A job that is not a reaction: its name in the data, what it does, and when it repeats (cron, UTC). */
export interface NamedJob {
  name: string
  queue: Exclude<Queue, 'reactions'>
  cron?: string
  run(ctx: Ctx, data: Record<string, unknown>): Promise<void>
}

/** The context of a job: the system, now, on the pool. */
export function systemCtx(services: Services, because: string): Ctx {
  return {
    db: services.database.kysely,
    now: systemNow(),
    caller: { kind: 'system', because },
    locale: 'en',
    requestId: `job-${because}`,
    services,
  }
}

/**
 * How many jobs of a queue are fetched together, by how many workers, and how many of a batch run at once. What goes out
 * waits for others' servers: a letter that hangs there holds up none of its batch, and not the next batch.
 */
const PACES: Record<Queue, { batchSize: number; localConcurrency?: number; atOnce?: number }> = {
  reactions: { batchSize: 20 },
  mail: { batchSize: 10, localConcurrency: 2, atOnce: 10 },
  sms: { batchSize: 10, localConcurrency: 2, atOnce: 10 },
  work: { batchSize: 20 },
  long: { batchSize: 1 },
}

/** Starts this process's workers. Handlers are looked up for each job, so reloaded code is used at once. */
export async function startWorkers(services: Services, jobs: () => readonly NamedJob[]): Promise<void> {
  const { boss } = services
  const options = { pollingIntervalSeconds: 0.5, perJobResults: true } as const
  for (const queue of QUEUES) {
    const { atOnce = 1, ...pace } = PACES[queue]
    await boss.work(queue, { ...options, ...pace }, (batch: Job<JobData>[]) =>
      each(services, batch, atOnce, (data) => runJob(services, queue, data, jobs())),
    )
  }
  await schedule(boss, jobs())
}

/** What repeats, and nothing that an earlier version repeated, under another name or in another queue. */
async function schedule(boss: PgBoss, jobs: readonly NamedJob[]): Promise<void> {
  const timed = jobs.filter(({ cron }) => cron !== undefined)
  for (const { name, key } of await boss.getSchedules()) {
    if (!timed.some((job) => job.queue === name && job.name === key)) await boss.unschedule(name, key)
  }
  for (const { queue, cron = '', name } of timed)
    await boss.schedule(queue, cron, { job: name }, { ...optionsOf(queue), key: name })
}

type JobData = Record<string, unknown>

/** Runs what one job's data asks for: a reaction to an event, or a named job. */
export async function runJob(
  services: Services,
  queue: Queue,
  data: JobData,
  jobs: readonly NamedJob[],
  now = systemNow(),
): Promise<void> {
  if (queue === 'reactions') {
    const reaction = services.reactions.named(String(data['reaction']))
    if (!reaction) throw new Error(`no reaction is called ${String(data['reaction'])}`)
    const ctx = { ...systemCtx(services, reaction.name), now }
    await reaction.run(ctx, eventOf(data['event'] as JobData))
    return
  }
  const named = jobs.filter((one) => one.name === data['job'])
  // What an earlier version put into another queue is done from there.
  const job = named.find((one) => one.queue === queue) ?? named[0]
  if (!job) throw new Error(`no job is called ${String(data['job'])}`)
  await job.run({ ...systemCtx(services, job.name), now }, data)
}

/** Runs a batch, so many at once; each job succeeds or fails for itself. */
async function each(
  services: Services,
  batch: readonly Job<JobData>[],
  atOnce: number,
  run: (data: JobData) => Promise<void>,
): Promise<JobResult[]> {
  const results: JobResult[] = []
  const waiting = batch.values()
  // The lanes share one iterator: each takes the next job as soon as it is free.
  const lane = async () => {
    for (const job of waiting) results.push(await resultOf(services, job, run))
  }
  await Promise.all(Array.from({ length: atOnce }, lane))
  return results
}

async function resultOf(
  services: Services,
  job: Job<JobData>,
  run: (data: JobData) => Promise<void>,
): Promise<JobResult> {
  try {
    await run(job.data)
    return { id: job.id, status: 'completed' }
  } catch (error) {
    services.log.warn({ err: error, job: job.id, queue: job.name }, 'job failed')
    const message = error instanceof Error ? error.message : String(error)
    return { id: job.id, status: 'failed', output: { message } }
  }
}
