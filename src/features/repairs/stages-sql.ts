import { type RawBuilder, sql } from 'kysely'
import { COLUMNS, type Stage } from './stages.ts'

const OPEN: ReadonlySet<Stage> = new Set(COLUMNS)
const listed = sql.join(COLUMNS.map((stage) => sql.lit(stage)))

/**
 * A condition that adds nothing to "the stage is one of these" but lets the planner see, where all of them are open, that
 * the small index of open orders has them.
 */
export function isAmong(stages: readonly Stage[]): RawBuilder<boolean> {
  return stages.every((stage) => OPEN.has(stage))
    ? sql<boolean>`orders.stage in (${listed})`
    : sql<boolean>`true`
}
