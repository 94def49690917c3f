import { expect, test, vi } from 'vitest'
import { testApp } from '../../kit/testing/app.ts'
import type { Client, TestAnswer } from '../../kit/testing/client.ts'
import type { Person } from '../../kit/testing/people.ts'
import { type TestShop, testShop } from '../../kit/testing/shop.ts'
import { totpCode } from '../accounts/totp.ts'
import { jobs } from '../jobs.ts'

const app = await testApp({ config: { rateLimits: 0 } })
const { pool } = app.services.database

const SHOP = {
  name: 'Annex',
  kinds: ['workshop'],
  city: 'Boston',
  address: '3 Quay',
  region: 'US',
  timezone: 'America/New_York',
  currency: 'USD',
  locale: 'en',
  taxMode: 'added',
}

/** An owner with two shops in one organisation. */
async function business() {
  const first = await testShop(app)
  const annex = `${first.shop.slug}-annex`
  const { organisationId } = first.shop
  const opened = await first.owner.post('/api/shops', { ...SHOP, slug: annex, organisationId })
  expect(opened.status, opened.text).toBe(201)
  return { ...first, annex, at: `/api/shops/${first.shop.slug}/organisation` }
}

const tokenIn = (text: string | undefined) => /\/join-organisation\/([\w-]+)/.exec(text ?? '')?.[1] ?? ''

let asked = 0

/** The token of a link that was mailed to nobody yet. */
async function linkFor({ owner, at }: { owner: Client; at: string }, ...roles: string[]): Promise<string> {
  asked += 1
  const email = `asked${asked}@example.org`
  const sent = await owner.post(`${at}/invitations`, { email, roles })
  expect(sent.status, sent.text).toBe(201)
  await app.drainJobs()
  return tokenIn(app.outbox.mails(email).at(-1)?.text)
}

const join = (who: Client, token: string) => who.post('/api/organisations/join', { token })

/** Somebody who holds roles in all shops. */
async function member(of: { owner: Client; at: string }, ...roles: string[]): Promise<Person> {
  const person = await app.people.add()
  expect((await join(person, await linkFor(of, ...roles))).status).toBe(200)
  return person
}

const logOf = async (owner: Client, slug: string, what: string) =>
  (await owner.get(`/api/shops/${slug}/audit?what=${what}`)).body['entries'] as unknown[]

test('a second shop joins the business of the first, and nobody puts one into the business of another', async () => {
  const { owner, shop, annex, at, hire } = await business()
  const { body } = await owner.get(at)
  expect(body).toMatchObject({
    id: shop.organisationId,
    shops: [
      { slug: shop.slug, status: 'approved' },
      { slug: annex, status: 'pending' },
    ],
    members: [],
    invitations: [],
  })
  const { organisationId } = shop
  const another = { ...SHOP, slug: `${shop.slug}-third` }
  const stranger = await testShop(app)
  const lost = await stranger.owner.post('/api/shops', { ...another, organisationId })
  expect([lost.status, lost.body['errors']]).toMatchObject([404, [{ pointer: '/organisationId' }]])
  const unknown = { ...another, organisationId: stranger.owner.id }
  expect((await owner.post('/api/shops', unknown)).status).toBe(404)
  // A manager sees that it is there; whoever owns one shop of two does not own the business.
  for (const role of ['manager', 'owner'] as const)
    expect((await (await hire(role)).post('/api/shops', { ...another, organisationId })).status).toBe(403)
  const both = await owner.post('/api/shops', { ...another, organisationId, organisation: 'Other' })
  expect(both.body['errors']).toMatchObject([{ pointer: '/organisation' }])
  expect((await owner.post('/api/shops', another)).status).toBe(201)
  expect((await owner.get(at)).body['shops']).toHaveLength(2)
})

