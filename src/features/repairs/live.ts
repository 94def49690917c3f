import { Readable } from 'node:stream'
import { sql } from 'kysely'
import type { Ctx, Services } from '../../kit/context.ts'

/**
 * Live hints for a shop's screens. A stream says only "something happened"; the screen asks again. No stream
 * holds a connection: one look a second, for all shops that somebody watches, reads the newest events' ids.
 */
interface Hub {
  streams: Map<string, Set<Readable>>
  /** The newest events of a shop when last looked at. */
  seen: Map<string, string>
  timer: NodeJS.Timeout | undefined
  /** Looks since the last ping. */
  quiet: number
}

const hubs = new WeakMap<Services, Hub>()

const LOOK_MS = 1000
// Proxies cut what is silent for long.
const LOOKS_A_PING = 20

/**
 * A stream of server-sent events: `changed` with every event of the shop, until the reader leaves. What
 * happens after the stream has opened is told: a reader that then asks for its data misses nothing.
 */
export async function watchShop(ctx: Ctx, shopId: string): Promise<Readable> {
  const hub = hubOf(ctx.services)
  const [first] = hub.seen.has(shopId) ? [] : await readMarks(ctx, [shopId])
  if (first && !hub.seen.has(shopId)) hub.seen.set(shopId, first.mark)
  const stream = new Readable({ read: () => undefined })
  // The browser comes back by itself, after three seconds.
  stream.push('retry: 3000\n\n')
  const others = hub.streams.get(shopId)
  hub.streams.set(shopId, (others ?? new Set()).add(stream))
  stream.on('close', () => leave(hub, shopId, stream))
  hub.timer ??= setInterval(() => void look(ctx, hub), LOOK_MS).unref()
  return stream
}

/** Ends every stream of this process: at its end, so that nothing waits for readers. */
export function endLiveStreams(services: Services): void {
  const hub = hubs.get(services)
  if (!hub) return
  for (const streams of hub.streams.values()) for (const stream of streams) stream.push(null)
  clearInterval(hub.timer)
  hubs.delete(services)
}

function hubOf(services: Services): Hub {
  const known = hubs.get(services)
  if (known) return known
  const hub: Hub = { streams: new Map(), seen: new Map(), timer: undefined, quiet: 0 }
  hubs.set(services, hub)
  return hub
}

function leave(hub: Hub, shopId: string, stream: Readable): void {
  const left = hub.streams.get(shopId)
  left?.delete(stream)
  if (left && left.size > 0) return
  hub.streams.delete(shopId)
  hub.seen.delete(shopId)
  if (hub.streams.size > 0) return
  clearInterval(hub.timer)
  hub.timer = undefined
}

async function look(ctx: Ctx, hub: Hub): Promise<void> {
  try {
    const marks = await readMarks(ctx, [...hub.streams.keys()])
    for (const { shopId, mark } of marks) {
      const before = hub.seen.get(shopId)
      hub.seen.set(shopId, mark)
      if (before !== undefined && before !== mark) tell(hub, shopId, 'event: changed\ndata: 1\n\n')
    }
  } catch (error) {
    // The next look may find the database again; screens ask for themselves meanwhile.
    ctx.services.log.debug({ err: error }, 'live look failed')
  }
  hub.quiet = (hub.quiet + 1) % LOOKS_A_PING
  if (hub.quiet === 0) for (const shopId of hub.streams.keys()) tell(hub, shopId, ': here\n\n')
}

function tell(hub: Hub, shopId: string, text: string): void {
  for (const stream of hub.streams.get(shopId) ?? []) stream.push(text)
}

/**
 * The ids of the twenty newest events of each shop as one text: another text means another event, also where
 * a transaction that began earlier commits later.
 */
async function readMarks(ctx: Ctx, shopIds: readonly string[]): Promise<{ shopId: string; mark: string }[]> {
  const { rows } = await sql<{ shopId: string; mark: string }>`
    select watched.shop_id::text as shop_id, coalesce((
      select string_agg(newest.id::text, ' ') from (
        select id from events where events.shop_id = watched.shop_id order by id desc limit 20) as newest), '') as mark
    from unnest(${[...shopIds]}::uuid[]) as watched(shop_id)`.execute(ctx.services.database.kysely)
  return rows
}
