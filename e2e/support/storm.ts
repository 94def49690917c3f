import type pg from 'pg'
import { until } from '../../bin/postgres/process.ts'
import { connectEmbedded } from './embedded.ts'
import { startFixbay } from './fixbay.ts'
import { claimInstallation, signInOwner } from './small-shop.ts'
import { openStormShop, oracleStarts, STORM_DAYS, type StormShop } from './storm-shop.ts'
import { type Ask, StormClient, type Visit } from './storm-client.ts'

// Done, not there, taken, no such time. One caller may not hold everything: 429.
const EXPECTED = [200, 201, 204, 404, 409, 422]
const env = { FIXBAY_RATE_LIMITS: '0' }
const CLIENTS = 32

export interface StormOutcome {
  kills: number
  calls: number
  /** Answers by what was asked and status. */
  answers: Record<string, number>
  compared: number
  longestMs: number
  faults: string[]
}

/**
 * Thirty-two clients book, move, cancel, hold and change shifts at random for so long, while the server is killed now and
 * then. Answers about free times are compared with the oracle; at the end, what the database holds with what was told.
 */
export async function storm(dataFolder: string, milliseconds: number, kills: number): Promise<StormOutcome> {
  let fixbay = await startFixbay({ dataFolder, env })
  try {
    const token = await claimInstallation(fixbay)
    const shop = await openStormShop(fixbay, token)
    const gate = new Gate()
    const tally = new Tally(fixbay.url, token)
    const clients = Array.from({ length: CLIENTS }, (_, n) => new StormClient(n, shop, tally.ask))
    // Moves on by as long as a restart takes: the minute is one of work.
    let begun = performance.now()
    const isOver = () => performance.now() - begun > milliseconds
    const running = clients.map(async (client) => {
      while (!isOver()) await gate.pass(() => client.act())
    })
    const faults: string[] = []
    let compared = 0
    let killed = 0
    while (!isOver()) {
      await pause(1000)
      if (killed < kills && performance.now() - begun > (milliseconds * (killed + 1)) / (kills + 1)) {
        const died = performance.now()
        fixbay.signal('SIGKILL')
        await fixbay.ended
        killed += 1
        fixbay = await startFixbay({ dataFolder, env, port: fixbay.port })
        tally.token = await signInOwner(fixbay)
        begun += performance.now() - died
      }
      await gate.close()
      faults.push(...(await withDatabase(dataFolder, (db) => compare(db, shop, tally.ask))))
      compared += 1
      gate.open()
    }
    await Promise.all(running)
    faults.push(...tally.faults, ...(await withDatabase(dataFolder, (db) => whatIsWrong(db, shop, clients))))
    const { calls, answers, longestMs } = tally
    return { kills: killed, calls, answers, compared, longestMs, faults }
  } finally {
    await fixbay.stop()
  }
}

/** A new connection each time: the database goes with a server that is killed. */
async function withDatabase<Answer>(
  dataFolder: string,
  work: (db: pg.Client) => Promise<Answer>,
): Promise<Answer> {
  const db = await connectEmbedded(dataFolder)
  try {
    return await work(db)
  } finally {
    await db.end()
  }
}

const pause = (ms: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, ms)
  })

/** Lets work pass until it is closed; closed, it waits for what is under way. */
class Gate {
  #waiting: PromiseWithResolvers<void> | undefined
  #under = 0

  async pass(work: () => Promise<void>): Promise<void> {
    await this.#waiting?.promise
    this.#under += 1
    try {
      await work()
    } finally {
      this.#under -= 1
    }
  }

  async close(): Promise<void> {
    this.#waiting = Promise.withResolvers()
    await until(() => this.#under === 0, 30_000)
  }

  open(): void {
    this.#waiting?.resolve()
    this.#waiting = undefined
  }
}

/** Makes the calls of all clients and counts what came back. */
class Tally {
  calls = 0
  longestMs = 0
  answers: Record<string, number> = {}
  faults: string[] = []
  readonly #url: string
  token: string

  constructor(url: string, token: string) {
    this.#url = url
    this.token = token
  }

