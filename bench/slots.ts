import type pg from 'pg'
import { LANES, type SmallShop, visitToBook } from '../e2e/support/small-shop.ts'
import { barePool, type Installation } from './support/installation.ts'
import { poster, rate } from './support/load.ts'
import { hammer } from './support/raw-client.ts'
import { interleave } from './support/rounds.ts'
import { perSecond, type Sheet, times } from './support/sheet.ts'

const CLIENTS = 8
const MILLISECONDS = 1500
const READS_A_BOOKING = 20
const [FROM_DAY, TO_DAY] = [2, 31] as const
// As clients ask: curl --compressed, fetch, browsers.
const PACKED = { 'accept-encoding': 'gzip' }
// Bookings go around these half hours; each has more lanes than will be taken.
const HALF_HOURS = 28 * 48

/** The address of a shop's free times in the thirty days from the day after tomorrow on. */
export function slotsPath({ slug, serviceId }: SmallShop): string {
  const { from, to } = dates()
  return `/api/shops/${slug}/slots?service=${serviceId}&from=${from.toString()}&to=${to.toString()}`
}

function dates(): { from: Temporal.PlainDate; to: Temporal.PlainDate } {
  const today = Temporal.Now.plainDateISO('UTC')
  return { from: today.add({ days: FROM_DAY }), to: today.add({ days: TO_DAY }) }
}

/**
 * `GET …/slots` for thirty days by eight clients, with and without somebody who books in the same shop, beside the rows
 * that it is made of, read through their covering index by bare `pg`. Answers are compared with a slow one while it runs.
 */
export async function benchSlots(
  sheet: Sheet,
  rounds: number,
  on: Installation,
  betweenRounds: () => void,
): Promise<void> {
  const url = on.fixbay.url + slotsPath(on.shop)
  const pool = barePool(on, CLIENTS + 1)
  const { post, close } = poster(`${on.fixbay.url}/api/appointment`, CLIENTS)
  let booked = 0
  const book = async (): Promise<void> => {
    const n = LANES * (booked % HALF_HOURS) + Math.floor(booked / HALF_HOURS)
    booked += 1
    const status = await post(visitToBook(on.shop, n, FROM_DAY + 1))
    if (status !== 201) throw new Error(`a booking answered ${status}`)
  }
  const load = { connections: CLIENTS, milliseconds: MILLISECONDS }
  const comparer = new Comparer(on, pool)
  const result = await interleave(
    rounds,
    {
      calm: () => hammer(url, PACKED, load),
      busy: () =>
        comparer.during(() =>
          hammer(url, PACKED, { ...load, between: { answers: READS_A_BOOKING, work: book } }),
        ),
      rows: () => rate(CLIENTS, MILLISECONDS, async () => void (await pool.query(rowsOf(on.shop)))),
    },
    betweenRounds,
  )
  close()
  await pool.end()
  sheet.heading(
    `Free times of 30 days, ${CLIENTS} clients, among ${on.orders} orders, beside their rows by bare pg`,
  )
  const beside = (what: string, name: 'calm' | 'busy', atLeast: number) => {
    const ratio = result.ratio(name, 'rows')
    const figures = `${perSecond(result.median(name))} beside ${perSecond(result.median('rows'))}: ${times(ratio)}`
    sheet.line(what, figures, ratio, { atLeast })
  }
  beside('while nobody books', 'calm', 3)
  beside(`a booking in the shop per ${READS_A_BOOKING} reads`, 'busy', 0.8)
  sheet.line('answers compared with the slow one meanwhile', `${comparer.compared}, all alike`)
}

function rowsOf(shop: SmallShop): pg.QueryConfig {
  return {
    name: 'rows-of-30-days',
    text: `SELECT resource_id, lane, starts_at::text, ends_at::text FROM claims
      WHERE shop_id = $1 AND starts_at > now() + interval '1 day' AND starts_at < now() + interval '32 days'`,
    values: [shop.id],
  }
}

/** Half hours in which both places have a lane that no claim touches: what the answer must be, looked up one by one. */
const FREE = `
  SELECT (extract(epoch FROM at) * 1000)::float8 AS start
  FROM generate_series($2::timestamp AT TIME ZONE 'America/New_York',
    ($3::timestamp + interval '23 hours 30 minutes') AT TIME ZONE 'America/New_York', interval '30 minutes') AS at
  WHERE NOT EXISTS (SELECT FROM unnest($4::uuid[]) AS place WHERE $5 <= (
    SELECT count(DISTINCT lane) FROM claims WHERE shop_id = $1 AND resource_id = place
      AND starts_at < at + interval '30 minutes' AND starts_at > at - interval '1 day' AND ends_at > at))
  ORDER BY at`

/** Compares answers under load. Bookings only take: an answer holds all that is free after it, and nothing that was not before it. */
class Comparer {
  compared = 0
  readonly #on: Installation
  readonly #pool: pg.Pool

  constructor(on: Installation, pool: pg.Pool) {
    this.#on = on
    this.#pool = pool
  }

  async during(work: () => Promise<number>): Promise<number> {
    const [done] = await Promise.all([work(), this.#compare()])
    return done
  }

  async #compare(): Promise<void> {
    const before = new Set(await this.#free())
    const { slots } = JSON.parse(await this.#on.ask(slotsPath(this.#on.shop))) as {
      slots: { startsAt: string }[]
    }
    const answer = new Set(slots.map(({ startsAt }) => Temporal.Instant.from(startsAt).epochMilliseconds))
    const after = await this.#free()
    if (!answer.isSubsetOf(before)) throw new Error('an answer offered what was taken')
    if (!new Set(after).isSubsetOf(answer)) throw new Error('an answer left out what was free')
    this.compared += 1
  }

  async #free(): Promise<number[]> {
    const { from, to } = dates()
    const { id, resourceIds } = this.#on.shop
    const values = [id, from.toString(), to.toString(), resourceIds, LANES]
    const { rows } = await this.#pool.query<{ start: number }>(FREE, values)
    return rows.map(({ start }) => start)
  }
}
