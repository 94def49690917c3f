import type { MultipartFile } from '@fastify/multipart'
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

/** The bytes of the field `file`; at most one photo a call. 413 for one that goes on beyond the limit. */
export async function fileOf(request: FastifyRequest): Promise<Uint8Array> {
  if (!request.isMultipart()) throw new Problem('unsupported')
  const part = await partOf(request)
  if (!part || part.fieldname !== 'file') throw invalid('/file', 'missing')
  const bytes = await part.toBuffer()
  // The library sees the limit only between two pieces of the file: after the last it says nothing.
  if (part.file.truncated) throw new Problem('too-large')
  return bytes
}

/** The first file of the body; 400 for a body that is not what its type says. */
async function partOf(request: FastifyRequest): Promise<MultipartFile | undefined> {
  try {
    return await request.file()
  } catch (error) {
    if (error instanceof Error && !('statusCode' in error)) throw invalid('', 'notMultipart')
    throw error
  }
}
