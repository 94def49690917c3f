import fc from 'fast-check'
import { expect, test } from 'vitest'
import { jobs } from '../booking/jobs-visits.ts'
import { testApp } from '../../kit/testing/app.ts'
import { testShop } from '../../kit/testing/shop.ts'

const app = await testApp({ at: '2026-12-01T13:00:00Z', config: { rateLimits: 0 } })
const hours = [1, 2, 3, 4, 5].map((weekday) => ({ weekday, opens: '08:00', closes: '11:00' }))
const made = await testShop(app, { hours })
await made.hire('technician')
await made.addResource()
const service = await made.addService({
  needs: [{ kind: 'technician' }, { kind: 'bay' }],
  durationMinutes: 60,
})
const { slug, id: shopId } = made.shop
const { pool } = app.services.database

const car = { kind: 'vehicle', make: 'Toyota', model: 'Corolla' }
const customer = { name: 'Grace Guest', email: 'grace@example.org' }

/** What somebody has in hand while a sequence is played. */
interface World {
  holds: string[]
  visits: { id: string; code: string }[]
  waiting: { id: string; code: string }[]
}
type Step = { do: (typeof DOES)[number]; slot: number; pick: number }

const DOES = [
  'hold',
  'release',
  'book',
  'bookHeld',
  'cancel',
  'move',
  'wait',
  'accept',
  'decline',
  'leave',
  'pass',
  'tick',
] as const
const step = fc.record<Step>({
  do: fc.constantFrom(...DOES),
  slot: fc.integer({ min: 0, max: 9 }),
  pick: fc.nat({ max: 50 }),
})

const startOf = (slot: number): string => {
  const day = app.clock
    .now()
    .toZonedDateTimeISO('America/New_York')
    .toPlainDate()
    .add({ days: 1 + (slot % 2) })
  return day
    .toZonedDateTime({ timeZone: 'America/New_York', plainTime: '08:00' })
    .add({ minutes: 30 * Math.floor(slot / 2) })
    .toInstant()
    .toString()
}

async function play(world: World, { do: what, slot, pick }: Step): Promise<number> {
  const one = <T>(list: T[]): T | undefined => list[pick % Math.max(1, list.length)]
  const startsAt = startOf(slot)
  const [hold, visit, waiting] = [one(world.holds), one(world.visits), one(world.waiting)]
  const asked = { shop: slug, serviceIds: [service.id], asset: car, description: 'It squeaks.', customer }
  const waitUrl = (verb = '') => `/api/service-request/${waiting?.id}/waitlist${verb}?code=${waiting?.code}`
  switch (what) {
    case 'hold': {
      const body = { serviceIds: [service.id], startsAt, ...(hold && pick % 2 ? { hold } : {}) }
      const answer = await app.guest.post(`/api/shops/${slug}/holds`, body)
      if (answer.status === 201) world.holds.push(answer.body['hold'])
      return answer.status
    }
    case 'release':
      return hold ? (await app.guest.delete(`/api/shops/${slug}/holds/${hold}`)).status : 204
    case 'book':
    case 'bookHeld': {
      const body = { ...asked, startsAt, ...(what === 'bookHeld' && hold ? { hold } : {}) }
      const answer = await app.guest.post('/api/appointment', body)
      if (answer.status === 201)
        world.visits.push({ id: answer.body['id'], code: answer.body['trackingCode'] })
      return answer.status
    }
    case 'cancel':
      return visit
        ? (await app.guest.post(`/api/appointment/${visit.id}/cancel?code=${visit.code}`)).status
        : 200
    case 'move':
      return visit
        ? (await app.guest.patch(`/api/appointment/${visit.id}?code=${visit.code}`, { startsAt })).status
        : 200
    case 'wait': {
      const { body } = await app.guest.post('/api/service-request', asked)
      world.waiting.push({ id: body['id'], code: body['trackingCode'] })
      const url = `/api/service-request/${body['id']}/waitlist?code=${body['trackingCode']}`
      return (await app.guest.post(url, { serviceIds: [service.id] })).status
    }
    case 'accept':
    case 'decline':
      return waiting ? (await app.guest.post(waitUrl(`/${what}`))).status : 200
    case 'leave':
      return waiting ? (await app.guest.delete(waitUrl())).status : 204
    case 'pass':
      app.clock.advance({ minutes: 1 + (pick % 40) })
      return 200
    case 'tick':
      for (const job of jobs) await job.run(app.system, {})
      await app.drainJobs()
      return 200
  }
}

/** What must never be, whatever happened before: each a count of rows. */
const FAULTS = {
  'a lane is taken twice': `select count(*)::int as n from claims a join claims b on a.shop_id = b.shop_id and a.resource_id = b.resource_id
    and a.lane = b.lane and a.id < b.id and a.during && b.during where a.shop_id = $1`,
  'a claim without a visit or a hold': `select count(*)::int as n from claims c
    left join appointments a on a.shop_id = c.shop_id and a.id = c.appointment_id and a.status in ('requested', 'confirmed', 'arrived')
    left join holds h on h.shop_id = c.shop_id and h.id = c.hold_id
    where c.shop_id = $1 and a.id is null and h.id is null`,
  'a visit that does not hold what it needs': `select count(*)::int as n from appointments a where a.shop_id = $1
    and a.status in ('requested', 'confirmed') and (select count(*) from claims c where c.shop_id = a.shop_id and c.appointment_id = a.id) <> 2`,
  'an open offer whose entry does not know': `select count(*)::int as n from waitlist_offers o
    join waitlist_entries e on e.shop_id = o.shop_id and e.id = o.entry_id
    where o.shop_id = $1 and o.answer is null and e.status <> 'offered'`,
  'an offer answered that still holds': `select count(*)::int as n from waitlist_offers o
    join holds h on h.shop_id = o.shop_id and h.id = o.hold_id where o.shop_id = $1 and o.answer is not null`,
  'a time on offer twice': `select count(*)::int as n from waitlist_offers o join waitlist_offers p on o.shop_id = p.shop_id
    and o.starts_at = p.starts_at and o.id < p.id and o.answer is null and p.answer is null
    where o.shop_id = $1 and o.expires_at > $2 and p.expires_at > $2`,
} as const

test('whatever is held, booked, moved, waited for and left: nothing overlaps and no claim is left behind', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 20, maxLength: 40 }), async (steps) => {
      const world: World = { holds: [], visits: [], waiting: [] }
      for (const one of steps) {
        const status = await play(world, one)
        expect([200, 201, 204, 404, 409, 422], JSON.stringify(one)).toContain(status)
        for (const [fault, sql] of Object.entries(FAULTS)) {
          const values = sql.includes('$2') ? [shopId, app.clock.now()] : [shopId]
          const { rows } = await pool.query<{ n: number }>(sql, values)
          expect(rows[0]?.n, `${fault} after ${JSON.stringify(one)}`).toBe(0)
        }
      }
      app.clock.advance({ hours: 24 })
    }),
    { numRuns: 2, seed: 41, endOnFailure: true },
  )
}, 120_000)
