import { expect, test } from 'vitest'
import { testApp } from '../../../kit/testing/app.ts'
import { testShop } from '../../../kit/testing/shop.ts'
import { addPages } from '../../../web/testing/pages.ts'
import { plainBrowser, textOf } from '../../../web/testing/plain-browser.ts'

const house = await testApp({ at: '2026-12-01T13:00:00Z', config: { rateLimits: 0 } })
await addPages(house.app)
const { shop, hire, addService, addResource } = await testShop(house)
await hire('technician')
await addResource()
const service = await addService({ needs: [{ kind: 'technician' }, { kind: 'bay' }] })
const advisor = await hire('advisor')
const waitlist = `/desk/${shop.slug}/waitlist`

async function signedIn(email: string, password: string) {
  const tab = plainBrowser(house.app)
  await tab.open('/sign-in')
  await tab.press('Sign in', { fill: { email, password } })
  return tab
}

test('the desk puts a request on the list, books what is on offer and strikes who no longer wants', async () => {
  const { body } = await house.guest.post('/api/service-request', {
    shop: shop.slug,
    serviceIds: [service.id],
    asset: { kind: 'vehicle', make: 'Toyota', model: 'Corolla' },
    description: 'It squeaks.',
    customer: { name: 'Wanda Waits', email: 'wanda@example.org' },
  })
  await house.drainJobs()
  const tab = await signedIn(advisor.email, advisor.password)
  const first = await tab.open(waitlist)
  expect(textOf(first.html)).toContain('Nobody waits for a time')
  const added = await tab.press('Put on the waitlist', { tick: { part: 'evening' } })
  expect([added.status, added.path]).toEqual([200, `${waitlist}?done=added`])
  expect(textOf(added.html)).toMatch(/1\. ?Wanda Waits.*Evening/)
  expect(textOf(added.html)).not.toContain('Put on the waitlist')
  const removed = await tab.press(/^Remove/)
  expect(textOf(removed.html)).toContain('Removed from the waitlist.')
  await tab.press('Put on the waitlist')
  await house.drainJobs()
  expect(textOf((await tab.open(waitlist)).html)).toContain('On offer: ')
  const booked = await tab.press('Book it for them')
  expect(textOf(booked.html)).toContain('Booked.')
  expect(textOf(booked.html)).toContain('Nobody waits for a time')
  const status = await house.guest.get(
    `/api/service-request/${body['id']}/status?code=${body['trackingCode']}`,
  )
  expect(status.body['status']).toBe('scheduled')
})

test('a stranger sees no list, and a technician none of others', async () => {
  const stranger = await house.people.add()
  expect((await (await signedIn(stranger.email, stranger.password)).open(waitlist)).status).toBe(404)
  const technician = await hire('technician')
  expect((await (await signedIn(technician.email, technician.password)).open(waitlist)).status).toBe(403)
})
