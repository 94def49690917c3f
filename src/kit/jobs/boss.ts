import { PgBoss } from 'pg-boss'
import type { Logger } from 'pino'
import type { Database } from '../db/database.ts'

/** The queue on the process's own pool. Its tables are the migrator's; nothing is created here. */
export async function startBoss(database: Database, log: Logger, supervise: boolean): Promise<PgBoss> {
  const boss = new PgBoss({
    db: {
      executeSql: async (text: string, values?: unknown[]) => database.pool.query(text, values),
    },
    migrate: false,
    createSchema: false,
    supervise,
    schedule: supervise,
  })
  boss.on('error', (error) => log.warn({ err: error }, 'job queue'))
  await boss.start()
  return boss
}
