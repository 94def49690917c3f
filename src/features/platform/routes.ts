import { sql } from 'kysely'
import { z } from 'zod'
import { ok, type Route, route } from '../../kit/http/route.ts'
import { actAsRoutes } from './routes-act-as.ts'
import { auditRoutes } from './routes-audit.ts'
import { consoleRoutes } from './routes-console.ts'

export const routes: Route[] = [
  ...auditRoutes,
  ...consoleRoutes,
  ...actAsRoutes,
  route({
    method: 'GET',
    path: '/api/health',
    summary: 'Whether this process answers and reaches its database; 503 when it does not',
    tag: 'platform',
    access: 'public',
    answers: { 200: z.object({ status: z.literal('ok'), database: z.literal('ok'), version: z.string() }) },
    handler: async (ctx) => {
      await sql`select 1`.execute(ctx.db)
      return ok({ status: 'ok', database: 'ok', version: ctx.services.config.version })
    },
  }),
]
