import { connect } from 'node:net'
import type { AddressInfo } from 'node:net'
import { expect, test } from 'vitest'
import { testApp } from '../testing/app.ts'
import { testShop } from '../testing/shop.ts'
import { addPages } from '../../web/testing/pages.ts'
import { paths } from '../../web/paths.ts'

const app = await testApp({ config: { rateLimits: 0 } })
await addPages(app.app)
const { shop, owner } = await testShop(app)

async function cookieOf(person: { email: string; password: string }): Promise<string> {
  const answer = await app.app.inject({
    method: 'POST',
    url: paths('en').signIn(),
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    payload: new URLSearchParams({ email: person.email, password: person.password }).toString(),
  })
  expect(answer.statusCode, answer.body).toBe(303)
  return String(answer.headers['set-cookie']).split(';')[0] ?? ''
}

test('no answer may be framed, sniffed or run what is not ours; calls may load nothing at all', async () => {
  const call = await app.app.inject('/api/shops')
  expect(call.headers).toMatchObject({
    'content-security-policy': "default-src 'none';frame-ancestors 'none';base-uri 'none'",
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'referrer-policy': 'same-origin',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
  })
  expect(call.headers['strict-transport-security']).toBeUndefined()
  expect(call.headers['x-powered-by']).toBeUndefined()
  expect(call.headers['access-control-allow-origin']).toBeUndefined()
  for (const url of [
    '/',
    '/sign-in',
    `/shops/${shop.slug}`,
    `/shops/${shop.slug}/book`,
    '/track',
    '/nowhere',
  ]) {
    const page = await app.app.inject(url)
    const policy = String(page.headers['content-security-policy'])
    for (const part of [
      "default-src 'self'",
      "base-uri 'none'",
      "object-src 'none'",
      "frame-ancestors 'none'",
    ])
      expect(policy, url).toContain(part)
    expect(/script-src ([^;]*)/.exec(policy)?.[1], url).not.toMatch(/unsafe|\*|https?:|data:/)
    expect(page.headers['x-frame-options'], url).toBe('DENY')
  }
})

test('reached by https, browsers are told to stay there, and the cookie is bound to the host', async () => {
  const secure = await testApp({ config: { url: 'https://fixbay.test', rateLimits: 0 } })
  await addPages(secure.app)
  const person = await secure.people.add()
  const answer = await secure.app.inject({
    method: 'POST',
    url: paths('en').signIn(),
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    payload: new URLSearchParams({ email: person.email, password: person.password }).toString(),
  })
  expect(answer.headers['strict-transport-security']).toContain('max-age=31536000')
  expect([answer.headers['set-cookie']].flat()[0]).toMatch(
    /^__Host-session=\S+; Path=\/; .*HttpOnly; SameSite=Lax; Secure$/,
  )
})

test('what another site makes a browser send changes nothing, in calls as in forms (CSRF)', async () => {
  const cookie = await cookieOf(owner)
  const patch = { method: 'PATCH', url: `/api/shops/${shop.slug}`, payload: { name: 'Stolen' } } as const
  for (const foreign of [
    { origin: 'https://evil.example' },
    { origin: 'null' },
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
    {},
  ]) {
    const call = await app.app.inject({ ...patch, headers: { cookie, ...foreign } })
    expect(call.statusCode, JSON.stringify(foreign)).toBe(403)
    const form = await app.app.inject({
      method: 'POST',
      url: `/desk/${shop.slug}/settings/bays`,
      headers: { cookie, 'content-type': 'application/x-www-form-urlencoded', ...foreign },
      payload: 'kind=bay&name=Stolen',
    })
    expect(form.statusCode, JSON.stringify(foreign)).toBe(403)
  }
  expect((await owner.get(`/api/shops/${shop.slug}/settings`)).body['name']).toBe(shop.name)
  const own = await app.app.inject({ ...patch, headers: { cookie, 'sec-fetch-site': 'same-origin' } })
  expect(own.statusCode).toBe(200)
  await owner.patch(`/api/shops/${shop.slug}`, { name: shop.name })
})

const ELSEWHERE = [
  'https://evil.example',
  '//evil.example',
  '/\\evil.example',
  '\\\\evil.example',
  '/\t/evil.example',
  'javascript:alert(1)',
  '/%0d%0aset-cookie:x=1',
  ' //evil.example',
  '///evil.example',
  '/.//evil.example',
]

