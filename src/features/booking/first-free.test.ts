import { expect, test } from 'vitest'
import { testApp } from '../../kit/testing/app.ts'
import { testShop } from '../../kit/testing/shop.ts'
import { shopById } from '../shops/find.ts'
import { firstFreeTimes } from './first-free.ts'

// Monday, 12:00 in New York.
const app = await testApp({ at: '2026-11-30T17:00:00Z' })

test('each shop of a list has its first free time, and none where nothing can be booked', async () => {
  const open = await testShop(app)
  await open.addResource({ name: 'Bay 1' })
  await open.addService({ name: 'Oil', needs: [{ kind: 'bay' }] })
  const empty = await testShop(app)
  const closed = await testShop(app, { hours: [] })
  await closed.addService()
  const shops = [open.shop, empty.shop, closed.shop]
  const first = async () => {
    const found = await firstFreeTimes(app.ctx(), shops)
    return shops.map((shop) => found.get(shop.id)?.toString() ?? null)
  }
  expect(await first()).toEqual(['2026-11-30T19:00:00Z', null, null])
  expect(await first()).toEqual(['2026-11-30T19:00:00Z', null, null])
  // A minute later the two hours of notice are no longer there.
  app.clock.advance({ minutes: 1 })
  expect((await first())[0]).toBe('2026-11-30T19:30:00Z')
  // A change of the calendar counts at once.
  await open.owner.post(`/api/shops/${open.shop.slug}/closures`, {
    startsOn: '2026-11-30',
    endsOn: '2026-12-20',
  })
  expect((await first())[0]).toBe('2026-12-21T13:00:00Z')
  await open.owner.patch(`/api/shops/${open.shop.slug}`, { horizonDays: 10 })
  const narrowed = await shopById(app.ctx(), open.shop.id)
  expect((await firstFreeTimes(app.ctx(), [narrowed])).size).toBe(0)
})

test('a drop-off that is held frees its day the moment the hold runs out', async () => {
  const { shop, owner, addService } = await testShop(app)
  await owner.patch(`/api/shops/${shop.slug}`, { dropOffMinutes: 120, leadMinutes: 0 })
  const service = await addService({ dropOff: true, durationMinutes: 120, needs: [] })
  const known = await shopById(app.ctx(), shop.id)
  const first = async () => (await firstFreeTimes(app.ctx(), [known])).get(shop.id)?.toString()
  const before = await first()
  const held = await app.guest.post(`/api/shops/${shop.slug}/holds`, {
    serviceIds: [service.id],
    startsAt: before,
  })
  expect(held.status, held.text).toBe(201)
  const next = await first()
  expect(next).not.toBe(before)
  app.clock.advance({ minutes: 9, seconds: 59 })
  expect(await first()).toBe(next)
  app.clock.advance({ seconds: 1 })
  expect(await first()).toBe(before)
})
