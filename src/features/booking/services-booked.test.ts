import { expect, test } from 'vitest'
import { testApp } from '../../kit/testing/app.ts'
import { testShop, type TestShop } from '../../kit/testing/shop.ts'
import { editShop, EditShop } from '../shops/edit-shop.ts'
import { findShop } from '../shops/find.ts'
import { recheckConflicts } from './recheck-conflicts.ts'

const app = await testApp({ at: '2026-12-01T13:00:00Z', config: { rateLimits: 0 } })
const hours = [1, 2, 3, 4, 5].flatMap((weekday) => [
  { weekday, opens: '08:00', closes: '12:00' },
  { weekday, opens: '13:00', closes: '17:00' },
])
const car = { kind: 'vehicle', make: 'Toyota', model: 'Corolla' }
const technician = [{ kind: 'technician' as const }]

interface Slots {
  slots: { startsAt: string; endsAt: string }[]
  reason?: string
}

/** Free times of services on dates, as anybody sees them. */
async function slotsOf(house: TestShop, serviceIds: string[], from: string, to = from): Promise<Slots> {
  const services = serviceIds.map((id) => `service=${id}`).join('&')
  const path = `/api/shops/${house.shop.slug}/slots?${services}&from=${from}&to=${to}`
  return (await app.guest.get<Slots>(path)).body
}

let guests = 0

function bookingOf(house: TestShop, serviceIds: string[], startsAt: string | undefined) {
  guests += 1
  const customer = { name: `Guest ${guests}`, email: `guest${guests}@example.org` }
  return { shop: house.shop.slug, serviceIds, startsAt, asset: car, description: 'Please.', customer }
}

interface Booked {
  id: string
  status: string
  startsAt: string
  endsAt: string
  requestId: string
  requestStatus: string
  trackingCode: string
}

const book = (
  house: TestShop,
  serviceIds: string[],
  startsAt: string | undefined,
  who: Pick<typeof app.guest, 'post'> = app.guest,
) =>
  who.post<Booked>('/api/appointment', {
    ...bookingOf(house, serviceIds, startsAt),
    ...(who === app.guest ? {} : { source: 'phone' }),
  })

test('what is dropped off has one start a day, and a day takes as many hours of it as the shop says [S3.C4] [S2.B3]', async () => {
  const house = await testShop(app, { hours })
  const service = await house.addService({ durationMinutes: 150, dropOff: true, needs: technician })
  const set = async (change: object) =>
    editShop(app.system, await findShop(app.system, house.shop.slug), EditShop.parse(change))
  expect((await slotsOf(house, [service.id], '2026-12-02', '2026-12-05')).slots).toEqual(
    [2, 3, 4].map((day) => ({
      startsAt: `2026-12-0${day}T08:00:00-05:00`,
      endsAt: `2026-12-0${day}T17:00:00-05:00`,
    })),
  )
  await set({ dropOffMinutes: 300, dropOffAt: '08:30' })
  const [slot] = (await slotsOf(house, [service.id], '2026-12-02')).slots
  expect(slot?.startsAt).toBe('2026-12-02T08:30:00-05:00')
  const held = await app.guest.post<{ token: string }>(`/api/shops/${house.shop.slug}/holds`, {
    serviceIds: [service.id],
    startsAt: slot?.startsAt,
  })
  expect(held.status, held.text).toBe(201)
  const first = await book(house, [service.id], slot?.startsAt)
  expect(first.body).toMatchObject({ ...slot, status: 'confirmed' })
  expect(await slotsOf(house, [service.id], '2026-12-02')).toMatchObject({ slots: [], reason: 'limit' })
  const late = await book(house, [service.id], slot?.startsAt)
  expect([late.status, late.body]).toMatchObject([409, { code: 'slot-taken' }])
  expect((await book(house, [service.id], '2026-12-03T09:00:00-05:00')).body).toMatchObject({
    code: 'not-a-slot',
  })
  app.clock.advance({ minutes: 11 })
  expect((await slotsOf(house, [service.id], '2026-12-02')).slots).toHaveLength(1)
  expect(
    (await app.guest.post(`/api/appointment/${first.body.id}/cancel?code=${first.body.trackingCode}`)).status,
  ).toBe(200)
  const counter = await house.hire('advisor')
  const walkIn = await book(house, [service.id], '2026-12-02T10:11:00-05:00', counter)
  expect(walkIn.body).toMatchObject({
    startsAt: '2026-12-02T10:11:00-05:00',
    endsAt: '2026-12-02T17:00:00-05:00',
  })
  // It stays over the noon break, and that is no conflict.
  await recheckConflicts(app.system, house.shop.id)
  const conflicts = await house.owner.get<{ conflicts: unknown[] }>(`/api/shops/${house.shop.slug}/conflicts`)
  expect(conflicts.body.conflicts).toEqual([])
})

