import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** The files that come first: those that take longest, in that order; a fresh checkout knows no durations. A name that is gone does no harm. */
const LONGEST = [
  'src/kit/testing/access-matrix/access-matrix.test.ts',
  'bin/start.test.ts',
  'bin/dev.test.ts',
  'bin/postgres/cluster.test.ts',
  'bin/audit-verify.test.ts',
  'bin/prepare.test.ts',
  'bin/migrate.test.ts',
  'src/features/booking/engine/oracle.test.ts',
  // It counts what the demo holds, before others work in it.
  'e2e/demo.test.ts',
  'e2e/calendar.test.ts',
  'e2e/book.test.ts',
  'e2e/crash.test.ts',
  'e2e/crash-database.test.ts',
  'e2e/desk.test.ts',
  'e2e/sent-weights.test.ts',
]

/**
 * Which file runs when. The browser's files come last: until then the demo server has loaded its shops. Long files come
 * first in each project, so that no worker is left alone with one.
 */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files)
    return sorted.toSorted((a, b) => lateness(a) - lateness(b) || rank(a) - rank(b))
  }
}

const lateness = ({ project }: TestSpecification): number => (project.name === 'node' ? 0 : 1)

function rank({ moduleId }: TestSpecification): number {
  const place = LONGEST.findIndex((name) => moduleId.endsWith(`/${name}`))
  return place === -1 ? LONGEST.length : place
}
