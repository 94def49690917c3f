import { expect, test } from 'vitest'
import { testApp } from '../../kit/testing/app.ts'
import { prepareFirstStart } from './first-start.ts'

const app = await testApp()
const person = { name: 'Ada', email: 'ada@example.com', password: 'Kestrel-harbour-7' }

test('the one-time code makes its holder super admin, once', async () => {
  expect((await app.guest.post('/api/first-start', { code: 'x', ...person })).status).toBe(404)
  const old = await prepareFirstStart(app.services)
  const code = await prepareFirstStart(app.services)
  expect(code).toMatch(/^[0-9A-Z]{4}(-[0-9A-Z]{4}){3}$/)
  const claim = (given: Record<string, unknown>) =>
    app.guest.post('/api/first-start', { ...person, ...given })
  for (const wrong of [old, 'AAAA-BBBB-CCCC-DDDD', '']) {
    const refused = await claim({ code: wrong })
    expect(refused.body).toMatchObject({ code: 'not-found', errors: [{ pointer: '/code' }] })
  }
  expect((await claim({ code, password: 'password123' })).body).toMatchObject({
    errors: [{ pointer: '/password' }],
  })
  const both = await Promise.all([
    claim({ code: ` ${code?.toLowerCase().replaceAll('-', ' ')} ` }),
    claim({ code, email: 'eve@example.com' }),
  ])
  expect(both.map((answer) => answer.status).toSorted((a, b) => a - b)).toEqual([201, 404])
  const winner = both.find((answer) => answer.status === 201)?.body
  const signedIn = await app.guest.post('/api/auth/login', {
    email: winner?.['email'],
    password: person.password,
  })
  expect(signedIn.body).toMatchObject({ user: { roles: expect.arrayContaining([{ role: 'super_admin' }]) } })
  expect(await prepareFirstStart(app.services)).toBeNull()
  expect((await claim({ code, email: 'late@example.com' })).status).toBe(404)
})
