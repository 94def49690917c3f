import { expect, test } from 'vitest'
import { testApp } from '../../kit/testing/app.ts'
import type { Client } from '../../kit/testing/client.ts'
import { totpCode } from './totp.ts'

const house = await testApp()
const { guest, people, clock, client, outbox, drainJobs, services } = house

let made = 0
/** A mobile number of Iran that nobody has used yet. */
const newPhone = () => {
  made += 1
  return `+98912345${String(1000 + made)}`
}

async function ask(phone: string, who: Client = guest) {
  const asked = await who.post('/api/auth/phone-code', { phone })
  return String(asked.body['request'])
}

/** The last code that a phone got. */
async function codeAt(phone: string): Promise<string> {
  await drainJobs()
  return /\b(\d{6})\b/.exec(outbox.texts(phone).at(-1)?.text ?? '')?.[1] ?? 'none'
}

const enter = (body: Record<string, unknown>, who: Client = guest) => who.post('/api/auth/phone-login', body)

/** Confirms a phone for somebody who is signed in. */
async function confirmPhone(who: Client, phone: string) {
  const asked = await who.post('/api/auth/verify-phone/code', { phone })
  return who.post('/api/auth/verify-phone', { request: asked.body['request'], code: await codeAt(phone) })
}

test('somebody without an account makes one by phone and name, and comes back by phone alone', async () => {
  const phone = newPhone()
  const request = await ask(
    phone.replace('+98', '0').replaceAll(/\d/g, (one) => String.fromCharCode(0x06f0 + Number(one))),
  )
  const code = await codeAt(phone)
  const nameless = await enter({ request, code })
  expect([nameless.status, nameless.body['errors']]).toMatchObject([400, [{ pointer: '/name' }]])
  const entered = await enter({ request, code, name: 'مینا رحیمی' })
  expect(entered.status).toBe(200)
  expect(entered.body).toMatchObject({
    tokenType: 'Bearer',
    user: { name: 'مینا رحیمی', email: null, roles: [{ role: 'customer' }] },
  })
  const me = await guest.get('/api/me', { authorization: `Bearer ${entered.body['accessToken']}` })
  expect(me.body).toMatchObject({ phone, phoneVerified: true, email: null, emailVerified: false })
  // The code is spent.
  expect((await enter({ request, code, name: 'X' })).body['reason']).toBe('code_over')
  const again = await ask(phone)
  const back = await enter({ request: again, code: await codeAt(phone) })
  expect(back.body['user']).toMatchObject({ id: me.body['id'] })
})

test('a code goes to every phone alike; only whoever reads it learns whether there is an account [S2.12a]', async () => {
  const anna = await people.add()
  const phone = newPhone()
  expect((await confirmPhone(anna, phone)).status).toBe(200)
  const known = await guest.post('/api/auth/phone-code', { phone })
  const unknown = await guest.post('/api/auth/phone-code', { phone: newPhone() })
  expect(Object.keys(known.body)).toEqual(['request', 'expiresIn'])
  expect([known.status, Object.keys(known.body), known.body['expiresIn']]).toEqual([
    unknown.status,
    Object.keys(unknown.body),
    unknown.body['expiresIn'],
  ])
  const wrong = [
    await enter({ request: known.body['request'], code: '000000' }),
    await enter({ request: unknown.body['request'], code: '000000' }),
  ]
  expect(wrong[0]?.body).toEqual(wrong[1]?.body)
  expect(wrong[0]?.body).toMatchObject({ status: 401, code: 'wrong-credentials', reason: 'wrong_code' })
})

test('a phone that somebody only wrote into a profile signs nobody in', async () => {
  const anna = await people.add({ name: 'Anna' })
  const phone = newPhone()
  await anna.put(`/api/customer/${anna.id}/profile`, { phone })
  const request = await ask(phone)
  const entered = await enter({ request, code: await codeAt(phone) })
  expect([entered.status, entered.body['errors']]).toMatchObject([400, [{ pointer: '/name' }]])
})

test('of several accounts with one phone its holder chooses', async () => {
  const [anna, ben, eve] = [
    await people.add({ name: 'Anna' }),
    await people.add({ name: 'Ben' }),
    await people.add(),
  ]
  const phone = newPhone()
  for (const who of [anna, ben]) expect((await confirmPhone(who, phone)).status).toBe(200)
  const request = await ask(phone)
  const code = await codeAt(phone)
  const choice = await enter({ request, code })
  expect([choice.status, choice.body['reason'], choice.body['accounts']]).toEqual([
    409,
    'choose_account',
    [
      { id: anna.id, name: 'Anna' },
      { id: ben.id, name: 'Ben' },
    ],
  ])
  expect((await enter({ request, code, account: eve.id })).status).toBe(409)
  expect((await enter({ request, code, account: ben.id })).body['user']).toMatchObject({ id: ben.id })
})

test('a code works for five minutes and five tries, and only for whoever asked for it', async () => {
  const phone = newPhone()
  const request = await ask(phone)
  const code = await codeAt(phone)
  const wrong = code === '111111' ? '222222' : '111111'
  expect((await enter({ request: await ask(newPhone()), code })).status).toBe(401)
  for (let count = 0; count < 5; count += 1)
    expect((await enter({ request, code: wrong })).body['reason']).toBe('wrong_code')
  expect((await enter({ request, code, name: 'X' })).body['reason']).toBe('code_over')
  const late = await ask(phone)
  const lateCode = await codeAt(phone)
  clock.advance({ minutes: 5 })
  expect((await enter({ request: late, code: lateCode, name: 'X' })).body['reason']).toBe('code_over')
  for (const body of [
    { request: 'made-up', code: '12345' },
    { request: '', code: '123456' },
    { code: '123456' },
  ])
    expect((await enter(body)).status).toBe(400)
})

