import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { invalid, Problem } from '../../kit/errors.ts'
import { fileUrl } from '../../kit/files/links.ts'
import { takeUpload } from '../../kit/files/uploads.ts'
import { created, route } from '../../kit/http/route.ts'

const Upload = z.object({ id: z.string(), url: z.string(), width: z.int(), height: z.int() })

export const uploadRoute = route({
  method: 'POST',
  path: '/api/uploads',
  summary: 'Send up a photo, to be attached once within 24 hours',
  tag: 'intake',
  access: 'public',
  raw: 'multipart',
  rate: 'upload',
  answers: { 201: Upload },
  handler: async (ctx, { request }) => {
    const upload = await takeUpload(ctx, await fileOf(request))
    return created({ ...upload, url: fileUrl(ctx, upload.id) })
  },
})

/** The bytes of the field `file`; at most one photo a call. */
export async function fileOf(request: FastifyRequest): Promise<Uint8Array> {
  if (!request.isMultipart()) throw new Problem('unsupported')
  const part = await request.file()
  if (!part || part.fieldname !== 'file') throw invalid('/file', 'missing')
  return part.toBuffer()
}
