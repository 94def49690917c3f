import { afterAll, beforeAll, expect, test } from 'vitest'
import { pause, until } from '../bin/postgres/process.ts'
import { bookingFaults } from './support/booking-faults.ts'
import { connectEmbedded, embeddedServer, processesOf } from './support/embedded.ts'
import { newDataFolder, removeDataFolder, startFixbay } from './support/fixbay.ts'
import type { Fixbay } from './support/fixbay.ts'
import { type Booking, bookVisit, openSmallShop, type SmallShop } from './support/small-shop.ts'

// The database goes away while people book, and comes back: the server lives on.

const LONGEST_WAIT = 10_000
const dataFolder = newDataFolder()
let fixbay: Fixbay
let shop: SmallShop

beforeAll(async () => {
  fixbay = await startFixbay({ dataFolder, env: { FIXBAY_RATE_LIMITS: '0' } })
  shop = await openSmallShop(fixbay)
}, 120_000)
afterAll(async () => {
  await fixbay?.stop()
  removeDataFolder(dataFolder)
})

const acknowledged: Booking[] = []
let next = 0

/** What the answers to one kind of question were while `trouble` went on. */
interface Seen {
  bookings: Set<number | string>
  pages: Set<number | string>
  health: Set<number | string>
}

/** The status, or what went wrong: a wait of over ten seconds is a `TimeoutError`. */
const statusOf = (path: string): Promise<number | string> =>
  fetch(fixbay.url + path, { signal: AbortSignal.timeout(LONGEST_WAIT) }).then(
    async (answer) => {
      await answer.text()
      return answer.status
    },
    (error: Error) => error.name,
  )

async function bookNext(): Promise<number | string> {
  try {
    const booking = await bookVisit(fixbay, shop, next++)
    if (booking.status === 201) acknowledged.push(booking)
    return booking.status
  } catch (error) {
    return (error as Error).name
  }
}

/** Eight people book, two read the shop's page and one asks for health until `trouble` is over. */
async function underLoad(trouble: () => Promise<void>): Promise<Seen> {
  const seen: Seen = { bookings: new Set(), pages: new Set(), health: new Set() }
  let isOver = false
  const again = async (into: Set<number | string>, ask: () => Promise<number | string>): Promise<void> => {
    while (!isOver) {
      into.add(await ask())
      await pause(20)
    }
  }
  const load = [
    ...Array.from({ length: 8 }, () => again(seen.bookings, bookNext)),
    ...Array.from({ length: 2 }, () => again(seen.pages, () => statusOf(`/shops/${shop.slug}`))),
    again(seen.health, () => statusOf('/api/health')),
  ]
  try {
    await untilBooked(20)
    await trouble()
    await untilBooked(20)
  } finally {
    isOver = true
    await Promise.all(load)
  }
  return seen
}

/** Waits until so many more bookings are acknowledged: all is well (again). */
async function untilBooked(more: number): Promise<void> {
  const goal = acknowledged.length + more
  const done = await until(() => acknowledged.length >= goal, 60_000)
  expect(done, `${acknowledged.length} of ${goal} bookings\n${fixbay.printed()}`).toBe(true)
}

async function expectHealth(status: number): Promise<void> {
  const came = await until(async () => (await statusOf('/api/health')) === status, 30_000)
  expect(came, `health did not answer ${status}\n${fixbay.printed()}`).toBe(true)
}

/** Nothing but answers came, unavailable ones among them, and what was acknowledged is there once and whole. */
async function expectNothingLost(seen: Seen): Promise<void> {
  expect(seen.bookings).toEqual(new Set([201, 503]))
  expect(seen.health).toEqual(new Set([200, 503]))
  for (const status of seen.pages) expect([200, 503]).toContain(status)
  expect(await lost()).toEqual([])
}

async function lost(): Promise<string[]> {
  const db = await connectEmbedded(dataFolder)
  try {
    return await bookingFaults(db, shop, acknowledged)
  } finally {
    await db.end()
  }
}

test.for(['SIGKILL', 'SIGINT'] as const)(
  'the database ends by %s under load: 503 meanwhile, the server recovers by itself, nothing acknowledged is lost',
  async (signal) => {
    const { pid } = embeddedServer(dataFolder)
    const seen = await underLoad(async () => {
      process.kill(pid, signal)
      await expectHealth(503)
      await expectHealth(200)
    })
    expect(embeddedServer(dataFolder).pid).not.toBe(pid)
    await expectNothingLost(seen)
  },
)

/** A server process that ended by itself meanwhile (a worker between two jobs) needs no signal. */
function signal(pids: readonly number[], name: 'SIGSTOP' | 'SIGCONT'): void {
  for (const pid of pids) {
    try {
      process.kill(pid, name)
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error
    }
  }
}

test.runIf(process.platform === 'linux')(
  'the database freezes under load: everybody is answered within ten seconds, and all is well when it thaws',
  async () => {
    const frozen = processesOf(embeddedServer(dataFolder).pid)
    const seen = await underLoad(async () => {
      signal(frozen, 'SIGSTOP')
      try {
        await expectHealth(503)
        await pause(5000)
      } finally {
        signal(frozen, 'SIGCONT')
      }
      await expectHealth(200)
    })
    expect(embeddedServer(dataFolder).pid).toBe(frozen[0])
    await expectNothingLost(seen)
  },
)
