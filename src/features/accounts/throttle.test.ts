import { expect, test } from 'vitest'
import { testApp } from '../../kit/testing/app.ts'
import { createLine } from './password-hash.ts'
import { networkOf, slowdownMs } from './throttle.ts'

const house = await testApp()
const { people, clock, client } = house

/** Signs in from an address; gives the status and, where it was told, when to come again. */
async function signIn(address: string, email: string, password: string) {
  const { status, body, headers } = await client({ address }).post('/api/auth/login', { email, password })
  return { status, code: body['code'], retryAfter: headers['retry-after'] }
}

const fail = (address: string, email: string) => signIn(address, email, 'not-the-password')

test('ten failures in fifteen minutes shut an address out, with the right password too, and nobody else [S3.C1b] [S2.12a]', async () => {
  const anna = await people.add()
  for (let count = 0; count < 10; count += 1) {
    expect(await fail('203.0.113.7', anna.email)).toMatchObject({ status: 401, code: 'wrong-credentials' })
    clock.advance({ seconds: 30 })
  }
  expect(await fail('203.0.113.7', anna.email)).toEqual({ status: 429, code: 'slow-down', retryAfter: '600' })
  expect(await signIn('203.0.113.7', anna.email, anna.password)).toMatchObject({ status: 429 })
  expect(await signIn('198.51.100.4', anna.email, anna.password)).toMatchObject({ status: 200 })
  clock.advance({ minutes: 10 })
  expect(await signIn('203.0.113.7', anna.email, anna.password)).toMatchObject({ status: 200 })
})

test('an unknown address is counted and refused in the same words', async () => {
  const anna = await people.add()
  const known: unknown[] = []
  const unknown: unknown[] = []
  for (let count = 0; count < 11; count += 1) {
    known.push(await fail('203.0.113.8', anna.email))
    unknown.push(await fail('203.0.113.9', 'not-there@example.com'))
  }
  expect(unknown).toEqual(known)
  expect(unknown.at(-1)).toMatchObject({ status: 429 })
})

test('a burst of tries at once learns no more than tries one after another', async () => {
  const anna = await people.add()
  const answers = await Promise.all(Array.from({ length: 40 }, () => fail('203.0.113.10', anna.email)))
  expect(answers.filter(({ status }) => status === 401)).toHaveLength(10)
  expect(answers.filter(({ status }) => status === 429)).toHaveLength(30)
})

test('failures from everywhere slow an account down but never shut its owner out', async () => {
  const anna = await people.add()
  await Promise.all(Array.from({ length: 22 }, (_one, index) => fail(`198.51.100.${10 + index}`, anna.email)))
  expect(await signIn('192.0.2.1', anna.email, anna.password)).toMatchObject({ status: 200 })
  expect([0, 20, 21, 30, 500].map(slowdownMs)).toEqual([0, 0, 100, 1000, 3000])
})

test('whoever holds one IPv6 address holds its network', () => {
  expect(networkOf('2001:db8:1:2:3:4:5:6')).toBe('2001:db8:1:2')
  expect(networkOf('2001:db8:1:2::9')).toBe('2001:db8:1:2')
  expect(networkOf('2001:0db8:0001:0002:ffff::')).toBe('2001:db8:1:2')
  expect(networkOf('::1')).toBe('0:0:0:0')
  expect(networkOf('fe80::1%eth0')).toBe('fe80:0:0:0')
  expect(networkOf('::ffff:203.0.113.7')).toBe('203.0.113.7')
  expect(networkOf(undefined)).toBe('unknown')
})

test('hashing is done in a line: so many at once, so many waiting, the rest is sent away', async () => {
  const inLine = createLine(2, 3)
  let now = 0
  let most = 0
  const work = async () => {
    now += 1
    most = Math.max(most, now)
    await Promise.resolve()
    now -= 1
    return 'done'
  }
  const results = await Promise.allSettled(Array.from({ length: 7 }, () => inLine(work)))
  expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(5)
  expect(results.at(-1)).toMatchObject({
    status: 'rejected',
    reason: { code: 'unavailable', retryAfterSeconds: 2 },
  })
  expect(most).toBe(2)
  expect(await inLine(work)).toBe('done')
  await expect(inLine(() => Promise.reject(new Error('broken')))).rejects.toThrow('broken')
  expect(await Promise.all([inLine(work), inLine(work), inLine(work)])).toEqual(['done', 'done', 'done'])
})

test('nothing is hashed for who was sent away while they waited', async () => {
  const inLine = createLine(1, 10)
  const gate = Promise.withResolvers<void>()
  const done: string[] = []
  const caller = { over: false }
  const first = inLine(() => gate.promise)
  const gone = inLine(async () => done.push('gone'), caller)
  const stays = inLine(async () => done.push('stays'), { over: false })
  caller.over = true
  gate.resolve()
  await expect(gone).rejects.toMatchObject({ code: 'unavailable' })
  await Promise.all([first, stays])
  expect(done).toEqual(['stays'])
  expect(await inLine(async () => 'free')).toBe('free')
})
