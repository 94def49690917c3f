import { expect, test } from 'vitest'
import { testApp } from '../../../kit/testing/app.ts'
import { addPages } from '../../../web/testing/pages.ts'

const app = await testApp({ at: '2026-12-01T15:00:00Z', config: { rateLimits: 0 } })
await addPages(app.app)
const admin = await app.people.add({ role: 'admin' })

const shop = {
  slug: 'quay-phones',
  name: 'Quay Phones',
  kinds: ['device'],
  city: 'Boston',
  address: '2 Quay',
  region: 'US',
  timezone: 'America/New_York',
  currency: 'USD',
  locale: 'en',
  taxMode: 'added',
}

/** Somebody who has registered and confirmed nothing yet. */
async function newcomer(email: string) {
  const { body } = await app.guest.post('/api/user/create-customer', {
    name: 'Nina New',
    email,
    password: 'Kestrel-harbour-7',
  })
  return app.people.of({ id: body['id'], name: 'Nina New', email })
}

test('anybody with a confirmed address opens a shop, which waits for the platform’s yes', async () => {
  const nina = await newcomer('nina@example.org')
  expect((await app.guest.post('/api/shops', shop)).status).toBe(401)
  expect((await nina.post('/api/shops', shop)).body).toMatchObject({ reason: 'contact_unconfirmed' })
  await app.services.database.pool.query('UPDATE accounts SET email_verified_at = created_at WHERE id = $1', [
    nina.id,
  ])
  expect((await nina.post('/api/shops', { ...shop, approved: true })).status).toBe(403)
  expect((await nina.post('/api/shops', { ...shop, kinds: [] })).body['errors']).toMatchObject([
    { pointer: '/kinds' },
  ])
  const opened = await nina.post('/api/shops', shop)
  expect(opened.body).toMatchObject({ slug: 'quay-phones', status: 'pending' })
  expect((await nina.get('/api/me')).body['roles']).toContainEqual({ role: 'owner', shop: 'quay-phones' })
  const stranger = await app.people.add()
  for (const who of [app.guest, stranger]) {
    expect((await who.get('/api/shops/quay-phones')).status).toBe(404)
    expect((await who.get('/shops/quay-phones')).status).toBe(404)
  }
  expect((await stranger.post('/api/shops', shop)).body).toMatchObject({ reason: 'slug_taken' })
  const desk = (await nina.get('/desk/quay-phones')).text
  expect(desk).toContain('This shop waits for approval')
  expect(desk).toContain('href="/welcome/quay-phones/hours"')
  expect((await nina.get('/welcome/quay-phones/try')).text).toContain('Only you and your people see it')
  expect((await admin.get('/api/platform/shops?status=pending')).body['shops']).toMatchObject([
    { slug: 'quay-phones' },
  ])
  await admin.post('/api/shops/quay-phones/approve')
  expect((await app.guest.get('/shops/quay-phones')).status).toBe(200)
  expect((await nina.get('/desk/quay-phones')).text).not.toContain('waits for approval')
})

test('an account has three shops that wait and no more, also when it asks for all at once', async () => {
  const busy = await app.people.add()
  const answers = await Promise.all(
    [1, 2, 3, 4, 5, 6].map((n) => busy.post('/api/shops', { ...shop, slug: `busy-${n}` })),
  )
  expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([
    201, 201, 201, 409, 409, 409,
  ])
  const refused = answers.find(({ status }) => status === 409)
  expect(refused?.body).toMatchObject({ reason: 'too_many_waiting' })
  // A refusal by the platform makes no room for the next try.
  const slug = answers.find(({ status }) => status === 201)?.body['slug']
  await admin.post(`/api/shops/${slug}/suspend`, { reason: 'There is no such shop.' })
  expect((await busy.post('/api/shops', { ...shop, slug: 'busy-7' })).status).toBe(409)
  expect((await busy.get('/open-shop')).text).toContain('Three of your shops are not open yet')
})

test('the page says what comes before, keeps what was typed, and leads to the set-up, without a script', async () => {
  const page = await app.guest.get('/open-shop')
  expect(page.status).toBe(200)
  expect(page.text).toContain('href="/register?to=%2Fopen-shop"')
  expect(page.text).not.toContain('<script')
  for (const path of ['/', '/about']) expect((await app.guest.get(path)).text).toContain('href="/open-shop"')
  const fresh = await newcomer('fresh@example.org')
  expect((await fresh.get('/fa/open-shop')).text).toContain('اول نشانی ایمیل یا تلفنتان را تأیید کنید')
  const owner = await app.people.add({ email: 'owner-to-be@example.org' })
  const { body } = await app.guest.post('/api/auth/login', {
    email: owner.email,
    password: owner.password,
  })
  const submit = async (fields: Record<string, string>) => {
    const answer = await app.app.inject({
      method: 'POST',
      url: '/open-shop',
      headers: {
        authorization: `Bearer ${body['accessToken']}`,
        'content-type': 'application/x-www-form-urlencoded',
      },
      payload: new URLSearchParams({ _key: crypto.randomUUID(), ...fields }).toString(),
    })
    return { status: answer.statusCode, to: answer.headers.location, text: answer.body }
  }
  const { slug: _slug, locale: _locale, ...typed } = { ...shop, kinds: 'device', name: 'Harbour Phones' }
  const wrong = await submit({ ...typed, city: '' })
  expect(wrong.status).toBe(400)
  expect(wrong.text).toContain('href="#f-city"')
  expect(wrong.text).toContain('value="Harbour Phones"')
  expect(await submit(typed)).toMatchObject({ status: 303, to: '/welcome/harbour-phones/hours' })
  expect((await owner.get('/open-shop')).text).toContain('Harbour Phones')
})
