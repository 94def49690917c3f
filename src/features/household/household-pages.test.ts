import { expect, test } from 'vitest'
import { testApp } from '../../kit/testing/app.ts'
import { TEST_PASSWORD, type Person } from '../../kit/testing/people.ts'
import { testShop } from '../../kit/testing/shop.ts'
import { addPages } from '../../web/testing/pages.ts'
import { type PlainBrowser, plainBrowser } from '../../web/testing/plain-browser.ts'

const app = await testApp({ at: '2026-12-01T13:00:00Z', config: { rateLimits: 0 } })
await addPages(app.app)
const { shop, addService, addResource } = await testShop(app)
await addResource()
const brakes = await addService({ needs: [{ kind: 'bay' }] })

const textOf = (html: string) =>
  html
    .replaceAll(/<(script|style)[\s\S]*?<\/\1>/g, '')
    .replaceAll(/<[^>]+>/g, ' ')
    .replaceAll(/\s+/g, ' ')
const linkIn = (text: string | undefined) => /\/household\/[\w-]+/.exec(text ?? '')?.[0] ?? ''

async function signedIn(person: Person, to = '/me/household'): Promise<PlainBrowser> {
  const tab = plainBrowser(app.app)
  await tab.open(`/sign-in?to=${encodeURIComponent(to)}`)
  await tab.press('Sign in', { fill: { email: person.email, password: TEST_PASSWORD } })
  return tab
}

test('a household is made, used, asked and left by forms without scripts [S3.C8a]', async () => {
  const head = await app.people.add({ name: 'Hanna Head' })
  const car = { kind: 'vehicle', make: 'Toyota', model: 'Corolla', plate: 'HSE 1' }
  const carId = String((await head.post('/api/garage', car)).body['id'])
  const member = await app.people.add({ name: 'Mia Member', email: 'mia@example.com' })
  const hers = await signedIn(head)
  expect(textOf(hers.page.html)).toContain('Nobody yet')
  const wrong = await hers.press('Send the link', { fill: { email: 'mia@example.com', limit: 'a lot' } })
  expect(wrong.status).toBe(400)
  expect(textOf(wrong.html)).toContain('Please enter an amount such as 49.90.')
  expect(wrong.html).toContain('value="a lot"')
  const sent = await hers.press('Send the link', { fill: { limit: '100' } })
  expect(textOf(sent.html)).toContain('Invited; the link works until')
  await app.drainJobs()
  const link = linkIn(app.outbox.mails('mia@example.com').at(-1)?.text)
  const guest = await plainBrowser(app.app).open(link)
  expect(textOf(guest.html)).toContain('Join the household of Hanna Head')
  const mias = await signedIn(member, link)
  const joined = await mias.press('Join')
  expect(joined.path).toBe('/me/household')
  expect(textOf(joined.html)).toContain('Up to $100.00 for one repair.')
  expect(textOf(joined.html)).toContain('Nothing is shared with you yet.')

  await hers.open('/me/household')
  const shared = await hers.press('Save', { tick: { assetIds: [carId] } })
  expect(textOf(shared.html)).toContain('1 thing is shared with them.')
  expect(textOf((await mias.open('/me/household')).html)).toContain('Toyota Corolla')
  const book = `/shops/${shop.slug}/book?service=${brakes.id}&startsAt=2026-12-02T14:00:00Z&step=which`
  expect(textOf((await mias.open(book)).html)).toContain('Corolla')

  const over = await member.post('/api/appointment', {
    shop: shop.slug,
    serviceIds: [brakes.id],
    assetId: carId,
    startsAt: '2026-12-02T09:00:00-05:00',
    description: 'It squeaks.',
  })
  expect(over.body['reason']).toBe('over_limit')
  await mias.open('/me/household')
  const asked = await mias.press('Ask')
  expect(textOf(asked.html)).toContain('Asked, not answered yet.')
  const question = await hers.open('/me/household')
  expect(textOf(question.html)).toContain('Mia Member $140.45')
  const yes = await hers.press('Yes, up to this amount')
  expect(textOf(yes.html)).toContain('Answered: yes, until')
  expect(textOf((await mias.open('/fa/me/household')).html)).toContain('پاسخ: بله')

  await hers.open('/me/household')
  const gone = await hers.press('Take out of the household')
  expect(textOf(gone.html)).toContain('Nobody yet')
  expect(textOf((await mias.open('/me/household')).html)).not.toContain('Corolla')
})
