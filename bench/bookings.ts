import type pg from 'pg'
import { LANES, visitToBook } from '../e2e/support/small-shop.ts'
import { type Captured, captureBooking } from './support/capture.ts'
import { barePool, type Installation } from './support/installation.ts'
import { poster, rate } from './support/load.ts'
import { replayer } from './support/replay.ts'
import { interleave, type Rounds } from './support/rounds.ts'
import { perSecond, type Sheet, times } from './support/sheet.ts'

const CLIENTS = 8
const MILLISECONDS = 1500
const FROM_DAY = 41

interface Booker {
  /** Bookings a second through the program. */
  post: (many: boolean) => Promise<number>
  /** The same statements a second, sent by bare `pg`. */
  replay: (many: boolean) => Promise<number>
  close: () => Promise<void>
}

/**
 * `POST /api/appointment` of guests whom the shop does not know, eight at once, each at a half hour of its own: all in one
 * shop (whose calendar lets one in at a time), and one shop after another of a hundred. Beside it the same statements by bare `pg`.
 */
export async function benchBookings(
  sheet: Sheet,
  rounds: number,
  [young, old]: readonly [Installation, Installation],
  betweenRounds: () => void,
): Promise<void> {
  const bookers = [await bookerOf(young), await bookerOf(old)] as const
  const [few, many] = bookers
  const result = await interleave(
    rounds,
    {
      'one young': () => few.post(false),
      'one young bare': () => few.replay(false),
      'one old': () => many.post(false),
      'one old bare': () => many.replay(false),
      'many old': () => many.post(true),
      'many old bare': () => many.replay(true),
    },
    betweenRounds,
  )
  for (const booker of bookers) await booker.close()
  sheet.heading(`POST /api/appointment, ${CLIENTS} clients, beside its ${few.trips} statements by bare pg`)
  beside(sheet, result, `one shop of ${young.orders} orders`, 'one young')
  beside(sheet, result, `one shop of ${old.orders} orders`, 'one old')
  beside(sheet, result, `${old.others.length} shops in turn`, 'many old')
  const growth = result.ratio('one young', 'one old')
  sheet.line(`from ${young.orders} to ${old.orders} orders`, `takes ${times(growth)} as long`, growth, {
    atMost: 1.3,
  })
}

type Name = 'one young' | 'one old' | 'many old'

function beside(sheet: Sheet, result: Rounds<Name | `${Name} bare`>, what: string, name: Name): void {
  const ratio = result.ratio(name, `${name} bare`)
  const figures = `${perSecond(result.median(name))} beside ${perSecond(result.median(`${name} bare`))}: ${times(ratio)}`
  sheet.line(what, figures, ratio, { atLeast: 0.5 })
}

async function bookerOf(on: Installation): Promise<Booker & { trips: number }> {
  const captured: Captured = await captureBooking(on, on.others[0] ?? on.shop, 0)
  const replayed = replayer(captured, on.others[0] ?? on.shop)
  const pool = barePool(on, CLIENTS)
  const clients = await Promise.all(Array.from({ length: CLIENTS }, () => pool.connect()))
  const { post, close } = poster(`${on.fixbay.url}/api/appointment`, CLIENTS)
  let n = 0
  const shopFor = (many: boolean) => (many ? (on.others[n % on.others.length] ?? on.shop) : on.shop)
  return {
    trips: captured.statements.length,
    post: (many) =>
      rate(CLIENTS, MILLISECONDS, async () => {
        const status = await post(visitToBook(shopFor(many), LANES * n++, FROM_DAY))
        if (status !== 201) throw new Error(`a booking answered ${status}`)
      }),
    replay: (many) =>
      rate(CLIENTS, MILLISECONDS, (client) => replayed(clients[client] as pg.PoolClient, shopFor(many), n++)),
    close: async () => {
      close()
      for (const client of clients) client.release()
      await pool.end()
    },
  }
}