test('who holds roles in all shops and has no second step stands in the list of each shop', async () => {
  const one = await business()
  const at = `/api/shops/${one.shop.slug}/second-factor`
  const lena = await member(one, 'analyst')
  const nobodys = await member(await business(), 'analyst')
  const advisor = await one.hire('advisor')
  expect((await join(advisor, await linkFor(one, 'analyst', 'advisor'))).status).toBe(200)
  expect((await one.owner.put(at, { roles: ['analyst'] })).status).toBe(200)
  const missing = async () =>
    (await one.owner.get<{ people: { id: string }[] }>(`${at}/missing`)).body.people.map(
      ({ id, ...rest }) => [id, rest] as const,
    )
  const list = new Map(await missing())
  expect(list.get(lena.id)).toEqual({ name: lena.name, roles: ['analyst'], inAllShops: true })
  // On the staff and a member as well: once, with what both give.
  expect(list.get(advisor.staffId)).toMatchObject({ roles: ['advisor', 'analyst'], inAllShops: true })
  expect([...list.keys()]).not.toEqual(expect.arrayContaining([nobodys.id]))
  expect(list.has(advisor.id)).toBe(false)
  const begun = await lena.post('/api/auth/two-step', { presentPassword: lena.password })
  const code = totpCode(String(begun.body['secret']), app.clock.now())
  expect((await lena.post('/api/auth/two-step/confirm', { code })).status).toBe(200)
  expect((await missing()).map(([id]) => id)).not.toContain(lena.id)
})

test('a link is mailed and gives its roles in all shops to whoever holds it, once; each shop’s log says so', async () => {
  const one = await business()
  const { owner, shop, annex, at } = one
  const sent = await owner.post(`${at}/invitations`, { email: 'Mia@Example.org', roles: ['manager'] })
  expect(sent.body).toMatchObject({ invited: 'mia@example.org', roles: ['manager'] })
  expect((await owner.get(at)).body['invitations']).toEqual([sent.body])
  await app.drainJobs()
  const mail = app.outbox.mails('mia@example.org').at(-1)
  expect(mail?.subject).toContain(shop.name)
  expect(mail?.text).toMatch(/as: \W?Manager/)
  const token = tokenIn(mail?.text)
  const mia = await app.people.add()
  expect((await mia.get(`/api/shops/${annex}/staff`)).status).toBe(404)
  expect((await join(app.guest, token)).status).toBe(401)
  expect((await join(mia, token)).body).toMatchObject({
    organisation: { id: shop.organisationId },
    shops: [{ slug: shop.slug }, { slug: annex }],
    roles: ['manager'],
  })
  expect((await join(await app.people.add(), token)).status).toBe(404)
  expect((await mia.get('/api/me')).body['roles']).toEqual([
    { role: 'manager', shop: shop.slug },
    { role: 'manager', shop: annex },
    { role: 'customer' },
  ])
  for (const slug of [shop.slug, annex])
    expect((await mia.get(`/api/shops/${slug}/staff`)).body['members']).toEqual([
      { id: mia.id, name: mia.name, roles: ['manager'] },
    ])
  // A manager of all shops gives nothing away by this page.
  expect((await mia.get(at)).status).toBe(403)
  expect((await owner.get(at)).body).toMatchObject({
    members: [{ id: mia.id, email: mia.email }],
    invitations: [],
  })
  const changed = await owner.patch(`${at}/members/${mia.id}`, { roles: ['analyst'] })
  expect(changed.body['roles']).toEqual(['analyst'])
  expect((await mia.get(`/api/shops/${annex}/staff`)).status).toBe(403)
  expect((await owner.delete(`${at}/members/${mia.id}`)).status).toBe(204)
  expect((await owner.delete(`${at}/members/${mia.id}`)).status).toBe(404)
  expect((await mia.get('/api/me')).body['roles']).toEqual([{ role: 'customer' }])
  for (const slug of [shop.slug, annex]) {
    expect(await logOf(owner, slug, 'staff.inviteMember')).toMatchObject([
      { after: { roles: ['manager'], by: 'email' } },
    ])
    expect(await logOf(owner, slug, 'staff.joinAsMember')).toMatchObject([
      { who: { id: mia.id }, about: { id: mia.id }, after: { roles: ['manager'] } },
    ])
    expect(await logOf(owner, slug, 'staff.setMember')).toMatchObject([
      { before: { roles: ['manager'] }, after: { roles: ['analyst'] } },
    ])
    expect(await logOf(owner, slug, 'staff.removeMember')).toMatchObject([{ before: { roles: ['analyst'] } }])
  }
})

