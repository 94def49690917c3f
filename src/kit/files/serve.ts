import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { ContextOf } from '../http/api.ts'
import { openFile } from './links.ts'

interface FileRequest {
  Params: { id: string; size: string }
  Querystring: { until?: string; signature?: string }
}

/** Serves the bytes behind signed links; the signature is the whole right to them. */
export function serveFiles(app: FastifyInstance, contextOf: ContextOf): void {
  app.get<FileRequest>('/files/:id/:size', { schema: { hide: true } }, async (request, reply) => {
    const ctx = await contextOf(request as FastifyRequest)
    const { until = '', signature = '' } = request.query
    const file = await openFile(ctx, { ...request.params, until, signature })
    return sendFile(reply, file)
  })
}

function sendFile(reply: FastifyReply, file: Awaited<ReturnType<typeof openFile>>) {
  return reply
    .type(file.type)
    .header('content-length', file.size)
    .header('cache-control', 'private, max-age=3600')
    .header('content-disposition', 'inline')
    .header('x-content-type-options', 'nosniff')
    .header('content-security-policy', "default-src 'none'; sandbox")
    .send(file.stream)
}
