import { expect, test } from 'vitest'
import { openBrowserSession } from '../accounts/sessions.ts'
import { transaction } from '../../kit/db/index.ts'
import { sendPhoto } from '../../kit/testing/access-matrix/photo.ts'
import { testApp } from '../../kit/testing/app.ts'
import { testShop } from '../../kit/testing/shop.ts'
import { unzip } from '../../kit/testing/unzip.ts'
import { addPages } from '../../web/testing/pages.ts'
import { jobs } from '../jobs.ts'

const app = await testApp({ config: { rateLimits: 0 } })
await addPages(app.app)
const here = await testShop(app)
const there = await testShop(app)
const compliance = await here.hire('compliance')
const advisor = await here.hire('advisor')

const jsonOf = (files: Map<string, Buffer>, name: string) =>
  JSON.parse(files.get(name)?.toString('utf8') ?? 'null') as Record<string, unknown>

/** Follows the signed link with somebody's headers. */
async function fetchFile(url: string, headers: Record<string, string>) {
  const { pathname, search } = new URL(url)
  return app.app.inject({ method: 'GET', url: pathname + search, headers })
}

async function cookieOf(accountId: string): Promise<Record<string, string>> {
  const { token } = await transaction(app.system, (tx) => openBrowserSession(tx, accountId))
  return { cookie: `session=${token}` }
}

const vehicle = { kind: 'vehicle', make: 'Honda', model: 'Civic', plate: 'PDX4410' }

test('a person takes everything with them: account, every shop, photos; by a link that only they can use, for a week [S2.12b]', async () => {
  const person = await app.people.add({ name: 'Pia Export', email: 'pia@example.org' })
  const uploaded = await sendPhoto(app)
  for (const shop of [here.shop, there.shop]) {
    const opened = await person.post('/api/service-request', {
      shop: shop.slug,
      asset: vehicle,
      description: 'It hums.',
      ...(shop === here.shop ? { imageIds: [uploaded.body['id']] } : {}),
    })
    expect(opened.status, opened.text).toBe(201)
    if (shop === here.shop)
      await advisor.post(`/api/service-request/${opened.body['id']}/notes`, {
        text: 'A difficult one.',
        visibility: 'internal',
      })
  }
  await app.drainJobs()

  expect((await app.guest.post('/api/me/export')).status).toBe(401)
  expect((await person.get('/api/me/export')).body['export']).toBeNull()
  const asked = await person.post('/api/me/export')
  expect(asked.body).toMatchObject({ status: 'being_made', url: null })
  const again = await person.post('/api/me/export')
  expect(again.status).toBe(429)
  expect(again.headers['retry-after']).toBe('86400')
  await app.drainJobs()
  expect(app.outbox.mails('pia@example.org').at(-1)?.subject).toContain('ready')

  const made = (await person.get('/api/me/export')).body['export']
  expect(made).toMatchObject({ status: 'ready', expiresAt: '2026-12-08T08:00:00Z' })
  const url = String(made.url)
  const cookie = await cookieOf(person.id)
  expect((await fetchFile(url, {})).headers['location']).toContain('/sign-in')
  expect((await fetchFile(url, await cookieOf(here.owner.id))).statusCode).toBe(404)
  expect((await fetchFile(url.replace(/signature=.{4}/, 'signature=aaaa'), cookie)).statusCode).toBe(404)
  const file = await fetchFile(url, cookie)
  expect(file.statusCode).toBe(200)
  expect(file.headers['content-type']).toBe('application/zip')

  const files = unzip(file.rawPayload)
  expect([...files.keys()].slice(0, 6)).toEqual([
    'README.txt',
    'account.json',
    'sign-in.json',
    'garage.json',
    'household.json',
    'messages.json',
  ])
  expect(jsonOf(files, 'account.json')).toMatchObject({
    format: 'fixbay-personal-data/1',
    account: { name: 'Pia Export', email: 'pia@example.org' },
  })
  expect(jsonOf(files, 'sign-in.json')['log']).toEqual(
    expect.arrayContaining([expect.objectContaining({ action: expect.stringMatching(/^accounts\./) })]),
  )
  for (const { slug } of [here.shop, there.shop]) {
    expect(jsonOf(files, `shops/${slug}/customer.json`)).toMatchObject({
      records: [{ name: 'Pia Export' }],
      assets: [{ plate: 'PDX4410' }],
    })
    expect(jsonOf(files, `shops/${slug}/orders.json`)).toMatchObject({
      orders: [{ description: 'It hums.' }],
    })
  }
  expect([...files.keys()].filter((name) => name.startsWith(`shops/${here.shop.slug}/photos/`))).toHaveLength(
    1,
  )
  // What the shop writes among its people stays with it.
  expect(Buffer.concat([...files.values()]).includes('A difficult one.')).toBe(false)
  expect(Buffer.concat([...files.values()]).includes('passwordHash')).toBe(false)

  app.clock.advance({ hours: 24 * 7 + 1 })
  expect((await fetchFile(url, await cookieOf(person.id))).statusCode).toBe(404)
  await jobs.find(({ name }) => name === 'privacy.sweep')?.run(app.system, {})
  await app.drainJobs()
  expect((await person.get('/api/me/export')).body['export']).toBeNull()
})

test('staff give a customer a copy of what this shop holds, and nothing of another', async () => {
  const person = await app.people.add({ name: 'Rolf Two', email: 'rolf@example.org' })
  for (const shop of [here.shop, there.shop])
    await person.post('/api/service-request', {
      shop: shop.slug,
      asset: vehicle,
      description: `At ${shop.slug}.`,
    })
  await app.drainJobs()
  const { body } = await advisor.get(`/api/shops/${here.shop.slug}/customers?q=Rolf`)
  const path = `/api/shops/${here.shop.slug}/customers/${body['customers'][0].id}/export`
  expect((await advisor.post(path)).status).toBe(403)
  expect((await there.owner.post(path)).status).toBe(404)
  expect((await compliance.post(path)).status).toBe(201)
  await app.drainJobs()
  const made = (await compliance.get(path)).body['export']
  const files = unzip((await fetchFile(made.url, await cookieOf(compliance.id))).rawPayload)
  expect([...files.keys()].some((name) => name.includes(there.shop.slug))).toBe(false)
  expect(files.has('account.json')).toBe(false)
  expect(jsonOf(files, `shops/${here.shop.slug}/customer.json`)).toMatchObject({
    records: [{ name: 'Rolf Two' }],
  })
  const log = await compliance.get(`/api/shops/${here.shop.slug}/audit?what=privacy`)
  expect(log.body['entries'].map(({ action }: { action: string }) => action)).toEqual([
    'privacy.fetchExport',
    'privacy.export',
  ])
})
