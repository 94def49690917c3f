import { expect, test } from 'vitest'
import { testApp } from '../../kit/testing/app.ts'
import { createAuthenticator } from '../../kit/testing/authenticator.ts'
import type { Person } from '../../kit/testing/people.ts'

const SITE = 'https://fixbay.example'
const house = await testApp({ config: { url: SITE } })
const nameless = await testApp({ config: { url: 'http://127.0.0.1:3000' } })
const { guest, people, clock, outbox, drainJobs, services } = house

type Options = { challenge: string; user?: { id: string } }

const creation = async (who: Pick<Person, 'post'>) =>
  (await who.post<Options>('/api/auth/passkeys/options')).body
const request = async () => (await guest.post<Options>('/api/auth/passkey-options')).body
const enter = (response: unknown) => guest.post('/api/auth/passkey-login', { response })

/** A device whose passkey somebody has added. */
async function deviceOf(anna: Person, given: { synced?: boolean } = {}) {
  const device = createAuthenticator(SITE, given)
  const response = device.make(await creation(anna))
  const added = await anna.post('/api/auth/passkeys', { name: 'Phone', response })
  expect(added.status).toBe(201)
  return { device, id: String(added.body['id']) }
}

test('a passkey is added, signs in by itself as two factors, and is told to the owner', async () => {
  const anna = await people.add({ name: 'Anna' })
  const { device, id } = await deviceOf(anna)
  const entered = await enter(device.prove(await request()))
  expect(entered.status).toBe(200)
  expect(entered.body['user']).toMatchObject({ id: anna.id, name: 'Anna' })
  const token = { authorization: `Bearer ${entered.body['accessToken']}` }
  expect((await guest.get('/api/auth/security', token)).body).toMatchObject({
    passkeys: 1,
    secondFactor: { shown: true },
  })
  expect((await anna.get('/api/auth/security')).body).toMatchObject({ secondFactor: { shown: false } })
  expect((await anna.get('/api/auth/passkeys')).body).toMatchObject({
    passkeys: [{ id, name: 'Phone', lastUsedAt: clock.now().toString() }],
  })
  await drainJobs()
  expect(outbox.mails(anna.email)[0]?.text).toContain('A passkey was added to your account.')
})

test('an answer works once, in time, for its own challenge, site and account only [S2.12a]', async () => {
  const anna = await people.add()
  const ben = await people.add()
  const { device } = await deviceOf(anna)
  const { device: bens } = await deviceOf(ben)
  const options = await request()
  const proof = device.prove(options)
  expect((await enter(proof)).status).toBe(200)
  const late = await request()
  clock.advance({ minutes: 5 })
  const handle = Buffer.from(ben.id.replaceAll('-', ''), 'hex').toString('base64url')
  const [foreign, plain] = [await creation(anna), createAuthenticator(SITE)]
  const refused = {
    'sent again': proof,
    'the same challenge again': device.prove(options),
    'too late': device.prove(late),
    'a challenge of its own': device.prove(await request(), { challenge: 'bWFkZSB1cA' }),
    'a challenge for adding': device.prove(foreign),
    'another origin': device.prove(await request(), { origin: 'https://evil.example' }),
    'another site': device.prove(await request(), { site: 'evil.example' }),
    'without the device’s lock': device.prove(await request(), { verified: false }),
    'another account’s handle': device.prove(await request(), { userHandle: handle }),
    'a device that nobody added': plain.prove(await request()),
    'another’s signature': { ...bens.prove(await request()), id: device.credentialId.toString('base64url') },
  }
  const bodies = new Set<string>()
  for (const [how, response] of Object.entries(refused)) {
    const answer = await enter(response)
    expect([how, answer.status, answer.body['reason']]).toEqual([how, 401, 'passkey_refused'])
    bodies.add(answer.text)
  }
  expect(bodies.size).toBe(1)
  for (const odd of [{}, { id: 'x' }, { ...proof, type: 'password' }, 'text', null])
    expect((await enter(odd)).status).toBe(400)
})

test('of many callers with one answer one gets in', async () => {
  const anna = await people.add()
  const { device } = await deviceOf(anna)
  const proof = device.prove(await request())
  const answers = await Promise.all(Array.from({ length: 10 }, () => enter(proof)))
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
})