test('a shop that comes later is theirs too, and its log says since when', async () => {
  const one = await business()
  const person = await member(one, 'advisor')
  const slug = `${one.shop.slug}-late`
  const { organisationId } = one.shop
  expect((await one.owner.post('/api/shops', { ...SHOP, slug, organisationId })).status).toBe(201)
  expect((await person.get(`/api/shops/${slug}/staff`)).status).toBe(200)
  expect(await logOf(one.owner, slug, 'staff.joinAsMember')).toMatchObject([
    { about: { id: person.id }, after: { roles: ['advisor'] } },
  ])
})

test('only whoever owns every shop sees or changes anything of the organisation', async () => {
  const one = await business()
  const { owner, at, hire } = one
  const person = await member(one, 'manager')
  const invited = await owner.post(`${at}/invitations`, { email: 'x@example.org', roles: ['analyst'] })
  const stranger = await testShop(app)
  for (const [who, status] of [
    [app.guest, 401],
    [await app.people.add(), 403],
    [stranger.owner, 403],
    [person, 403],
    [await hire('manager'), 403],
    [await hire('owner'), 403],
  ] as const) {
    const tries = [
      who.get(at),
      who.post(`${at}/invitations`, { email: 'y@example.org', roles: ['owner'] }),
      who.delete(`${at}/invitations/${invited.body['id']}`),
      who.patch(`${at}/members/${person.id}`, { roles: ['owner'] }),
      who.delete(`${at}/members/${person.id}`),
    ]
    expect((await Promise.all(tries)).map((answer) => answer.status)).toEqual(tries.map(() => status))
  }
  // Its own organisation does not help whoever names things of another.
  const there = `/api/shops/${stranger.shop.slug}/organisation`
  expect((await stranger.owner.delete(`${there}/invitations/${invited.body['id']}`)).status).toBe(404)
  expect((await stranger.owner.patch(`${there}/members/${person.id}`, { roles: ['owner'] })).status).toBe(404)
  expect((await stranger.owner.delete(`${there}/members/${person.id}`)).status).toBe(404)
  expect((await owner.get(at)).body).toMatchObject({
    members: [{ id: person.id, roles: ['manager'] }],
    invitations: [{ id: invited.body['id'] }],
  })
})

test('a link goes by text message; one way, a phone that takes texts and a role are needed', async () => {
  const { owner, at } = await business()
  const roles = ['finance']
  for (const [wrong, pointer] of [
    [{ roles }, '/email'],
    [{ roles, phone: '12345' }, '/phone'],
    [{ roles, phone: '+442079460000' }, '/phone'],
    [{ roles, phone: '(212) 555-0177', email: 'n@example.com' }, '/phone'],
    [{ roles: [], email: 'n@example.com' }, '/roles'],
    [{ roles: ['technician'], email: 'n@example.com' }, '/roles/0'],
    [{ roles, email: 'n@example.com', accountId: owner.id }, '/accountId'],
  ] as const)
    expect((await owner.post(`${at}/invitations`, wrong)).body).toMatchObject({ errors: [{ pointer }] })
  const sent = await owner.post(`${at}/invitations`, { roles, phone: '(212) 555-0177' })
  expect(sent.body['invited']).toBe('+12125550177')
  await app.drainJobs()
  const token = tokenIn(app.outbox.texts('+12125550177').at(-1)?.text)
  expect((await join(await app.people.add(), token)).status).toBe(200)
})

test('a link ends when a newer one goes there, when it is taken back and after a fortnight', async () => {
  const one = await business()
  const { owner, at } = one
  const person = await app.people.add()
  const older = await linkFor(one, 'analyst')
  asked -= 1
  const newer = await linkFor(one, 'editor')
  expect((await join(person, older)).status).toBe(404)
  const [{ id }] = (await owner.get(at)).body['invitations']
  expect((await owner.delete(`${at}/invitations/${id}`)).status).toBe(204)
  expect((await owner.delete(`${at}/invitations/${id}`)).status).toBe(404)
  expect((await join(person, newer)).status).toBe(404)
  expect(await logOf(owner, one.annex, 'staff.revokeMember')).toMatchObject([
    { before: { roles: ['editor'] } },
  ])
  const late = await linkFor(one, 'editor')
  app.clock.advance({ hours: 14 * 24 })
  expect((await join(person, late)).status).toBe(404)
  expect((await owner.get(at)).body['invitations']).toEqual([])
  expect((await person.caller()).grants).toEqual([])
})

