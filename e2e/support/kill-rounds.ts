import { expect } from 'vitest'
import { bookingFaults } from './booking-faults.ts'
import { connectEmbedded, embeddedServer } from './embedded.ts'
import { type Fixbay, startFixbay } from './fixbay.ts'
import { type Booking, bookVisit, openSmallShop, type SmallShop } from './small-shop.ts'

const BOOKINGS = 200
const CLIENTS = 16
const env = { FIXBAY_RATE_LIMITS: '0' }

/** What many deaths came to. */
interface Outcome {
  kills: number
  /** See `bookingFaults`. */
  faults: string[]
}

/**
 * Kills a server in the middle of two hundred bookings, again and again, every second time the database with it, and
 * looks after each restart whether all is there once.
 */
export async function killRounds(dataFolder: string, rounds: number): Promise<Outcome> {
  const faults: string[] = []
  const acknowledged: Booking[] = []
  let fixbay = await startFixbay({ dataFolder, env })
  try {
    const shop = await openSmallShop(fixbay)
    for (let round = 0; round < rounds; round += 1) {
      const killAfter = 20 + Math.floor(Math.random() * (BOOKINGS - 60))
      const booked = await bookAndKill(fixbay, shop, round * BOOKINGS, killAfter, round % 2 === 1)
      expect(booked.length, 'the server was killed too late').toBeLessThan(BOOKINGS)
      acknowledged.push(...booked)
      fixbay = await startFixbay({ dataFolder, env })
      faults.push(...(await faultsOf(dataFolder, shop, acknowledged)))
    }
    const last = await bookVisit(fixbay, shop, rounds * BOOKINGS)
    expect(last.status).toBe(201)
    faults.push(...(await faultsOf(dataFolder, shop, [...acknowledged, last])))
    return { kills: rounds, faults }
  } finally {
    await fixbay.stop()
  }
}

/** Sends two hundred bookings and kills the server when so many are acknowledged. Gives all that were. */
async function bookAndKill(
  fixbay: Fixbay,
  shop: SmallShop,
  from: number,
  killAfter: number,
  withDatabase: boolean,
): Promise<Booking[]> {
  const acknowledged: Booking[] = []
  let next = from
  let killed = false
  const client = async (): Promise<void> => {
    while (!killed && next < from + BOOKINGS) {
      const n = next++
      const booking = await bookVisit(fixbay, shop, n).catch(() => undefined)
      if (!booking) continue
      expect(booking.status).toBe(201)
      acknowledged.push(booking)
      if (killed || acknowledged.length < killAfter) continue
      killed = true
      const database = embeddedServer(fixbay.dataFolder).pid
      fixbay.signal('SIGKILL')
      if (withDatabase) process.kill(database, 'SIGKILL')
    }
  }
  await Promise.all(Array.from({ length: CLIENTS }, client))
  await fixbay.ended
  return acknowledged
}

async function faultsOf(
  dataFolder: string,
  shop: SmallShop,
  acknowledged: readonly Booking[],
): Promise<string[]> {
  const db = await connectEmbedded(dataFolder)
  try {
    return await bookingFaults(db, shop, acknowledged)
  } finally {
    await db.end()
  }
}