test('a burst of guesses learns no more than five in a row', async () => {
  const phone = newPhone()
  const request = await ask(phone)
  await codeAt(phone)
  const answers = await Promise.all(
    Array.from({ length: 30 }, (_one, index) =>
      enter({ request, code: String(index).padStart(6, '0') }, client({ address: `198.51.100.${index}` })),
    ),
  )
  const reasons = Map.groupBy(answers, ({ body }) => String(body['reason']))
  expect(reasons.get('wrong_code')?.length ?? 0).toBeLessThanOrEqual(5)
  expect(reasons.get('code_over')?.length).toBeGreaterThanOrEqual(24)
})

test('so many texts go to a phone, from wherever they are asked for; so many are asked for from an address', async () => {
  const phone = newPhone()
  const statuses: number[] = []
  for (let index = 0; index < 6; index += 1) {
    const door = client({ address: `192.0.2.${index}` })
    statuses.push((await door.post('/api/auth/phone-code', { phone })).status)
  }
  expect(statuses).toEqual([200, 200, 200, 200, 200, 429])
  for (let hour = 1; hour <= 2; hour += 1) {
    clock.advance({ minutes: 61 })
    for (let index = 0; index < 5; index += 1)
      statuses.push(
        (await client({ address: `192.0.2.${index}` }).post('/api/auth/phone-code', { phone })).status,
      )
  }
  expect(statuses.slice(6)).toEqual([200, 200, 200, 200, 200, 429, 429, 429, 429, 429])
  const flood: number[] = []
  const door = client({ address: '203.0.113.200' })
  for (let index = 0; index < 61; index += 1)
    flood.push((await door.post('/api/auth/phone-code', { phone: newPhone() })).status)
  expect(flood.filter((status) => status === 200)).toHaveLength(60)
  expect(flood.at(-1)).toBe(429)
})

test('numbers that take no text are told so', async () => {
  for (const phone of ['12', 'abc', '+982122334455', '']) {
    const { status, body } = await guest.post('/api/auth/phone-code', { phone })
    expect([phone, status, body['errors']]).toMatchObject([phone, 400, [{ pointer: '/phone' }]])
  }
})

test('a phone does not get past a second factor', async () => {
  const anna = await people.add()
  const phone = newPhone()
  await confirmPhone(anna, phone)
  const begun = await anna.post('/api/auth/two-step', { presentPassword: anna.password })
  const secret = String(begun.body['secret'])
  await anna.post('/api/auth/two-step/confirm', { code: totpCode(secret, clock.now()) })
  clock.advance({ seconds: 30 })
  const request = await ask(phone)
  const code = await codeAt(phone)
  expect((await enter({ request, code })).body['code']).toBe('second-factor-needed')
  expect((await enter({ request, code, secondFactor: '000000' })).body['reason']).toBe('wrong_code')
  expect((await enter({ request, code, secondFactor: totpCode(secret, clock.now()) })).status).toBe(200)
})

test('a phone is confirmed by its own holder with their own request; the mail address is told', async () => {
  const anna = await people.add()
  const eve = await people.add()
  const phone = newPhone()
  expect((await guest.post('/api/auth/verify-phone/code', { phone })).status).toBe(401)
  expect((await anna.post('/api/auth/verify-phone/code', {})).status).toBe(400)
  const asked = await anna.post('/api/auth/verify-phone/code', { phone })
  const code = await codeAt(phone)
  const stolen = await eve.post('/api/auth/verify-phone', { request: asked.body['request'], code })
  expect([stolen.status, stolen.body['errors']]).toMatchObject([400, [{ pointer: '/code' }]])
  // What was asked for to confirm does not sign in.
  expect((await enter({ request: asked.body['request'], code })).status).toBe(401)
  const done = await anna.post('/api/auth/verify-phone', { request: asked.body['request'], code })
  expect(done.body).toMatchObject({ phone, phoneVerified: true })
  await drainJobs()
  expect(outbox.mails(anna.email).at(-1)?.text).toContain('The phone number that signs you in was changed.')
})

test('who has nothing but a phone keeps it until a new one is confirmed', async () => {
  const phone = newPhone()
  const request = await ask(phone)
  const entered = await enter({ request, code: await codeAt(phone), name: 'Mina' })
  const token = { authorization: `Bearer ${entered.body['accessToken']}` }
  const { id } = entered.body['user'] as { id: string }
  for (const change of [{ phone: null }, { phone: newPhone() }]) {
    const refused = await guest.put(`/api/customer/${id}/profile`, change, token)
    expect([refused.status, refused.body['errors']]).toMatchObject([400, [{ pointer: '/phone' }]])
  }
  expect((await guest.put(`/api/customer/${id}/profile`, { name: 'Mina R', phone }, token)).status).toBe(200)
  const next = newPhone()
  expect((await confirmPhone(client({ headers: token }), next)).body).toMatchObject({ phone: next })
  await drainJobs()
  expect(outbox.texts(phone).at(-1)?.text).toContain('The phone number that signs you in was changed.')
})

test('codes lie nowhere in the clear once they are sent, and requests only as hashes', async () => {
  const phone = newPhone()
  const request = await ask(phone)
  const code = await codeAt(phone)
  await enter({ request, code, name: 'Mina' })
  await drainJobs()
  for (const table of ['phone_codes', 'messages', 'events', 'audit', 'sessions', 'pgboss.job']) {
    const { rows } = await services.database.pool.query(`SELECT row_to_json(t)::text AS row FROM ${table} t`)
    expect(rows.length).toBeGreaterThan(0)
    for (const plain of [request, `"${code}"`, ` ${code} `]) expect(JSON.stringify(rows)).not.toContain(plain)
  }
})
