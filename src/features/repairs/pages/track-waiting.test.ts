import { expect, test } from 'vitest'
import { jobs } from '../../booking/jobs-visits.ts'
import { testApp } from '../../../kit/testing/app.ts'
import { testShop } from '../../../kit/testing/shop.ts'
import { addPages } from '../../../web/testing/pages.ts'
import { plainBrowser, textOf } from '../../../web/testing/plain-browser.ts'

const house = await testApp({ at: '2026-12-01T13:00:00Z', config: { rateLimits: 0 } })
await addPages(house.app)
const hours = [1, 2, 3, 4, 5].map((weekday) => ({ weekday, opens: '08:00', closes: '10:00' }))
const { shop, owner, hire, addService, addResource } = await testShop(house, { hours })
await hire('technician')
await addResource()
const service = await addService({ needs: [{ kind: 'technician' }, { kind: 'bay' }], durationMinutes: 120 })

const asked = {
  shop: shop.slug,
  serviceIds: [service.id],
  asset: { kind: 'vehicle', make: 'Toyota', model: 'Corolla' },
  description: 'It squeaks.',
}
const request = async (name: string) =>
  (
    await house.guest.post('/api/service-request', {
      ...asked,
      customer: { name, email: `${name}@example.org` },
    })
  ).body as { id: string; trackingCode: string }
const book = async (name: string, startsAt: string) => {
  const answer = await house.guest.post('/api/appointment', {
    ...asked,
    startsAt,
    customer: { name, email: `${name}@example.org` },
  })
  expect(answer.status, JSON.stringify(answer.body)).toBe(201)
  return answer.body as { id: string; trackingCode: string }
}
const tick = async () => {
  for (const job of jobs) await job.run(house.system, {})
  await house.drainJobs()
}

test('on the page of a request somebody joins the waitlist, says no to a time, takes another, all without JavaScript', async () => {
  const { trackingCode } = await request('wanda')
  const tab = plainBrowser(house.app)
  await tab.open(`/track/${trackingCode}`)
  const joined = await tab.press('Join the waitlist', { tick: { part: 'morning' } })
  expect(textOf(joined.html)).toContain('You are number 1 on the waitlist.')
  await tick()
  const offered = await tab.open(`/track/${trackingCode}`)
  expect(textOf(offered.html)).toContain('It is held for you until')
  const declined = await tab.press('No, keep me on the list')
  expect(textOf(declined.html)).toContain('You are number 1 on the waitlist.')
  expect(textOf(declined.html)).not.toContain('It is held for you until')
  await tick()
  await tab.open(`/track/${trackingCode}`)
  const taken = await tab.press(/^Take /)
  expect(textOf(taken.html)).toMatch(/Your Corolla is booked for/)
  expect(textOf(taken.html)).not.toContain('on the waitlist')
})

test('an offer that ran out under the reader’s eyes is told in words; leaving ends it', async () => {
  const { trackingCode } = await request('luke')
  const tab = plainBrowser(house.app)
  await tab.open(`/fa/track/${trackingCode}`)
  await tab.press('پیوستن به فهرست انتظار')
  await tick()
  await tab.open(`/fa/track/${trackingCode}`)
  house.clock.advance({ minutes: 61 })
  const late = await tab.press(/^گرفتن /)
  expect(late.status).toBe(409)
  expect(textOf(late.html)).toContain('اکنون وقتی برای این درخواست پیشنهاد نشده است')
  const left = await tab.press('بیرون آمدن از فهرست انتظار')
  expect(left.status).toBe(200)
  expect(textOf(left.html)).not.toContain('نفر ۱')
})

test('who is asked says by one press that they come; who said nothing reads that the time is gone', async () => {
  await owner.patch(`/api/shops/${shop.slug}`, { confirmAskMinutes: 1440, confirmReleaseMinutes: 240 })
  await owner.put(`/api/shops/${shop.slug}/texts`, {
    texts: [{ key: 'late_policy', locale: 'en', body: 'After fifteen minutes we take the next car.' }],
  })
  const comes = await book('carla', '2026-12-09T08:00:00-05:00')
  const silent = await book('sid', '2026-12-10T08:00:00-05:00')
  house.clock.set('2026-12-08T16:00:00Z')
  await tick()
  const tab = plainBrowser(house.app)
  const asks = await tab.open(`/track/${comes.trackingCode}`)
  expect(textOf(asks.html)).toContain('After fifteen minutes we take the next car.')
  const said = await tab.press('Yes, I come')
  expect(textOf(said.html)).toContain('You have confirmed that you come.')
  house.clock.set('2026-12-09T16:00:00Z')
  await tick()
  house.clock.set('2026-12-10T09:00:00Z')
  await tick()
  const gone = await tab.open(`/track/${silent.trackingCode}`)
  expect(textOf(gone.html)).toContain('Your visit was not confirmed, so its time was given to somebody else.')
})