test('no address to come back to leads to another site, nor into a header', async () => {
  for (const to of ELSEWHERE) {
    const query = `?to=${encodeURIComponent(to)}`
    for (const url of [`/set/theme/dark${query}`, `/fa/set/theme/dark${query}`]) {
      const answer = await app.app.inject(url)
      const target = new URL(String(answer.headers['location'] ?? '/'), 'http://localhost:80')
      expect(target.host, `${url} ${String(answer.headers['location'])}`).toBe('localhost')
      expect(String(answer.headers['set-cookie'] ?? '')).not.toContain('x=1')
    }
    const signedIn = await app.app.inject({
      method: 'POST',
      url: `/sign-in${query}`,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      payload: new URLSearchParams({ email: owner.email, password: owner.password, to }).toString(),
    })
    const target = new URL(String(signedIn.headers['location'] ?? '/'), 'http://localhost:80')
    expect(target.host, `${to} ${String(signedIn.headers['location'])}`).toBe('localhost')
    expect(['http:', 'https:']).toContain(target.protocol)
  }
})

test('a path to come back to may have letters of any script, and separators that are none', async () => {
  for (const [to, location] of [
    ['/?q=تعمیرگاه', '/?q=%D8%AA%D8%B9%D9%85%DB%8C%D8%B1%DA%AF%D8%A7%D9%87'],
    ['/\u2028/evil.example', '/%E2%80%A8/evil.example'],
  ] as const) {
    const answer = await app.app.inject(`/set/theme/dark?to=${encodeURIComponent(to)}`)
    expect([answer.statusCode, answer.headers['location']], to).toEqual([303, location])
  }
})

test('the host that a caller names stands in no link: not in mails, not in answers', async () => {
  const host = 'evil.example'
  const person = await app.people.add()
  await app.app.inject({
    method: 'POST',
    url: '/api/auth/forgot-password',
    headers: { host, 'x-forwarded-host': host, 'x-forwarded-proto': 'https' },
    payload: { email: person.email },
  })
  const asked = await app.app.inject({
    method: 'POST',
    url: '/api/service-request',
    headers: { host, 'x-forwarded-host': host },
    payload: {
      shop: shop.slug,
      asset: { kind: 'vehicle', make: 'Toyota', model: 'Corolla' },
      description: 'It squeaks.',
      customer: { name: 'Grace', email: 'grace@example.org' },
    },
  })
  expect(asked.statusCode).toBe(201)
  expect(asked.body).not.toContain(host)
  expect(asked.json<{ trackingUrl: string }>().trackingUrl).toMatch(/^http:\/\/fixbay\.test\//)
  await app.drainJobs()
  expect(app.outbox.mails().length).toBeGreaterThan(1)
  expect(JSON.stringify(app.outbox.mails())).not.toContain(host)
  for (const url of ['/', '/sign-in', `/shops/${shop.slug}`])
    expect((await app.app.inject({ url, headers: { host } })).body, url).not.toContain(host)
})

test('who sends slowly or too much is cut off: headers and body have their limits', async () => {
  const { server } = app.app
  // Head and body together; Node ends by itself what takes longer.
  expect(server.requestTimeout).toBe(30_000)
  await app.app.listen({ host: '127.0.0.1', port: 0 })
  const { port } = server.address() as AddressInfo
  const says = (request: string) =>
    new Promise<string>((resolve, reject) => {
      const socket = connect(port, '127.0.0.1', () => socket.write(request))
      socket.once('data', (bytes) => {
        resolve(bytes.toString())
        socket.destroy()
      })
      socket.on('error', reject)
    })
  expect(await says(`GET / HTTP/1.1\r\nHost: x\r\nX-Long: ${'a'.repeat(40_000)}\r\n\r\n`)).toMatch(
    /^HTTP\/1\.1 431/,
  )
  expect(await says('GET /\u0000 HTTP/1.1\r\nHost: x\r\n\r\n')).toMatch(/^HTTP\/1\.1 400/)
  const both =
    'POST /api/shops HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET'
  expect(await says(both)).toMatch(/^HTTP\/1\.1 400/)
  const large = await app.guest.post('/api/service-request', { description: 'x'.repeat(300_000) })
  expect(large.status).toBe(413)
})
