import { jobs } from '../../features/jobs.ts'
import type { Services } from '../context.ts'
import { runJob } from '../jobs/worker.ts'
import { type Queue, QUEUES } from '../jobs/queue.ts'

interface DueJob {
  id: string
  name: Queue
  data: Record<string, unknown>
}

// Due by the test's clock, or by the machine's, which stamps jobs that start at once.
const DUE = `
  SELECT id, name, data FROM pgboss.job
  WHERE state IN ('created', 'retry') AND (start_after <= $1 OR start_after <= now()) AND name = ANY ($2)
  ORDER BY created_on, id`

const MOST_ROUNDS = 50

/** Runs what is queued, one by one, until nothing is; gives how many ran. */
export async function drainJobs(services: Services, now: () => Temporal.Instant): Promise<number> {
  const { pool } = services.database
  let ran = 0
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const { rows } = await pool.query<DueJob>(DUE, [now(), QUEUES])
    if (rows.length === 0) return ran
    for (const { id, name, data } of rows) {
      await runJob(services, name, data, jobs, now())
      await pool.query(
        `UPDATE pgboss.job SET state = 'completed', completed_on = now() WHERE name = $1 AND id = $2`,
        [name, id],
      )
      ran += 1
    }
  }
  throw new Error('jobs keep making jobs')
}
