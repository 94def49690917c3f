import { expect, test } from 'vitest'
import { testApp } from '../testing/app.ts'

const app = await testApp()

test('an address that exists answers 405 to another method and says which it knows; any other is 404', async () => {
  const other = await app.client().delete('/api/health')
  expect(other).toMatchObject({ status: 405, body: { code: 'not-allowed' }, headers: { allow: 'GET' } })
  const nested = await app.client().put('/api/service-request/x/status', {})
  expect(nested).toMatchObject({ status: 405, headers: { allow: 'GET, PATCH' } })
  expect((await app.guest.post('/api/openapi.json', {})).status).toBe(405)
  expect((await app.guest.get('/api/nothing-here')).body).toMatchObject({ status: 404, code: 'not-found' })
})

test('a body of another type is 415, one that is no JSON 400, one too large 413, each as problem+json', async () => {
  const send = (payload: string, type: string) =>
    app.app.inject({ method: 'POST', url: '/api/auth/login', payload, headers: { 'content-type': type } })
  for (const [payload, type, status, code] of [
    ['hello', 'text/plain', 415, 'unsupported'],
    ['<a/>', 'application/xml', 415, 'unsupported'],
    ['--x\r\n', 'multipart/form-data; boundary=x', 415, 'unsupported'],
    ['{"email":', 'application/json', 400, 'invalid'],
    [JSON.stringify({ email: 'x'.repeat(400_000) }), 'application/json', 413, 'too-large'],
  ] as const) {
    const answer = await send(payload, type)
    expect(answer.statusCode, payload.slice(0, 20)).toBe(status)
    expect(answer.headers['content-type']).toContain('application/problem+json')
    expect(answer.json()).toMatchObject({ code, status })
  }
})

test('a refusal speaks the language that was asked for, also where nothing is there', async () => {
  const answer = await app.guest.get('/api/nothing-here', { 'accept-language': 'fa' })
  expect(answer.body['title']).toMatch(/[\u0600-\u06ff]/)
})

test('an address with broken escapes is a refusal like any other', async () => {
  const answer = await app.guest.get('/api/shops/%E0%A4%A')
  expect(answer).toMatchObject({ status: 400, body: { code: 'invalid' } })
  expect(answer.headers['content-type']).toContain('application/problem+json')
})

test('a host of which no address can be made is refused before anything is built upon it', async () => {
  const ask = (host: string) => app.app.inject({ url: '/api/health', headers: { host } })
  for (const host of ['a b', '"><script>', '127.0.0.1:3000@evil', 'x:port', 'a/b'])
    expect((await ask(host)).statusCode, host).toBe(400)
  for (const host of ['fixbay.test', '127.0.0.1:3000', '[::1]:3000', 'a_b.example'])
    expect((await ask(host)).statusCode, host).toBe(200)
})

test('path, query and body are checked at once, and a field is named once', async () => {
  const ada = await app.people.add()
  const long = 'x'.repeat(65)
  const answer = await ada.patch(`/api/service-request/${long}/status?code=${long}&other=1`, {
    status: 'odd',
  })
  expect(answer.body.errors.map((error: { pointer: string }) => error.pointer)).toEqual([
    '/request_id',
    '/code',
    '/other',
    '/status',
  ])
  const once = await app.guest.post('/api/user/create-customer', {
    name: 'A',
    email: 'a@example.org',
    phone: '12345',
    password: 'qwerty',
  })
  expect(once.body.errors.map((error: { pointer: string }) => error.pointer)).toEqual(['/phone', '/password'])
})

test('a page of a list may be asked for in any digits', async () => {
  expect((await app.guest.get(`/api/shops?limit=${encodeURIComponent('۵')}`)).status).toBe(200)
  for (const limit of ['0x10', '1e1', '1.5', '', '-1', '101'])
    expect((await app.guest.get(`/api/shops?limit=${limit}`)).status, limit).toBe(400)
})