test('with other work the time is that of the other work, and the dropped-off hours are counted', async () => {
  const house = await testShop(app, { hours })
  await house.hire('technician')
  const left = await house.addService({ durationMinutes: 240, dropOff: true })
  const timed = await house.addService({ needs: technician })
  await editShop(app.system, house.shop, EditShop.parse({ dropOffMinutes: 400 }))
  const both = [timed.id, left.id]
  const { slots } = await slotsOf(house, both, '2026-12-02')
  expect(slots[1]).toEqual({ startsAt: '2026-12-02T08:30:00-05:00', endsAt: '2026-12-02T17:00:00-05:00' })
  expect((await book(house, both, slots[1]?.startsAt)).status).toBe(201)
  expect((await slotsOf(house, [left.id], '2026-12-02')).slots).toEqual([])
  expect(
    (await slotsOf(house, [timed.id], '2026-12-02')).slots.map(({ startsAt }) => startsAt.slice(11, 16)),
  ).not.toContain('08:30')
})

test('services run beside each other where there are people for it, else in turn', async () => {
  const house = await testShop(app, { hours })
  await house.hire('technician')
  const one = await house.addService({ needs: technician })
  const other = await house.addService({ durationMinutes: 30, needs: technician, runsBeside: true })
  const length = async () => {
    const [slot] = (await slotsOf(house, [one.id, other.id], '2026-12-02')).slots
    return (Date.parse(slot?.endsAt ?? '') - Date.parse(slot?.startsAt ?? '')) / 60_000
  }
  expect(await length()).toBe(90)
  await house.hire('technician')
  expect(await length()).toBe(60)
})

test('a service asks for a yes of its own, or for none, whatever the shop does [S2.04c]', async () => {
  const house = await testShop(app, { hours })
  const rebuild = await house.addService({ confirmBookings: 'by_staff' })
  const plain = await house.addService()
  const at = (hour: number) => `2026-12-02T${String(hour).padStart(2, '0')}:00:00-05:00`
  const status = async (ids: string[], hour: number) => (await book(house, ids, at(hour))).body.status
  expect([
    await status([plain.id], 8),
    await status([rebuild.id], 9),
    await status([plain.id, rebuild.id], 10),
  ]).toEqual(['confirmed', 'requested', 'requested'])
  await editShop(app.system, house.shop, EditShop.parse({ confirmBookings: 'by_staff' }))
  const look = await house.addService({ confirmBookings: 'instant' })
  expect([await status([plain.id], 13), await status([look.id], 14)]).toEqual(['requested', 'confirmed'])
})

