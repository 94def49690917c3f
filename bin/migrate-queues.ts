import pg from 'pg'
import { PgBoss } from 'pg-boss'

/**
 * Installs or updates the job library's own schema and makes the queues of db/queues.json, as the owner role: the
 * application role may put in and take out jobs, and nothing else.
 */
export async function prepareQueues(ownerUrl: string, queues: string[]): Promise<void> {
  const pool = new pg.Pool({ connectionString: ownerUrl, max: 2, connectionTimeoutMillis: 10_000 })
  pool.on('error', () => undefined)
  const boss = new PgBoss({
    db: { executeSql: (text, values) => pool.query(text, values) },
    schedule: false,
    supervise: false,
  })
  boss.on('error', () => undefined)
  try {
    await boss.start()
    const made = new Set((await boss.getQueues()).map(({ name }) => name))
    for (const queue of queues) if (!made.has(queue)) await boss.createQueue(queue)
  } finally {
    await boss.stop({ graceful: false }).catch(() => undefined)
    await pool.end()
  }
}
