import { fromKysely } from 'pg-boss'
import type { Ctx } from '../context.ts'
import { unsettled } from '../db/transaction.ts'

/** `long`: what takes minutes, such as a copy of a whole shop; a process does one of them at a time. */
export const QUEUES = ['reactions', 'mail', 'sms', 'work', 'long'] as const
export type Queue = (typeof QUEUES)[number]

/**
 * A job of `long` may take its time. As long as it runs it says so every half minute, so that one whose process died
 * begins anew after a minute and not after hours.
 */
const OF_LONG = { expireInSeconds: 6 * 3600, heartbeatSeconds: 60 }

/** What the jobs of a queue have beside the queue's own settings. */
export const optionsOf = (queue: Queue) => (queue === 'long' ? OF_LONG : {})

/** A job to be: its queue, its data (JSON), and when it may start. */
export interface NewJob {
  queue: Queue
  data: Record<string, unknown>
  startAfter?: Temporal.Instant
  /** A UUID of its own, where somebody must find the job again. */
  id?: string
  /** How often it is tried again, and after which pauses (each twice the last); the queue's own unless given. */
  retry?: { limit: number; firstPauseSeconds: number; longestPauseSeconds: number }
}

/** Puts a job into the open transaction: a rollback leaves none. */
export function enqueue(tx: Ctx, job: NewJob): void {
  unsettled(tx).jobs.push(job)
}

/** Runs after the commit, if there is one: for hints only, since it is lost with the process. */
export function afterCommit(tx: Ctx, hint: () => void): void {
  unsettled(tx).afterCommit.push(hint)
}

/** Writes jobs in one statement, into the tables of pg-boss, with each queue's own settings. */
export async function insertJobs(tx: Ctx, jobs: readonly NewJob[]): Promise<void> {
  if (jobs.length === 0) return
  const { boss } = tx.services
  const byQueue = Map.groupBy(jobs, (job) => job.queue)
  for (const [queue, group] of byQueue) {
    await boss.insert(
      queue,
      group.map((job) => ({
        data: job.data,
        ...optionsOf(queue),
        ...(job.startAfter ? { startAfter: job.startAfter.toString() } : {}),
        ...(job.id ? { id: job.id } : {}),
        ...(job.retry ? retryOptions(job.retry) : {}),
      })),
      { db: fromKysely(tx.db) },
    )
  }
}

function retryOptions({ limit, firstPauseSeconds, longestPauseSeconds }: NonNullable<NewJob['retry']>) {
  return {
    retryLimit: limit,
    retryDelay: firstPauseSeconds,
    retryBackoff: true,
    retryDelayMax: longestPauseSeconds,
  }
}
