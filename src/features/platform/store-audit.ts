import { sql } from 'kysely'
import type { Ctx } from '../../kit/context.ts'
import { earliestId } from '../../kit/db/index.ts'

/** A line of the audit log as it was written. */
export interface AuditRow {
  id: string
  at: Temporal.Instant
  shopId: string | null
  actorId: string | null
  /** In whose place it was done, where somebody acted for another. */
  actingFor: string | null
  /** The key of a shop that did it. */
  keyId: string | null
  action: string
  subjectKind: string | null
  subjectId: string | null
  before: unknown
  after: unknown
  address: string | null
  userAgent: string | null
}

export interface AuditFilter {
  /** One shop's lines, and those without a shop of these accounts (its people's sign-ins); without it, everybody's. */
  of?: { shopId: string; people: readonly string[] }
  /** A person (also one who was acted for), or a key. */
  who?: string | undefined
  /** A whole action, or its feature (`accounts`). */
  what?: string | undefined
  about?: string | undefined
  start?: Temporal.Instant | undefined
  end?: Temporal.Instant | undefined
  after?: string | undefined
  limit: number
}

/** Lines of the log, the newest first. */
export async function selectAudit(ctx: Ctx, filter: AuditFilter): Promise<AuditRow[]> {
  const { of, who, what, about, start, end, after, limit } = filter
  let query = ctx.db
    .selectFrom('audit')
    .select(['id', 'at', 'shopId', 'actorId', 'actingFor', 'keyId', 'action', 'subjectKind', 'subjectId'])
    .select(['before', 'address', 'userAgent'])
    // What somebody typed is read with the rest, as long as it is there.
    .select(
      sql<unknown>`case when words is null then after else coalesce(after, '{}') || words end`.as('after'),
    )
  if (of)
    query = query.where((is) =>
      is.or([
        is('shopId', '=', of.shopId),
        ...(of.people.length > 0
          ? [
              is.and([
                is('shopId', 'is', null),
                is.or([is('actorId', 'in', [...of.people]), is('actingFor', 'in', [...of.people])]),
              ]),
            ]
          : []),
      ]),
    )
  if (who)
    query = query.where((is) =>
      is.or([is('actorId', '=', who), is('actingFor', '=', who), is('keyId', '=', who)]),
    )
  if (what)
    query = what.includes('.') ? query.where('action', '=', what) : query.where('action', 'like', `${what}.%`)
  if (about) query = query.where('subjectId', '=', about)
  if (start) query = query.where('id', '>=', earliestId(start))
  if (end) query = query.where('id', '<', earliestId(end))
  if (after) query = query.where('id', '<', after)
  return query.orderBy('id', 'desc').limit(limit).execute()
}