test('customers are not given people beyond their minutes a day; the counter may [S3.A3c]', async () => {
  const house = await testShop(app, { hours })
  await house.hire('technician')
  const { body } = await house.owner.get<{ resources: { id: string; version: number }[] }>(
    `/api/shops/${house.shop.slug}/resources`,
  )
  const [resource] = body.resources
  const path = `/api/shops/${house.shop.slug}/resources/${resource?.id}`
  expect((await house.owner.patch(path, { dailyMinutes: 90 })).status).toBe(200)
  const service = await house.addService({ needs: technician })
  const at = (time: string) => `2026-12-02T${time}:00-05:00`
  expect((await book(house, [service.id], at('08:00'))).status).toBe(201)
  expect(await slotsOf(house, [service.id], '2026-12-02')).toMatchObject({ slots: [], reason: 'full' })
  expect((await slotsOf(house, [service.id], '2026-12-03')).slots.length).toBeGreaterThan(0)
  expect((await book(house, [service.id], at('10:00'))).body).toMatchObject({ code: 'slot-taken' })
  const counter = await house.hire('advisor')
  expect((await book(house, [service.id], at('10:00'), counter)).status).toBe(201)
})

test('a visit is offered and moved only to days on which its parts are there, and says why [S2.04d]', async () => {
  const house = await testShop(app, { hours })
  const advisor = await house.hire('advisor')
  await house.hire('technician')
  const service = await house.addService({ needs: technician })
  const at = (day: number) => `2026-12-0${day}T09:00:00-05:00`
  const booked = (await book(house, [service.id], at(2))).body
  const order = `/api/service-request/${booked.requestId}`
  const sheet = await advisor.get<{ jobs: { lines: { id: string; availableFrom: string | null }[] }[] }>(
    order,
  )
  const line = sheet.body.jobs[0]?.lines[0]
  expect(line?.availableFrom).toBeNull()
  const edit = (who: typeof advisor, availableFrom: unknown) =>
    who.patch(`${order}/lines/${line?.id}`, { availableFrom })
  expect((await edit(advisor, 'soon')).body).toMatchObject({ errors: [{ pointer: '/availableFrom' }] })
  expect((await app.guest.patch(`${order}/lines/${line?.id}`, { availableFrom: '2026-12-04' })).status).toBe(
    401,
  )
  expect((await edit(advisor, '2026-12-04')).body).toMatchObject({ availableFrom: '2026-12-04' })
  const move = (who: Pick<typeof app.guest, 'patch'>, day: number, code = '') =>
    who.patch(`/api/appointment/${booked.id}${code}`, { startsAt: at(day) })
  const early = { code: 'not-a-slot', reason: 'parts_expected', partsOn: '2026-12-04' }
  expect((await move(advisor, 3)).body).toMatchObject(early)
  const withCode = `?code=${booked.trackingCode}`
  const refused = await app.guest.patch<{ detail: string }>(
    `/api/appointment/${booked.id}${withCode}`,
    { startsAt: at(3) },
    { 'accept-language': 'fa' },
  )
  expect(refused.body).toMatchObject(early)
  expect(refused.body.detail).toContain('۱۳ آذر ۱۴۰۵')
  expect((await move(app.guest, 4, withCode)).status).toBe(200)
  expect((await edit(advisor, null)).body).toMatchObject({ availableFrom: null })
  expect((await move(advisor, 3)).status).toBe(200)
})

test('where nothing is free the answer says why, else it says nothing', async () => {
  const house = await testShop(app, { hours })
  const service = await house.addService({ needs: [{ kind: 'technician', skill: 'engines' }] })
  const long = await house.addService({ durationMinutes: 300 })
  const reason = async (id: string, from: string, to = from) => (await slotsOf(house, [id], from, to)).reason
  expect([
    await reason(service.id, '2026-12-05'),
    await reason(service.id, '2026-12-04', '2026-12-05'),
    await reason(long.id, '2026-12-02'),
    await reason(service.id, '2027-06-01'),
    await reason(service.id, '2026-11-01', '2026-11-02'),
  ]).toEqual(['closed', 'nobody', 'too-long', 'horizon', 'lead'])
  const plain = await house.addService()
  expect(await slotsOf(house, [plain.id], '2026-12-02')).not.toHaveProperty('reason')
})
