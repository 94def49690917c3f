import type { IncomingMessage, ServerResponse } from 'node:http'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { localeOfPath } from '../i18n/locale.ts'
import { pageVariant } from '../i18n/preferences.ts'
import { LONGEST_ANSWER_MS, newPatience, type Patience } from '../patience.ts'
import { batched } from './batched.ts'
import { keepable, type KeptPage, sendKept, weightOf } from './kept-page.ts'

export interface PageCacheOptions {
  /** Whether the request carries a session: such a page is somebody's own. */
  hasSession: (request: IncomingMessage) => boolean
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

type Draw = (patience: Patience) => Promise<Drawn>

export interface PageCache {
  /** Answers by a kept page that is still true, else calls `next`: stands before the framework, which would cost as much again. */
  serve(request: IncomingMessage, response: ServerResponse, next: () => void): void
  /** A new page, kept for the next where it may be. Whoever is signed in gets one of their own. */
  draw(request: FastifyRequest, reply: FastifyReply, draw: Draw): Promise<FastifyReply>
}

// Opening hours and "in 20 minutes" on a page are at most this old; everything else is as new as the shop's version.
const LONGEST_MS = 60_000
// A page whose versions were just read answers without another read: a crowd at one page would else wait for the database
// fifteen hundred times a second. Less than a browser takes from an answer to its next question.
const JUST_READ_MS = 5
const MOST_BYTES = 16 * 1024 * 1024
const LONGEST_ADDRESS = 500
// Whoever comes while one is under way waits for two; then the page is drawn, or says that the database is away.
const LONGEST_READ_MS = 4000

/**
 * Keeps the public pages of shops for visitors without a session, by address, language, calendar and theme. The versions
 * of shop and calendar are read before an answer (those who come meanwhile share one read, those within 5 ms after it
 * trust it), so a change shows at once.
 */
export function createPageCache({
  hasSession,
  versionsOf,
  clock = () => performance.now(),
}: PageCacheOptions): PageCache {
  const pages = new Shelf()
  const underWay = new Map<string, Promise<KeptPage | undefined>>()
  const waits = new WeakMap<IncomingMessage, Patience>()
  const versionOf = batched((shops) => newPatience(LONGEST_READ_MS).within(versionsOf(shops)))
  const kindOf = (request: IncomingMessage): string | undefined => {
    const shop = shopOf(request.url ?? '')
    return shop !== undefined && isPlain(request) && !hasSession(request) ? shop : undefined
  }

  const drawn = async (
    reply: FastifyReply,
    key: string,
    { version, seenAt }: Pick<KeptPage, 'version' | 'seenAt'>,
    page: Promise<Drawn>,
  ) => {
    const { response, mayKeep } = await page
    const present = { version, seenAt, until: clock() + LONGEST_MS }
    const kept = mayKeep ? await keepable(response, reply, present) : undefined
    if (kept) pages.put(key, kept)
    return { response, kept }
  }

  return {
    serve(request, response, next) {
      const shop = kindOf(request)
      const page = shop === undefined ? undefined : pages.get(keyOf(request))
      const asked = clock()
      if (shop === undefined || !page || asked >= page.until) return next()
      if (asked - page.seenAt < JUST_READ_MS)
        return void sendKept(request, response, page).catch(() => next())
      const begun = performance.now()
      const drawAnew = () => {
        waits.set(request, newPatience(LONGEST_ANSWER_MS - (performance.now() - begun)))
        next()
      }
      versionOf(shop)
        .then((version) => {
          if (version !== page.version) return drawAnew()
          page.seenAt = Math.max(page.seenAt, asked)
          return sendKept(request, response, page)
        })
        .catch(drawAnew)
    },

    async draw(request, reply, draw) {
      const patience = waits.get(request.raw) ?? newPatience()
      const shop = kindOf(request.raw)
      const seenAt = clock()
      // Without its version (no such shop, the database away) a page is for this reader alone.
      const version = shop && (await patience.within(versionOf(shop)).catch(() => undefined))
      if (version === undefined) return reply.send((await draw(patience)).response)
      const key = keyOf(request.raw)
      const work = `${version} ${key}`
      const others = underWay.get(work)
      const shared = others && (await others)
      if (shared) return sent(request, reply, shared)
      const mine = drawn(reply, key, { version, seenAt }, draw(patience))
      if (!others) underWay.set(work, keptOf(mine))
      try {
        const { response, kept } = await mine
        return kept ? await sent(request, reply, kept) : reply.send(response)
      } finally {
        if (!others) underWay.delete(work)
      }
    },
  }
}

async function keptOf(drawn: Promise<{ kept: KeptPage | undefined }>): Promise<KeptPage | undefined> {
  return drawn.then(({ kept }) => kept).catch(() => undefined)
}

async function sent(request: FastifyRequest, reply: FastifyReply, page: KeptPage): Promise<FastifyReply> {
  reply.hijack()
  await sendKept(request.raw, reply.raw, page)
  return reply
}

/** The shop whose page an address is, by the name that stands in it. */
function shopOf(url: string): string | undefined {
  return /^(?:\/fa)?\/shops\/([a-z0-9-]+)(?:[/?]|$)/.exec(url)?.[1]
}

function isPlain({ method, url = '', headers }: IncomingMessage): boolean {
  return method === 'GET' && url.length <= LONGEST_ADDRESS && headers.authorization === undefined
}

// Not the host that was asked: every link of a page is made from FIXBAY_URL.
function keyOf({ url = '', headers }: IncomingMessage): string {
  return `${url} ${pageVariant(headers.cookie, localeOfPath(url.split('?', 1)[0] ?? ''))}`
}

/** Pages by key, as many as fit; the one that was asked for longest ago goes first. */
class Shelf {
  readonly #pages = new Map<string, KeptPage>()
  #bytes = 0

  get(key: string): KeptPage | undefined {
    const page = this.#pages.get(key)
    if (!page) return undefined
    this.#pages.delete(key)
    this.#pages.set(key, page)
    return page
  }

  put(key: string, page: KeptPage): void {
    this.#drop(key)
    this.#pages.set(key, page)
    this.#bytes += weightOf(page)
    for (const oldest of this.#pages.keys()) {
      if (this.#bytes <= MOST_BYTES) return
      this.#drop(oldest)
    }
  }

  #drop(key: string): void {
    const page = this.#pages.get(key)
    if (!page) return
    this.#pages.delete(key)
    this.#bytes -= weightOf(page)
  }
}