  /** The answer; undefined where the server died over the call. */
  ask: Ask = async (method, path, { body, asOwner } = {}) => {
    const begun = performance.now()
    this.calls += 1
    try {
      const answer = await fetch(this.#url + path, {
        method,
        headers: {
          ...(body ? { 'content-type': 'application/json' } : {}),
          ...(asOwner ? { authorization: `Bearer ${this.token}` } : {}),
        },
        ...(body ? { body: JSON.stringify(body) } : {}),
      })
      const text = await answer.text()
      this.longestMs = Math.max(this.longestMs, performance.now() - begun)
      const name = `${method} ${path
        .split('?')[0]
        ?.split('/')
        .filter((part) => !/\d/.test(part))
        .join('/')} ${answer.status}`
      this.answers[name] = (this.answers[name] ?? 0) + 1
      const { status } = answer
      if (!EXPECTED.includes(status) && !(status === 429 && path.endsWith('/holds')))
        this.faults.push(`${name}: ${text}`)
      return { status, body: text ? (JSON.parse(text) as Record<string, unknown>) : {} }
    } catch {
      // Killed: whether it was done is found out at the end.
      await pause(100)
      return undefined
    }
  }
}

/** Nobody writes now: the answer must be the oracle's, start for start. */
async function compare(db: pg.Client, shop: StormShop, ask: Ask): Promise<string[]> {
  const path = `/api/shops/${shop.slug}/slots?service=${shop.serviceId}&from=${STORM_DAYS.from}&to=${STORM_DAYS.to}`
  const answer = await ask('GET', path)
  if (!answer) return ['a read was lost while nobody was killed']
  const { slots } = answer.body as { slots: { startsAt: string }[] }
  const told = slots.map(({ startsAt }) => Temporal.Instant.from(startsAt).epochMilliseconds)
  const right = await oracleStarts(db, shop)
  if (told.join() === right.join()) return []
  const wrong = [...new Set(told).symmetricDifference(new Set(right))].map((at) => new Date(at).toISOString())
  return [`free times differ from the oracle's: ${wrong.join(' ')}`]
}

const WRONG: Record<string, string> = {
  'claims overlap': `SELECT a.id FROM claims a JOIN claims b ON b.shop_id = a.shop_id AND b.resource_id = a.resource_id
    AND b.lane = a.lane AND b.id > a.id AND b.during && a.during WHERE a.shop_id = $1`,
  'claim of no living visit': `SELECT c.id FROM claims c LEFT JOIN appointments a ON a.shop_id = c.shop_id
    AND a.id = c.appointment_id WHERE c.shop_id = $1 AND c.kind = 'booking'
    AND (a.id IS NULL OR a.status NOT IN ('requested', 'confirmed', 'arrived'))`,
  'living visit without its bay and technician': `SELECT a.id FROM appointments a LEFT JOIN claims c
    ON c.shop_id = a.shop_id AND c.appointment_id = a.id AND c.starts_at = a.starts_at AND c.ends_at = a.ends_at
    WHERE a.shop_id = $1 AND a.status = 'confirmed' GROUP BY a.id HAVING count(DISTINCT c.resource_id) <> 2 OR count(c.id) <> 2`,
  'hold that never ends': `SELECT id FROM claims WHERE shop_id = $1 AND kind = 'hold' AND expires_at > now() + interval '10 minutes'`,
}

async function whatIsWrong(
  db: pg.Client,
  shop: StormShop,
  clients: readonly StormClient[],
): Promise<string[]> {
  const faults: string[] = []
  for (const [what, query] of Object.entries(WRONG)) {
    const { rows } = await db.query<{ id: string }>(query, [shop.id])
    if (rows.length > 0) faults.push(`${rows.length} × ${what}, e.g. ${rows[0]?.id}`)
  }
  const visits = clients.flatMap((client) => client.visits)
  const { rows } = await db.query<{ id: string; status: string; at: number }>(
    `SELECT id, status, (extract(epoch FROM starts_at) * 1000)::float8 AS at FROM appointments WHERE shop_id = $1`,
    [shop.id],
  )
  const there = new Map(rows.map((row) => [row.id, row]))
  return [...faults, ...visits.flatMap((visit) => faultOf(visit, there.get(visit.id)))]
}

function faultOf(visit: Visit, row: { status: string; at: number } | undefined): string[] {
  if (!row) return [`acknowledged visit ${visit.id} is gone`]
  const possible = visit.possible.some(
    ({ status, at }) => row.status === status && (status === 'canceled' || row.at === at),
  )
  return possible
    ? []
    : [`visit ${visit.id} is ${row.status} at ${row.at} instead of ${JSON.stringify(visit.possible)}`]
}
