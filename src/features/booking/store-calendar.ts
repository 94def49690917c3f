import { sql } from 'kysely'
import type { Ctx } from '../../kit/context.ts'

/**
 * Serialises every write to a shop's calendar: takes its row, raises its version, clears holds that ran out, and
 * gives both versions. What is read after this cannot be changed by anybody else before the commit.
 */
export async function lockCalendar(
  tx: Ctx,
  shopId: string,
): Promise<{ version: number; rulesVersion: number }> {
  return (
    tx.db
      .with('locked', (db) =>
        db
          .updateTable('calendars')
          .set({ version: sql`version + 1` })
          .where('shopId', '=', shopId)
          .returning(['shopId', 'version', 'rulesVersion']),
      )
      // It reads from `locked`, so it begins when the row is ours.
      .with('cleared', (db) =>
        db
          .deleteFrom('claims')
          .using('locked')
          .where('claims.shopId', '=', shopId)
          .whereRef('claims.shopId', '=', 'locked.shopId')
          .where('claims.expiresAt', '<=', tx.now),
      )
      .selectFrom('locked')
      .select(['version', 'rulesVersion'])
      .executeTakeFirstOrThrow()
  )
}

/** The calendar's versions: version changes with every claim, rulesVersion with hours, shifts and services. */
export async function selectCalendarVersions(
  ctx: Ctx,
  shopId: string,
): Promise<{ version: number; rulesVersion: number }> {
  return ctx.db
    .selectFrom('calendars')
    .select(['version', 'rulesVersion'])
    .where('shopId', '=', shopId)
    .executeTakeFirstOrThrow()
}

/** The calendar's version of each of these shops. */
export async function selectVersionsOf(ctx: Ctx, shopIds: readonly string[]): Promise<Map<string, number>> {
  if (shopIds.length === 0) return new Map()
  const rows = await ctx.db
    .selectFrom('calendars')
    .select(['shopId', 'version'])
    .where('shopId', 'in', shopIds)
    .execute()
  return new Map(rows.map(({ shopId, version }) => [shopId, version]))
}