test('of many who open one link at once one joins; whoever is a member already leaves it for another', async () => {
  const one = await business()
  const known = await member(one, 'analyst')
  const token = await linkFor(one, 'owner')
  expect((await join(known, token)).body).toMatchObject({ reason: 'already_member' })
  const crowd = await Promise.all(Array.from({ length: 6 }, () => app.people.add()))
  const answers = await Promise.all(crowd.map((person) => join(person, token)))
  expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([
    200, 404, 404, 404, 404, 404,
  ])
  expect((await one.owner.get(one.at)).body['members']).toHaveLength(2)
})

test('an organisation sends twenty links a day, and neither row nor log holds one', async () => {
  const one = await business()
  const tokens: string[] = []
  for (let n = 0; n < 20; n += 1) tokens.push(await linkFor(one, 'analyst'))
  const more = { email: 'more@example.org', roles: ['analyst'] }
  const refused = await one.owner.post(`${one.at}/invitations`, more)
  expect([refused.status, refused.headers['retry-after']]).toEqual([429, '86400'])
  for (const table of ['organisation_invitations', 'messages', 'events', 'audit']) {
    const { rows } = await pool.query(`SELECT row_to_json(t)::text AS row FROM ${table} t`)
    expect(JSON.stringify(rows)).not.toContain(tokens[0])
  }
  app.clock.advance({ hours: 24 })
  expect((await one.owner.post(`${one.at}/invitations`, more)).status).toBe(201)
})

/** The first owner leaves both shops: the business alone owns them. */
async function leaveToMembers({ shop, annex }: TestShop & { annex: string }, heir: Person): Promise<void> {
  for (const slug of [shop.slug, annex]) {
    const { body } = await heir.get(`/api/shops/${slug}/staff`)
    const owner = (body['people'] as { id: string; roles: string[] }[]).find(({ roles }) =>
      roles.includes('owner'),
    )
    const left = await heir.post(`/api/shops/${slug}/staff/${owner?.id}/leave`)
    expect(left.status, left.text).toBe(204)
  }
}

test('the last owner of the business is neither removed nor given another role; a closed account is no owner', async () => {
  const one = await business()
  const [boss, second] = [await member(one, 'owner'), await member(one, 'owner', 'finance')]
  await leaveToMembers(one, boss)
  expect((await one.owner.get(one.at)).status).toBe(403)
  const admin = await app.people.add({ role: 'admin' })
  expect((await admin.post(`/api/platform/accounts/${second.id}/deactivate`)).status).toBe(200)
  for (const answer of [
    await boss.delete(`${one.at}/members/${boss.id}`),
    await boss.patch(`${one.at}/members/${boss.id}`, { roles: ['manager'] }),
  ])
    expect([answer.status, answer.body['reason'], answer.body['shop']]).toEqual([
      409,
      'last_owner',
      one.shop.slug,
    ])
  expect((await boss.get(one.at)).body['members']).toMatchObject([
    { id: boss.id, roles: ['owner'], closed: false },
    { id: second.id, roles: ['owner', 'finance'], closed: true },
  ])
  expect((await admin.post(`/api/platform/accounts/${boss.id}/deactivate`)).status).toBe(409)
  expect((await admin.post(`/api/platform/accounts/${second.id}/reactivate`)).status).toBe(200)
  expect((await boss.delete(`${one.at}/members/${boss.id}`)).status).toBe(204)
})

/**
 * Two calls that come to the organisation's row at the same time: it is held until both wait for it, or are done. Where that
 * took longer than a call may last (503), neither did anything, and they go again.
 */
