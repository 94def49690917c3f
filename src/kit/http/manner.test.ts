import { expect, test } from 'vitest'
import { testApp } from '../testing/app.ts'

const app = await testApp()

test('an address that exists answers 405 to another method and says which it knows; any other is 404', async () => {
  const other = await app.client().delete('/api/health')
  expect(other).toMatchObject({ status: 405, body: { code: 'not-allowed' }, headers: { allow: 'GET' } })
  const nested = await app.client().put('/api/service-request/x/status', {})
  expect(nested).toMatchObject({ status: 405, headers: { allow: 'GET, PATCH' } })
  expect((await app.guest.get('/api/nothing-here')).body).toMatchObject({ status: 404, code: 'not-found' })
})

test('a body of another type is 415, one that is no JSON 400, one too large 413, each as problem+json', async () => {
  const send = (payload: string, type: string) =>
    app.app.inject({ method: 'POST', url: '/api/auth/login', payload, headers: { 'content-type': type } })
  for (const [payload, type, status, code] of [
    ['hello', 'text/plain', 415, 'unsupported'],
    ['<a/>', 'application/xml', 415, 'unsupported'],
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