test('a copied device is found out by its counter; one that shares its keys counts nothing', async () => {
  const anna = await people.add()
  const { device } = await deviceOf(anna)
  for (let count = 0; count < 2; count += 1)
    expect((await enter(device.prove(await request()))).status).toBe(200)
  device.counter = 0
  expect((await enter(device.prove(await request()))).status).toBe(401)
  device.counter = 2
  expect((await enter(device.prove(await request()))).status).toBe(200)
  const { device: synced } = await deviceOf(anna, { synced: true })
  for (let count = 0; count < 2; count += 1)
    expect((await enter(synced.prove(await request()))).status).toBe(200)
})

test('only what this site and this call asked for is kept', async () => {
  const anna = await people.add()
  const ben = await people.add()
  const add = (who: Pick<Person, 'post'>, response: unknown) => who.post('/api/auth/passkeys', { response })
  expect((await guest.post('/api/auth/passkeys/options')).status).toBe(401)
  const device = createAuthenticator(SITE)
  const options = await creation(anna)
  const cases = {
    'another person’s challenge': [ben, device.make(options)],
    'another origin': [anna, device.make(await creation(anna), { origin: 'https://evil.example' })],
    'another site': [anna, device.make(await creation(anna), { site: 'evil.example' })],
    'no lock': [anna, device.make(await creation(anna), { verified: false })],
    'made up': [anna, device.make({ challenge: 'bWFkZSB1cA' })],
    'a challenge for signing in': [anna, device.make(await request())],
  } as const
  for (const [how, [who, response]] of Object.entries(cases)) {
    const { status, body } = await add(who, response)
    expect([how, status, body['errors']]).toMatchObject([how, 400, [{ pointer: '/response' }]])
  }
  expect((await add(anna, device.make(await creation(anna)))).status).toBe(201)
  const twice = await add(ben, device.make(await creation(ben)))
  expect([twice.status, twice.body['reason']]).toEqual([409, 'passkey_known'])
})

test('it is named and removed by its owner alone; removed, it opens nothing', async () => {
  const anna = await people.add()
  const ben = await people.add()
  const { device, id } = await deviceOf(anna)
  const at = `/api/auth/passkeys/${id}`
  expect((await ben.patch(at, { name: 'Mine' })).status).toBe(404)
  expect((await ben.delete(at)).status).toBe(404)
  expect((await guest.delete(at)).status).toBe(401)
  expect((await anna.patch(at, { name: '' })).status).toBe(400)
  expect((await anna.patch(at, { name: 'گوشی من' })).status).toBe(204)
  expect((await anna.get('/api/auth/passkeys')).body).toMatchObject({ passkeys: [{ name: 'گوشی من' }] })
  expect((await anna.delete(at)).status).toBe(204)
  expect((await enter(device.prove(await request()))).status).toBe(401)
  expect((await anna.delete(at)).status).toBe(404)
})

test('it confirms the session that somebody has, if it is theirs', async () => {
  const anna = await people.add()
  const ben = await people.add()
  const { device } = await deviceOf(anna)
  const show = async (who: Pick<Person, 'post'>) =>
    who.post('/api/auth/second-factor/passkey', { response: device.prove(await request()) })
  expect((await show(ben)).status).toBe(401)
  expect((await show(anna)).status).toBe(204)
  expect((await anna.get('/api/auth/security')).body).toMatchObject({ secondFactor: { shown: true } })
})

test('a closed account’s passkey opens nothing', async () => {
  const anna = await people.add()
  const { device } = await deviceOf(anna)
  await services.database.pool.query('UPDATE accounts SET deactivated_at = now() WHERE id = $1', [anna.id])
  expect((await enter(device.prove(await request()))).status).toBe(401)
})

test('a site without a name has no passkeys', async () => {
  const anna = await nameless.people.add()
  const asked = await anna.post('/api/auth/passkeys/options')
  expect([asked.status, asked.body['reason']]).toEqual([409, 'passkeys_need_name'])
  expect((await nameless.guest.post('/api/auth/passkey-options')).status).toBe(409)
})
