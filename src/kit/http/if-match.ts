import type { FastifyRequest } from 'fastify'
import { invalid } from '../errors.ts'

/**
 * The version that a change was made upon: the body's, else that of an `If-Match: "7"` header (RFC 9110 13.1.1);
 * undefined where the caller names none. 400 for a header that no answer of ours gave out.
 */
export function versionOf(request: FastifyRequest, given: number | undefined): number | undefined {
  const header = request.headers['if-match']
  if (given !== undefined || header === undefined || header === '*') return given
  const version = /^"(\d{1,9})"$/.exec(header)?.[1]
  if (version === undefined) throw invalid('/If-Match', 'wrongFormat')
  return Number(version)
}

/** The header that names the version of what is answered. */
export const etag = (version: number): Record<string, string> => ({ etag: `"${version}"` })