async function atOnce(organisationId: string, calls: (() => Promise<TestAnswer>)[]): Promise<TestAnswer[]> {
  const answers = await sideBySide(organisationId, calls)
  return answers.every(({ status }) => status === 503) ? atOnce(organisationId, calls) : answers
}

async function sideBySide(
  organisationId: string,
  calls: (() => Promise<TestAnswer>)[],
): Promise<TestAnswer[]> {
  const holder = await pool.connect()
  try {
    await holder.query('BEGIN')
    await holder.query('SELECT FROM organisations WHERE id = $1 FOR NO KEY UPDATE', [organisationId])
    let done = 0
    const answers = calls.map((call) => call().finally(() => (done += 1)))
    const bothAreThere = async () => {
      const { rows } = await holder.query<{ waiting: number }>(
        `SELECT count(*)::int AS waiting FROM pg_stat_activity
         WHERE datname = current_database() AND wait_event_type = 'Lock'`,
      )
      expect(done + (rows[0]?.waiting ?? 0)).toBeGreaterThanOrEqual(calls.length)
    }
    await vi.waitFor(bothAreThere, { timeout: 60_000 })
    await holder.query('COMMIT')
    return await Promise.all(answers)
  } finally {
    holder.release()
  }
}

test('of two owners of the business who remove each other at the same time one stays', async () => {
  const one = await business()
  const [boss, second] = [await member(one, 'owner'), await member(one, 'owner')]
  await leaveToMembers(one, boss)
  const answers = await atOnce(one.shop.organisationId, [
    () => boss.delete(`${one.at}/members/${second.id}`),
    () => second.delete(`${one.at}/members/${boss.id}`),
  ])
  expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([204, 409])
  expect(answers.find(({ status }) => status === 409)?.body['reason']).toBe('last_owner')
  const { rows } = await pool.query('SELECT roles FROM organisation_members WHERE organisation_id = $1', [
    one.shop.organisationId,
  ])
  expect(rows).toEqual([{ roles: ['owner'] }])
})

test('of an owner of the business and the owner of its shops who remove each other at the same time one stays', async () => {
  const one = await business()
  const boss = await member(one, 'owner')
  const { body } = await boss.get(`/api/shops/${one.annex}/staff`)
  const [own] = body['people'] as { id: string }[]
  const answers = await atOnce(one.shop.organisationId, [
    () => one.owner.delete(`${one.at}/members/${boss.id}`),
    () => boss.post(`/api/shops/${one.annex}/staff/${own?.id}/leave`),
  ])
  expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([204, 409])
})

test('what the platform decides about a shop is told to those who own it through its business', async () => {
  const one = await business()
  const boss = await member(one, 'owner')
  await leaveToMembers(one, boss)
  const admin = await app.people.add({ role: 'admin' })
  expect((await admin.post(`/api/shops/${one.annex}/approve`)).status).toBe(200)
  await app.drainJobs()
  expect(app.outbox.mails(boss.email).map(({ subject }) => subject)).toContainEqual(
    expect.stringContaining('Annex'),
  )
  expect((await admin.get(`/api/platform/shops/${one.annex}`)).body['owners']).toMatchObject([
    { id: boss.id },
  ])
})

test('a link goes with the account to whose address it went, and after 90 days in any case [S2.12b]', async () => {
  const one = await business()
  const person = await app.people.add()
  const links = async () => {
    const { rows } = await pool.query(
      'SELECT email FROM organisation_invitations WHERE organisation_id = $1',
      [one.shop.organisationId],
    )
    return rows.map(({ email }: { email: string }) => email)
  }
  const run = (name: string) => jobs.find((job) => job.name === name)?.run(app.system, {})
  for (const email of [person.email, 'stays@example.org'])
    await one.owner.post(`${one.at}/invitations`, { email, roles: ['analyst'] })
  expect((await person.post('/api/me/erasure', { presentPassword: person.password })).status).toBe(201)
  app.clock.advance({ hours: 8 * 24 })
  await run('privacy.carry-out-erasures')
  expect(await links()).toEqual(['stays@example.org'])
  app.clock.advance({ hours: 110 * 24 })
  await run('privacy.sweep')
  expect(await links()).toEqual([])
})
