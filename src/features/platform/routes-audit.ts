import { z } from 'zod'
import { ok, type Route, route } from '../../kit/http/route.ts'
import { findShop } from '../shops/find.ts'
import { type AuditEntry, ReadAudit, readAudit, ReadPlatformAudit, readPlatformAudit } from './audit-log.ts'

const AuditAnswer = z.object({
  entries: z.array(
    z.object({
      id: z.string(),
      at: z.string(),
      who: z.object({ id: z.string(), name: z.string().nullable() }).nullable(),
      actingFor: z
        .object({ id: z.string(), name: z.string().nullable() })
        .nullable()
        .meta({ description: 'In whose place it was done, where support acted for somebody.' }),
      key: z
        .object({ id: z.string(), name: z.string().nullable() })
        .nullable()
        .meta({ description: 'The key of the shop that did it, where a program did.' }),
      action: z.string(),
      about: z.object({ kind: z.string(), id: z.string() }).nullable(),
      before: z.unknown(),
      after: z.unknown(),
      address: z.string().nullable(),
      userAgent: z.string().nullable(),
    }),
  ),
  next: z.string().nullable(),
})

function present({ entries, next }: { entries: AuditEntry[]; next: string | null }) {
  return {
    next,
    entries: entries.map(({ id, at, actorId, actor, action, subjectKind, subjectId, ...rest }) => ({
      id,
      at: at.toString(),
      who: actorId ? { id: actorId, name: actor } : null,
      actingFor: rest.actingFor ? { id: rest.actingFor, name: rest.inPlaceOf } : null,
      key: rest.keyId ? { id: rest.keyId, name: rest.key } : null,
      action,
      about: subjectKind && subjectId ? { kind: subjectKind, id: subjectId } : null,
      before: rest.before,
      after: rest.after,
      address: rest.address,
      userAgent: rest.userAgent,
    })),
  }
}

export const auditRoutes: Route[] = [
  route({
    method: 'GET',
    path: '/api/shops/{shop}/audit',
    summary: "A shop's audit log: who did what, before and after, when and from where",
    tag: 'platform',
    access: 'audit.read',
    params: z.strictObject({ shop: z.string().max(64) }),
    query: ReadAudit,
    answers: { 200: AuditAnswer },
    handler: async (ctx, { params, query }) =>
      ok(present(await readAudit(ctx, await findShop(ctx, params.shop), query))),
  }),
  route({
    method: 'GET',
    path: '/api/audit',
    summary: 'The audit log of the whole platform',
    tag: 'platform',
    access: 'audit.read',
    query: ReadPlatformAudit,
    answers: { 200: AuditAnswer },
    handler: async (ctx, { query }) => ok(present(await readPlatformAudit(ctx, query))),
  }),
]
