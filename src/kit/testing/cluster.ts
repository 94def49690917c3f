import type { TestProject } from 'vitest/node'
import { dbFolder } from '../../../bin/folders.ts'
import { migrate, schemaHash } from '../../../bin/migrate.ts'
import { startScratchCluster } from '../../../bin/postgres/scratch.ts'
import type { ScratchCluster } from '../../../bin/postgres/scratch.ts'

declare module 'vitest' {
  interface ProvidedContext {
    database: { superUrl: string; ownerUrl: string; appUrl: string; template: string }
  }
}

/** Vitest's global setup: a cluster and a template database with the schema; every test file clones it. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const template = `template_${schemaHash(dbFolder)}`
  const scratch = await startWithTemplate(template)
  project.provide('database', {
    // The name of a database stands last in these addresses.
    superUrl: scratch.superUrl('postgres'),
    ownerUrl: scratch.ownerUrl(template),
    appUrl: scratch.appUrl(template),
    template,
  })
  return () => scratch.stop()
}

async function startWithTemplate(template: string): Promise<ScratchCluster> {
  const scratch = await startScratchCluster({ autovacuum: 'off', wal_level: 'minimal', max_wal_senders: '0' })
  try {
    await scratch.createDatabase(template)
    await migrate({ ownerUrl: scratch.ownerUrl(template), appUrl: scratch.appUrl(template), dbFolder })
    return scratch
  } catch (error) {
    await scratch.stop()
    throw error
  }
}
