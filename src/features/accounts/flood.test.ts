import { expect, test } from 'vitest'
import { testApp } from '../../kit/testing/app.ts'
import { LONGEST_LINE } from './password-hash.ts'

const house = await testApp({ config: { rateLimits: 0 } })
const { guest, people } = house

test('a flood of sign-ins is turned away beyond its line, and others are answered meanwhile', async () => {
  const anna = await people.add()
  let answered = 0
  const flood = Array.from({ length: LONGEST_LINE + 40 }, async (_one, index) => {
    const email = index % 2 === 0 ? anna.email : `nobody${index}@example.com`
    const answer = await guest.post('/api/auth/login', { email, password: 'not-the-password' })
    answered += 1
    return answer
  })
  // Behind the flood; answered while most of it still waits.
  for (let count = 0; count < 5; count += 1) expect((await anna.get('/api/me')).status).toBe(200)
  expect(answered).toBeLessThan(LONGEST_LINE)
  const byStatus = Map.groupBy(await Promise.all(flood), ({ status }) => status)
  expect([...byStatus.keys()].toSorted((one, other) => one - other)).toEqual([401, 503])
  const away = byStatus.get(503) ?? []
  expect(away.length).toBeGreaterThan(0)
  for (const { body, headers } of away)
    expect([body['code'], headers['retry-after']]).toEqual(['unavailable', expect.stringMatching(/^\d+$/)])
  const again = await guest.post('/api/auth/login', { email: anna.email, password: anna.password })
  expect(again.status).toBe(200)
}, 60_000)
