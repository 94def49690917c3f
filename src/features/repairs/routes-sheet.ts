import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Ctx } from '../../kit/context.ts'
import { invalid } from '../../kit/errors.ts'
import { created, noContent, ok, type Route, route } from '../../kit/http/route.ts'
import { AddJob, addJob } from './add-job.ts'
import { AddLine, addLine } from './add-line.ts'
import { AnswerJob } from './answer-job.ts'
import { AuthoriseJob, authoriseJob } from './authorise-job.ts'
import { declineJob } from './decline-job.ts'
import { EditJob, editJob } from './edit-job.ts'
import { EditLine, editLine } from './edit-line.ts'
import { findOrder, withCode } from './find-order.ts'
import type { JobWithLines } from './jobs.ts'
import { JobAnswer, LineAnswer, presentJob, presentLine } from './order-answer.ts'
import { isStaffOf } from './read-order.ts'
import { removeJob } from './remove-job.ts'
import { removeLine } from './remove-line.ts'
import { codeQuery, orderParams, tag } from './routes-status.ts'
import type { Line } from './store-jobs.ts'

const jobParams = orderParams.extend({ job_id: z.string().max(64) })
const lineParams = orderParams.extend({ line_id: z.string().max(64) })

/** The version named by `If-Match: "3"`; 400 for anything else in that header. */
function ifMatch({ headers }: FastifyRequest): { version?: number } {
  const given = headers['if-match']
  if (given === undefined || given === '*') return {}
  const found = /^"?(\d{1,9})"?$/.exec(given)
  if (!found) throw invalid('/If-Match', 'wrongFormat')
  return { version: Number(found[1]) }
}

async function jobOf(ctx: Ctx, orderId: string, job: JobWithLines) {
  const order = await findOrder(ctx, orderId, 'orders.read')
  return presentJob(job, order.currency, isStaffOf(ctx, order))
}

async function lineOf(ctx: Ctx, orderId: string, line: Line) {
  return presentLine(line, (await findOrder(ctx, orderId, 'orders.read')).currency)
}

const jobRoutes: Route[] = [
  route({
    method: 'POST',
    path: '/api/service-request/{request_id}/jobs',
    summary: 'Add a job, bare or from a service of the price list',
    tag,
    access: 'orders.edit',
    params: orderParams,
    body: AddJob,
    answers: { 201: JobAnswer },
    handler: async (ctx, { params, body }) =>
      created(await jobOf(ctx, params.request_id, await addJob(ctx, params.request_id, body))),
  }),
  route({
    method: 'PATCH',
    path: '/api/service-request/{request_id}/jobs/{job_id}',
    summary: 'Write complaint, cause and correction of a job',
    tag,
    access: 'orders.edit',
    params: jobParams,
    body: EditJob,
    answers: { 200: JobAnswer },
    handler: async (ctx, { params, body, request }) => {
      const job = await editJob(ctx, params.request_id, params.job_id, { ...body, ...ifMatch(request) })
      return ok(await jobOf(ctx, params.request_id, job))
    },
  }),
  route({
    method: 'DELETE',
    path: '/api/service-request/{request_id}/jobs/{job_id}',
    summary: 'Take a job off the sheet that nobody was asked about',
    tag,
    access: 'orders.edit',
    params: jobParams,
    answers: { 204: z.undefined() },
    handler: async (ctx, { params }) => {
      await removeJob(ctx, params.request_id, params.job_id)
      return noContent()
    },
  }),
  route({
    method: 'POST',
    path: '/api/service-request/{request_id}/jobs/{job_id}/authorise',
    summary: "Record the customer's yes to a job: who, how, up to what",
    tag,
    access: { link: 'estimates.approve' },
    params: jobParams,
    query: codeQuery,
    body: AuthoriseJob.nullable().transform((body) => body ?? {}),
    answers: { 200: JobAnswer },
    handler: async (ctx, { params, query, body }) => {
      const caller = await withCode(ctx, params.request_id, query.code)
      const job = await authoriseJob(caller, params.request_id, params.job_id, body)
      return ok(await jobOf(caller, params.request_id, job))
    },
  }),
  route({
    method: 'POST',
    path: '/api/service-request/{request_id}/jobs/{job_id}/decline',
    summary: "Record the customer's no to a job",
    tag,
    access: { link: 'estimates.approve' },
    params: jobParams,
    query: codeQuery,
    body: AnswerJob.nullable().transform((body) => body ?? {}),
    answers: { 200: JobAnswer },
    handler: async (ctx, { params, query, body }) => {
      const caller = await withCode(ctx, params.request_id, query.code)
      const job = await declineJob(caller, params.request_id, params.job_id, body)
      return ok(await jobOf(caller, params.request_id, job))
    },
  }),
]

const lineRoutes: Route[] = [
  route({
    method: 'POST',
    path: '/api/service-request/{request_id}/jobs/{job_id}/lines',
    summary: 'Add labour, a part, a fee, bought work or a discount',
    tag,
    access: 'orders.edit',
    params: jobParams,
    body: AddLine,
    answers: { 201: LineAnswer },
    handler: async (ctx, { params, body }) =>
      created(
        await lineOf(ctx, params.request_id, await addLine(ctx, params.request_id, params.job_id, body)),
      ),
  }),
  route({
    method: 'PATCH',
    path: '/api/service-request/{request_id}/lines/{line_id}',
    summary: 'Change a line that is not invoiced',
    tag,
    access: 'orders.edit',
    params: lineParams,
    body: EditLine,
    answers: { 200: LineAnswer },
    handler: async (ctx, { params, body, request }) => {
      const line = await editLine(ctx, params.request_id, params.line_id, { ...body, ...ifMatch(request) })
      return ok(await lineOf(ctx, params.request_id, line))
    },
  }),
  route({
    method: 'DELETE',
    path: '/api/service-request/{request_id}/lines/{line_id}',
    summary: 'Take a line off the sheet that is not invoiced',
    tag,
    access: 'orders.edit',
    params: lineParams,
    answers: { 204: z.undefined() },
    handler: async (ctx, { params, request }) => {
      await removeLine(ctx, params.request_id, params.line_id, ifMatch(request).version)
      return noContent()
    },
  }),
]

export const sheetRoutes: Route[] = [...jobRoutes, ...lineRoutes]
