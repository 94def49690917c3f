import { createHash } from 'node:crypto'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { localeOfPath } from '../i18n/locale.ts'
import { pageVariant } from '../i18n/preferences.ts'
import type { Patience } from '../patience.ts'
import { batched } from './batched.ts'
import { FORM_KEY } from './form-key.ts'

export interface PageCacheOptions {
  /** Whether the request carries a session: such a page is somebody's own. */
  hasSession: (request: FastifyRequest) => boolean
  /** The present versions of these shops and their calendars, by the name in the address; unknown ones are left out. */
  versionsOf: (shops: readonly string[]) => Promise<ReadonlyMap<string, string>>
  /** Milliseconds of a clock that never goes back. */
  clock?: () => number
}

/** A page as it was drawn, and whether it says that it may be kept. */
export interface Drawn {
  response: Response
  mayKeep: boolean
}

interface Kept {
  version: string
  until: number
  headers: Record<string, string>
  body: Buffer
  /** The body in the encodings that somebody asked for. */
  encoded: Map<Encoding, Promise<Buffer>>
}

type Encoding = 'br' | 'gzip'

export interface PageCache {
  /** The kept page where it is still true, else a new one. Whoever is signed in gets a new one always. */
  answer(
    request: FastifyRequest,
    reply: FastifyReply,
    patience: Patience,
    draw: () => Promise<Drawn>,
  ): Promise<FastifyReply>
}

// Opening hours and "in 20 minutes" on a page are at most this old; everything else is as new as the shop's version.
const LONGEST_MS = 60_000
const MOST_BYTES = 16 * 1024 * 1024
const LARGEST_PAGE = 512 * 1024
const LONGEST_ADDRESS = 500

/**
 * Keeps the public pages of shops for visitors without a session, by address, language, calendar and theme. The versions
 * of shop and calendar are read for each answer (those who come meanwhile share one read), so a change shows at once.
 */
export function createPageCache({
  hasSession,
  versionsOf,
  clock = () => performance.now(),
}: PageCacheOptions): PageCache {
  const pages = new Shelf()
  const drawing = new Map<string, Promise<Kept | undefined>>()
  const versionOf = batched(versionsOf)

  const drawn = async (key: string, version: string, draw: () => Promise<Drawn>) => {
    const { response, mayKeep } = await draw()
    const kept = mayKeep ? await keepable(response, version, clock() + LONGEST_MS) : undefined
    if (kept) pages.put(key, kept)
    return { response, kept }
  }

  return {
    async answer(request, reply, patience, draw) {
      const shop = shopOf(request.url)
      if (shop === undefined || !isAnonymous(request, hasSession)) return reply.send((await draw()).response)
      // Without its version (no such shop, the database away) a page answers for itself.
      const version = await patience.within(versionOf(shop)).catch(() => undefined)
      if (version === undefined) return reply.send((await draw()).response)
      const key = keyOf(request)
      const present = pages.get(key)
      if (present?.version === version && clock() < present.until) return send(request, reply, present)
      const work = `${version} ${key}`
      const underWay = drawing.get(work)
      const shared = underWay && (await underWay)
      if (shared) return send(request, reply, shared)
      const mine = drawn(key, version, draw)
      if (!underWay) drawing.set(work, keptOf(mine))
      try {
        const { response, kept } = await mine
        return kept ? await send(request, reply, kept) : reply.send(response)
      } finally {
        if (!underWay) drawing.delete(work)
      }
    },
  }
}

async function keptOf(drawn: Promise<{ kept: Kept | undefined }>): Promise<Kept | undefined> {
  return drawn.then(({ kept }) => kept).catch(() => undefined)
}

/** The shop whose page an address is, by the name that stands in it. */
function shopOf(url: string): string | undefined {
  return /^(?:\/fa)?\/shops\/([a-z0-9-]+)(?:[/?]|$)/.exec(url)?.[1]
}

function isAnonymous(request: FastifyRequest, hasSession: PageCacheOptions['hasSession']): boolean {
  const { method, url, headers } = request
  if (method !== 'GET' || url.length > LONGEST_ADDRESS) return false
  return headers.authorization === undefined && !hasSession(request)
}

function keyOf({ protocol, host, url, headers }: FastifyRequest): string {
  return `${protocol}://${host}${url} ${pageVariant(headers.cookie, localeOfPath(url.split('?', 1)[0] ?? ''))}`
}

/** The page with its bytes, unless something in it is for one reader only. */
async function keepable(response: Response, version: string, until: number): Promise<Kept | undefined> {
  const { status, headers } = response
  if (status !== 200 || headers.has('set-cookie') || headers.get('cache-control')?.includes('no-store'))
    return undefined
  const body = Buffer.from(await response.clone().arrayBuffer())
  if (body.byteLength > LARGEST_PAGE || body.includes(`name="${FORM_KEY}"`) || body.includes('nonce="'))
    return undefined
  const etag = `W/"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`
  const kept = { ...Object.fromEntries(headers), etag, vary: 'accept-encoding, cookie' }
  return { version, until, headers: kept, body, encoded: new Map() }
}

async function send(request: FastifyRequest, reply: FastifyReply, page: Kept): Promise<FastifyReply> {
  reply.headers(page.headers)
  if (request.headers['if-none-match'] === page.headers['etag']) return reply.code(304).send()
  const encoding = encodingFor(request.headers['accept-encoding'])
  if (!encoding) return reply.send(page.body)
  const packed = page.encoded.get(encoding) ?? pack[encoding](page.body)
  page.encoded.set(encoding, packed)
  return reply.header('content-encoding', encoding).send(await packed)
}

const [brotli, zip] = [promisify(brotliCompress), promisify(gzip)]
const pack: Record<Encoding, (body: Buffer) => Promise<Buffer>> = {
  // Packed once and sent often: a little harder than a page that is made for one reader.
  br: (body) => brotli(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 6 } }),
  gzip: (body) => zip(body),
}

function encodingFor(accepted: string | string[] | undefined): Encoding | undefined {
  const names = String(accepted ?? '')
    .split(',')
    .filter((part) => !/;\s*q=0(?:\.0*)?\s*$/.test(part))
    .map((part) => part.split(';', 1)[0]?.trim())
  return (['br', 'gzip'] as const).find((encoding) => names.includes(encoding))
}

/** Pages by key, as many as fit; the one that was asked for longest ago goes first. */
class Shelf {
  readonly #pages = new Map<string, Kept>()
  #bytes = 0

  get(key: string): Kept | undefined {
    const page = this.#pages.get(key)
    if (!page) return undefined
    this.#pages.delete(key)
    this.#pages.set(key, page)
    return page
  }

  put(key: string, page: Kept): void {
    this.#drop(key)
    this.#pages.set(key, page)
    this.#bytes += weight(page)
    for (const oldest of this.#pages.keys()) {
      if (this.#bytes <= MOST_BYTES) return
      this.#drop(oldest)
    }
  }

  #drop(key: string): void {
    const page = this.#pages.get(key)
    if (!page) return
    this.#pages.delete(key)
    this.#bytes -= weight(page)
  }
}

/** The bytes of a page with room for its packed forms and its headers. */
const weight = ({ body }: Kept): number => 2 * body.byteLength + 2048
