import { createHash } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { FastifyReply } from 'fastify'
import { FORM_KEY } from './form-key.ts'
import { type Encoding, encodingFor, packed } from './packing.ts'

/** A page as it goes over the wire, for as long as the shop is at this version. */
export interface KeptPage {
  version: string
  /** When its version was last asked for and found to be this one, in milliseconds of the cache's clock. */
  seenAt: number
  /** Until when it is kept at most, by the same clock. */
  until: number
  etag: string
  headers: Record<string, string | string[]>
  body: Buffer
  /** The answers in the encodings that somebody asked for. */
  answers: Map<Encoding, Answer>
}

/** Headers as Node writes them without a look at each: names and values in one list. */
interface Answer {
  headers: string[]
  body: Buffer
}

const LARGEST = 512 * 1024
// Of one answer, not of the page.
const PASSING = /^(?:date|connection|keep-alive|transfer-encoding|retry-after|x-ratelimit-.*)$/

/** The page with its bytes and all the headers of the answer, unless something in it is for one reader only. */
export async function keepable(
  response: Response,
  reply: FastifyReply,
  present: Pick<KeptPage, 'version' | 'seenAt' | 'until'>,
): Promise<KeptPage | undefined> {
  const { status, headers } = response
  if (status !== 200 || headers.has('set-cookie') || reply.hasHeader('set-cookie')) return undefined
  if (headers.get('cache-control')?.includes('no-store')) return undefined
  const body = Buffer.from(await response.clone().arrayBuffer())
  if (body.byteLength > LARGEST || body.includes(`name="${FORM_KEY}"`) || body.includes('nonce="'))
    return undefined
  const etag = `W/"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`
  const all = { ...reply.raw.getHeaders(), ...reply.getHeaders(), ...Object.fromEntries(headers) }
  const kept = Object.entries({ ...all, etag, vary: 'accept-encoding, cookie' }).filter(
    ([name]) => !PASSING.test(name),
  )
  return {
    ...present,
    etag,
    headers: Object.fromEntries(kept) as KeptPage['headers'],
    body,
    answers: new Map(),
  }
}

/** The bytes that a page takes, with room for its packed forms and its headers. */
export const weightOf = ({ body }: KeptPage): number => 2 * body.byteLength + 4096

/** Writes the page past the framework: everything about it is settled. */
export async function sendKept(
  { headers }: IncomingMessage,
  response: ServerResponse,
  page: KeptPage,
): Promise<void> {
  const encoding = encodingFor(headers['accept-encoding'])
  const answer = page.answers.get(encoding) ?? (await prepare(page, encoding))
  if (headers['if-none-match'] === page.etag) response.writeHead(304, flat(page.headers)).end()
  else response.writeHead(200, answer.headers).end(answer.body)
}

async function prepare(page: KeptPage, encoding: Encoding): Promise<Answer> {
  const body = await packed(page.body, encoding)
  const about = {
    'content-length': String(body.byteLength),
    ...(encoding === 'identity' ? {} : { 'content-encoding': encoding }),
  }
  const answer = { headers: flat({ ...page.headers, ...about }), body }
  page.answers.set(encoding, answer)
  return answer
}

const flat = (headers: KeptPage['headers']): string[] =>
  Object.entries(headers).flatMap(([name, value]) => [value].flat().flatMap((one) => [name, String(one)]))
