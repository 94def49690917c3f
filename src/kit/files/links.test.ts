import { expect, test } from 'vitest'
import { testApp } from '../testing/app.ts'
import { sendPhoto } from '../testing/access-matrix/photo.ts'
import { testShop } from '../testing/shop.ts'
import { dropStaleUploads } from './uploads.ts'

const app = await testApp({ config: { rateLimits: 0 } })
const { shop, owner } = await testShop(app)

const linkOf = (answer: { body: Record<string, unknown> }) => {
  const { pathname, searchParams } = new URL(String(answer.body['url']))
  return { path: pathname, query: Object.fromEntries(searchParams) }
}
const open = (path: string, query: Record<string, string>) =>
  app.guest.get(`${path}?${new URLSearchParams(query)}`)

test('a photo is reached by its signed link alone, for a while', async () => {
  const { path, query } = linkOf(await sendPhoto(app))
  const found = await open(path, query)
  expect(found.status).toBe(200)
  expect(found.headers).toMatchObject({
    'content-type': 'image/jpeg',
    'x-content-type-options': 'nosniff',
    'content-security-policy': "default-src 'none'; sandbox",
    'cache-control': 'private, max-age=3600',
  })
  expect((await open(path, {})).status).toBe(404)
  app.clock.advance({ hours: 7 })
  expect((await open(path, query)).status).toBe(404)
})

test('nothing of a link can be changed: not its hour, its size, its photo, its signature', async () => {
  const { path, query } = linkOf(await sendPhoto(app))
  const other = linkOf(await sendPhoto(app))
  const { until = '', signature = '' } = query
  const turned = signature.replace(/./, (letter) => (letter === 'a' ? 'b' : 'a'))
  for (const [where, what] of [
    [path, { until: String(Number(until) + 1), signature }],
    [path, { until: '9'.repeat(400), signature }],
    [path, { until, signature: turned }],
    [path, { until, signature: `${signature}a` }],
    [path, { until, signature: '' }],
    [path.replace('/full', '/thumb'), query],
    [other.path, query],
  ] as const)
    expect((await open(where, what)).status, `${where} ${JSON.stringify(what)}`).toBe(404)
  expect((await open(path, query)).status).toBe(200)
})

test('no name of a file leads out of the store', async () => {
  const { query } = linkOf(await sendPhoto(app))
  for (const id of ['..%2f..%2fpackage.json', '%2e%2e', '..%5c..%5cwindows', 'a%00b', '/etc/passwd'])
    for (const size of ['full', '..%2f', 'original'])
      expect((await open(`/files/${id}/${size}`, query)).status, `${id} ${size}`).toBe(404)
})

test('what a sent file is called goes nowhere', async () => {
  const pixel = Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64')
  for (const name of ['../../../etc/cron.d/x', 'a.php', 'x"; filename="y.html', '\u202Egpj.exe']) {
    const head = `--b\r\nContent-Disposition: form-data; name="file"; filename="${name}"\r\nContent-Type: text/html\r\n\r\n`
    const answer = await app.app.inject({
      method: 'POST',
      url: '/api/uploads',
      headers: { 'content-type': 'multipart/form-data; boundary=b' },
      payload: Buffer.concat([Buffer.from(head), pixel, Buffer.from('\r\n--b--\r\n')]),
    })
    expect(answer.statusCode, name).toBe(201)
    const { path, query } = linkOf({ body: answer.json() })
    const found = await open(path, query)
    expect(found.headers['content-type']).toBe('image/jpeg')
    expect(JSON.stringify(found.headers)).not.toMatch(/php|html|cron|exe/)
  }
})

test('an attached photo is seen by whom its order is for; one that nobody attached is gone after a day', async () => {
  const attached = await sendPhoto(app)
  const stray = linkOf(await sendPhoto(app))
  const request = await app.guest.post('/api/service-request', {
    shop: shop.slug,
    asset: { kind: 'vehicle', make: 'Toyota', model: 'Corolla' },
    description: 'It squeaks.',
    customer: { name: 'Grace', email: 'grace@example.org' },
    imageIds: [attached.body['id']],
  })
  expect(request.status, request.text).toBe(201)
  const { path, query } = linkOf(attached)
  expect((await open(path, query)).status).toBe(200)
  const stranger = await app.people.add()
  const order = `/api/service-request/${request.body['id']}`
  expect((await stranger.get(order)).status).toBe(404)
  expect((await owner.get(order)).text).toContain(String(attached.body['id']))
  const twice = await owner.post(`${order}/images`, { imageIds: [attached.body['id']] })
  expect(twice.status).toBe(404)
  app.clock.advance({ hours: 25 })
  await dropStaleUploads(app.system)
  const hour = String(Math.floor(app.clock.now().epochMilliseconds / 3_600_000) + 6)
  const id = stray.path.split('/')[2] ?? ''
  const signature = app.services.secrets.sign(`file ${id} full ${hour}`)
  expect((await open(stray.path, { until: hour, signature })).status).toBe(404)
  expect((await owner.get(order)).text).toContain(String(attached.body['id']))
})
