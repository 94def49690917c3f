import { expect, test } from 'vitest'
import { testApp } from '../../kit/testing/app.ts'
import { testShop } from '../../kit/testing/shop.ts'
import { addPages } from '../../web/testing/pages.ts'
import { offerTimes } from '../booking/offer-times.ts'

const app = await testApp({ at: '2026-12-01T13:00:00Z', config: { rateLimits: 0 } })
await addPages(app.app)
const { guest } = app
const admin = await app.people.add({ role: 'admin' })
const { shop, owner, addService, addResource } = await testShop(app, {
  name: 'Harbor Auto',
  phone: '2125550123',
})
const service = await addService()
await addResource()
const customer = await app.people.add()

const car = { kind: 'vehicle', make: 'Honda', model: 'Civic' }
const booking = {
  shop: shop.slug,
  serviceIds: [service.id],
  startsAt: '2026-12-02T10:00:00-05:00',
  asset: car,
  description: 'It squeaks.',
}
const guestBooking = { ...booking, customer: { name: 'Grace', email: 'grace@example.org' } }
const slots = `/api/shops/${shop.slug}/slots?service=${service.id}&from=2026-12-02&to=2026-12-04`

const booked = (await guest.post('/api/appointment', guestBooking)).body
const request = (
  await guest.post('/api/service-request', {
    shop: shop.slug,
    asset: car,
    serviceIds: [service.id],
    description: 'It squeaks.',
    customer: { name: 'Wanda', email: 'wanda@example.org' },
  })
).body
const reason = 'Nobody answers.'
await admin.post(`/api/shops/${shop.slug}/suspend`, { reason })

test('a suspended shop takes no booking by any door', async () => {
  const hold = { serviceIds: [service.id], startsAt: booking.startsAt }
  for (const who of [guest, customer]) {
    expect((await who.get(slots)).status).toBe(404)
    expect((await who.post(`/api/shops/${shop.slug}/holds`, hold)).status).toBe(404)
  }
  expect((await guest.post('/api/appointment', guestBooking)).status).toBe(404)
  expect((await customer.post('/api/appointment', booking)).status).toBe(404)
  expect((await guest.get('/api/shops')).text).not.toContain(shop.slug)
  // Those who see the shop all the same are told why.
  const shut = { code: 'illegal-move', reason: 'shop_suspended' }
  const counter = { ...guestBooking, source: 'walk_in' }
  expect((await owner.get(slots)).body).toMatchObject(shut)
  expect((await owner.post(`/api/shops/${shop.slug}/holds`, hold)).body).toMatchObject(shut)
  expect((await owner.post('/api/appointment', counter)).body).toMatchObject(shut)
  const { startsAt: _startsAt, ...asked } = counter
  expect((await owner.post('/api/service-request', asked)).body).toMatchObject(shut)
  // So is whoever has a request there, by its code.
  const code = request['trackingCode']
  const mine = { shop: shop.slug, serviceIds: [service.id], startsAt: '2026-12-03T10:00:00-05:00' }
  expect(
    (await guest.post('/api/appointment', { ...mine, requestId: request['id'], code })).body,
  ).toMatchObject(shut)
  expect(
    (
      await guest.post(`/api/service-request/${request['id']}/waitlist?code=${code}`, {
        serviceIds: [service.id],
      })
    ).body,
  ).toMatchObject(shut)
  expect(
    (
      await guest.patch(`/api/appointment/${booked['id']}?code=${booked['trackingCode']}`, {
        startsAt: '2026-12-02T11:00:00-05:00',
      })
    ).body,
  ).toMatchObject(shut)
  await offerTimes(app.system, shop.id)
})

test('its public pages say calmly that it takes no bookings, and its terms stay readable', async () => {
  const page = await guest.get(`/shops/${shop.slug}`)
  expect(page.status).toBe(200)
  expect(page.text).toContain('Harbor Auto takes no bookings at the moment')
  expect(page.text).toContain('noindex')
  expect(page.text).toContain('href="/track"')
  for (const part of [reason, service.name, '/book']) expect(page.text).not.toContain(part)
  expect((await guest.get(`/fa/shops/${shop.slug}`)).text).toContain('فعلاً نوبت نمی‌پذیرد')
  expect((await guest.get(`/shops/${shop.slug}/book?service=${service.id}`)).headers['location']).toBe(
    `/shops/${shop.slug}`,
  )
  for (const text of ['terms', 'privacy', 'imprint'])
    expect((await guest.get(`/shops/${shop.slug}/${text}`)).status).toBe(200)
})

test('who has a repair there reaches it, and calls the visit off; its people work on and read why', async () => {
  const at = `/track/${booked['trackingCode']}`
  const page = await guest.get(at)
  expect(page.status).toBe(200)
  expect(page.text).toContain('takes no new bookings at the moment')
  expect(page.text).not.toContain(`${at}/time`)
  expect((await guest.get(`${at}/time`)).headers['location']).toBe(at)
  const waiting = await guest.get(`/track/${request['trackingCode']}`)
  expect(waiting.status).toBe(200)
  expect(waiting.text).not.toContain('/time"')
  const cancel = `/api/appointment/${booked['id']}/cancel?code=${booked['trackingCode']}`
  expect(
    (await owner.patch(`/api/appointment/${booked['id']}`, { startsAt: '2026-12-02T12:00:00-05:00' })).status,
  ).toBe(200)
  expect((await guest.post(cancel, {})).body).toMatchObject({ status: 'canceled' })
  const desk = (await owner.get(`/desk/${shop.slug}`)).text
  expect(desk).toContain('This shop is suspended')
  expect(desk).toContain(reason)
})

test('once it is reinstated everything is as before', async () => {
  await admin.post(`/api/shops/${shop.slug}/reinstate`)
  expect((await guest.get(slots)).status).toBe(200)
  expect((await guest.get(`/shops/${shop.slug}`)).text).toContain(service.name)
  expect((await guest.post('/api/appointment', guestBooking)).status).toBe(201)
})
