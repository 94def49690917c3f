import { expect, test } from 'vitest'
import { testApp } from '../../kit/testing/app.ts'
import { testShop } from '../../kit/testing/shop.ts'

const app = await testApp()
const one = await testShop(app)
const other = await testShop(app)
const path = `/api/shops/${one.shop.slug}`
const advisor = await one.hire('advisor')
const PHONE = '+12125550177'

interface Invited {
  id: string
  invited: string | null
  invitedUntil: string | null
  hasAccount: boolean
}

const tokenIn = (text: string | undefined) => /\/join\/[\w-]+\/([\w-]+)/.exec(text ?? '')?.[1] ?? ''

/** Takes somebody on who is asked at a phone; their id and the link's token. */
async function asked(name: string, phone = PHONE) {
  const { status, body, text } = await one.owner.post(`${path}/staff`, { name, roles: ['analyst'], phone })
  expect(status, text).toBe(201)
  await app.drainJobs()
  return {
    ...(body as unknown as Invited),
    token: tokenIn(app.outbox.texts(String(body['invited'])).at(-1)?.text),
  }
}

async function standing(id: string): Promise<Invited | undefined> {
  const { body } = await one.owner.get<{ people: Invited[] }>(`${path}/staff`)
  return body.people.find((person) => person.id === id)
}

test('a link goes by text message, and joins whoever holds it; it confirms neither address nor phone [S2.01c]', async () => {
  const { id, invited, invitedUntil, token } = await asked('Tess', '(212) 555-0177')
  expect([invited, invitedUntil]).toEqual([
    PHONE,
    app.clock
      .now()
      .add({ hours: 14 * 24 })
      .toString(),
  ])
  const account = { name: 'Tess', email: 'tess@example.com', password: 'Kestrel-harbour-7' }
  expect((await app.guest.post('/api/user/create-customer', account)).status).toBe(201)
  const { email, password } = account
  const login = await app.guest.post('/api/auth/login', { email, password })
  const tess = app.client({ headers: { authorization: `Bearer ${login.body['accessToken']}` } })
  expect((await tess.post(`${path}/join`, { token })).body).toMatchObject({
    id,
    hasAccount: true,
    invited: null,
  })
  expect((await tess.get('/api/me')).body).toMatchObject({
    emailVerified: false,
    phone: null,
    phoneVerified: false,
    roles: [{ role: 'analyst' }, { role: 'customer' }],
  })
  const stranger = await app.people.add()
  expect((await stranger.post(`${path}/join`, { token })).status).toBe(404)
})

test('a phone must take text messages, and one way is enough', async () => {
  const person = { name: 'N', roles: ['analyst'] }
  for (const [wrong, pointer] of [
    [{ phone: '12345' }, '/phone'],
    [{ phone: '+442079460000' }, '/phone'],
    [{ phone: PHONE, email: 'n@example.com' }, '/phone'],
  ] as const)
    expect((await one.owner.post(`${path}/staff`, { ...person, ...wrong })).body).toMatchObject({
      errors: [{ pointer }],
    })
  const { body } = await one.owner.post(`${path}/staff`, person)
  const invite = `${path}/staff/${String(body['id'])}/invite`
  expect((await one.owner.post(invite, {})).body).toMatchObject({ errors: [{ pointer: '/email' }] })
  expect((await one.owner.post(invite, { phone: PHONE })).status).toBe(204)
  expect(await standing(String(body['id']))).toMatchObject({ invited: PHONE })
  expect((await one.owner.post(invite, { email: 'n@example.com' })).status).toBe(204)
  expect(await standing(String(body['id']))).toMatchObject({ invited: 'n@example.com' })
})

test('a link is sent again where it went, and the older one is void', async () => {
  const { id, token } = await asked('Una')
  app.clock.advance({ hours: 24 })
  expect((await one.owner.post(`${path}/staff/${id}/invite`, {})).status).toBe(204)
  await app.drainJobs()
  const newer = tokenIn(app.outbox.texts(PHONE).at(-1)?.text)
  expect(newer).not.toBe(token)
  const una = await app.people.add()
  expect((await una.post(`${path}/join`, { token })).status).toBe(404)
  expect((await una.post(`${path}/join`, { token: newer })).status).toBe(200)
})

test('a link that was taken back joins nobody', async () => {
  const { id, token } = await asked('Vic')
  const url = `${path}/staff/${id}/invite`
  for (const [who, status] of [
    [app.guest, 401],
    [advisor, 403],
    [other.owner, 403],
    [one.owner, 204],
    [one.owner, 404],
  ] as const)
    expect((await who.delete(url)).status).toBe(status)
  expect(await standing(id)).toMatchObject({ invited: null, invitedUntil: null })
  const vic = await app.people.add()
  expect((await vic.post(`${path}/join`, { token })).status).toBe(404)
  expect((await one.owner.post(url, {})).body).toMatchObject({ errors: [{ pointer: '/email' }] })
  const audited = await app.system.db
    .selectFrom('audit')
    .select(['action', 'after'])
    .where('shopId', '=', one.shop.id)
    .where('subjectId', '=', id)
    .orderBy('id')
    .execute()
  expect(audited).toMatchObject([
    { action: 'staff.invite', after: { by: 'sms' } },
    { action: 'staff.add' },
    { action: 'staff.revokeInvitation' },
  ])
  expect(JSON.stringify(audited)).not.toContain(PHONE)
})

test('of many who open one link at once one joins', async () => {
  const { id, token } = await asked('Wes')
  const crowd = await Promise.all(Array.from({ length: 8 }, () => app.people.add()))
  const answers = await Promise.all(crowd.map((person) => person.post(`${path}/join`, { token })))
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
  expect(answers.filter(({ status }) => status === 404)).toHaveLength(7)
  const joined = await Promise.all(crowd.map(async (person) => (await person.caller()).grants.length))
  expect(joined.filter((grants) => grants === 1)).toHaveLength(1)
  expect(joined.filter((grants) => grants === 0)).toHaveLength(7)
  expect(await standing(id)).toMatchObject({ hasAccount: true, invited: null })
})

test('a link that is taken back while somebody opens it is either used or void', async () => {
  for (let round = 0; round < 6; round += 1) {
    const { id, token } = await asked(`Xena ${round}`)
    const xena = await app.people.add()
    const [join, revoke] = await Promise.all([
      xena.post(`${path}/join`, { token }),
      one.owner.delete(`${path}/staff/${id}/invite`),
    ])
    const has = (await standing(id))?.hasAccount
    expect([join.status, revoke.status, has]).toEqual(
      join.status === 200 ? [200, 404, true] : [404, 204, false],
    )
  }
})
