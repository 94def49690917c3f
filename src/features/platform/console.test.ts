import { expect, test } from 'vitest'
import { testApp } from '../../kit/testing/app.ts'
import type { Person } from '../../kit/testing/people.ts'
import { testShop } from '../../kit/testing/shop.ts'
import { accountsBy } from '../accounts/store-search.ts'

const app = await testApp({ at: '2026-12-01T15:00:00Z', config: { rateLimits: 0 } })
const { guest, people } = app
const root = await people.add({ name: 'Root', role: 'super_admin' })
const admin = await people.add({ name: 'Adam', role: 'admin' })
const support = await people.add({ name: 'Sam', role: 'support' })
const customer = await people.add({ name: 'Carla Müller', email: 'carla@example.org' })

const auditOf = async (query: string): Promise<Record<string, unknown>[]> =>
  (await root.get(`/api/audit?${query}`)).body['entries']
const accounts = '/api/platform/accounts'
const admins = '/api/platform/admins'

test('what waits is told to the platform’s people, each what the grid gives them', async () => {
  await testShop(app, { approved: false })
  await app.drainJobs()
  const { body } = await admin.get('/api/platform/overview')
  expect(body).toMatchObject({ state: 'ok', shopsWaiting: 1, messages: { failedToday: 0 } })
  expect(body['queues'].map(({ name }: { name: string }) => name)).toEqual([
    'reactions',
    'mail',
    'sms',
    'work',
    'long',
  ])
  expect((await support.get('/api/platform/overview')).body).toMatchObject({ shopsWaiting: null })
  expect((await customer.get('/api/platform/overview')).status).toBe(404)
  expect((await guest.get('/api/platform/overview')).status).toBe(401)
})

test('shops of every state are listed, searched and turned page by page; support and strangers see none', async () => {
  const first = await testShop(app, { name: 'Zebra Motors', city: 'Žilina', approved: false })
  await testShop(app, { name: 'Zebra Phones' })
  const all = await admin.get('/api/platform/shops?q=zebra')
  expect(all.body['shops'].map(({ name }: { name: string }) => name)).toEqual([
    'Zebra Phones',
    'Zebra Motors',
  ])
  const page = await admin.get('/api/platform/shops?q=zebra&limit=1')
  const next = await admin.get(`/api/platform/shops?q=zebra&limit=1&after=${page.body['next']}`)
  expect(next.body).toMatchObject({ shops: [{ name: 'Zebra Motors', status: 'pending' }], next: null })
  expect((await admin.get('/api/platform/shops?status=pending&q=zilina')).body['shops']).toHaveLength(1)
  const record = await admin.get(`/api/platform/shops/${first.shop.slug}`)
  expect(record.body).toMatchObject({ status: 'pending', people: 1, owners: [{ id: first.owner.id }] })
  for (const path of ['/api/platform/shops', `/api/platform/shops/${first.shop.slug}`]) {
    for (const who of [support, customer, first.owner]) expect((await who.get(path)).status).toBe(404)
    expect((await guest.get(path)).status).toBe(401)
  }
  expect((await admin.get('/api/platform/shops?status=lost')).body).toMatchObject({
    errors: [{ pointer: '/status' }],
  })
  expect((await admin.get('/api/platform/shops?after=x')).status).toBe(400)
})

test('a shop is approved, suspended with a reason and reinstated; its owner hears each, and each is audited', async () => {
  const { shop, owner } = await testShop(app, { name: 'Quay Repairs', approved: false })
  const at = `/api/shops/${shop.slug}`
  expect((await admin.post(`${at}/reinstate`)).body).toMatchObject({ reason: 'shop_pending' })
  expect((await admin.post(`${at}/approve`)).body).toMatchObject({ status: 'approved' })
  expect((await admin.post(`${at}/suspend`, {})).body).toMatchObject({ errors: [{ pointer: '/reason' }] })
  expect((await owner.post(`${at}/suspend`, { reason: 'No' })).status).toBe(403)
  const reason = 'Nobody picks up the phone.'
  expect((await admin.post(`${at}/suspend`, { reason })).body).toMatchObject({ status: 'suspended' })
  expect((await admin.post(`${at}/approve`)).body).toMatchObject({ reason: 'shop_suspended' })
  await app.drainJobs()
  expect((await admin.post(`${at}/reinstate`)).body).toMatchObject({ status: 'approved' })
  await app.drainJobs()
  const mails = app.outbox.mails(owner.email)
  expect(mails.map(({ subject }) => subject)).toEqual([
    'Quay Repairs is open to the public',
    'Quay Repairs is suspended',
    'Quay Repairs is open again',
  ])
  expect(mails[1]?.text).toContain(reason)
  const lines = await auditOf(`about=${shop.id}&what=shops`)
  expect(lines.map(({ action, before, after }) => [action, before, after])).toEqual([
    ['shops.reinstated', { status: 'suspended' }, { status: 'approved' }],
    ['shops.suspended', { status: 'approved' }, { status: 'suspended', reason }],
    ['shops.approved', { status: 'pending' }, { status: 'approved' }],
  ])
  const { body } = await admin.get(`/api/platform/shops/${shop.slug}`)
  expect(
    body['decisions'].map((one: Record<string, unknown>) => [one['status'], one['reason'], one['by']]),
  ).toEqual([
    ['approved', '', 'Adam'],
    ['suspended', reason, 'Adam'],
    ['approved', '', 'Adam'],
  ])
})

test('accounts are found by name, mail and phone, however written, by an index', async () => {
  const phone = await people.add({ name: 'علي كريمي' })
  await app.services.database.pool.query(
    `UPDATE accounts SET phone = '+14155550123', phone_verified_at = created_at WHERE id = $1`,
    [phone.id],
  )
  const found = async (q: string, rest = '') =>
    (await admin.get(`${accounts}?q=${encodeURIComponent(q)}${rest}`)).body['accounts'].map(
      ({ id }: { id: string }) => id,
    ) as string[]
  for (const q of ['müller', 'CARLA muller', 'carla@example', 'example.org carla'])
    expect(await found(q), q).toEqual([customer.id])
  for (const q of ['علی کریمی', '(415) 555-0123', '0415 5550123', '۴۱۵۵۵۵۰۱۲۳'])
    expect(await found(q), q).toEqual([phone.id])
  expect(await found('nobody at all')).toEqual([])
  expect(await found('100%_')).toEqual([])
  expect(await found('carla', '&state=deactivated')).toEqual([])
  const many = await admin.get(`${accounts}?limit=2`)
  expect(many.body['accounts']).toHaveLength(2)
  expect((await admin.get(`${accounts}?limit=2&after=${many.body['next']}`)).body['accounts']).toHaveLength(2)
  for (const who of [support, customer]) expect((await who.get(accounts)).status).toBe(404)
  expect((await guest.get(accounts)).status).toBe(401)
  expect((await admin.get(`${accounts}?state=lost`)).status).toBe(400)

  // So few rows are read from end to end, whatever there is: what matters is that the index fits the statement.
  const { sql, parameters } = accountsBy(app.services.database.kysely, {
    words: 'carla müller',
    closed: false,
    limit: 50,
  }).compile()
  const client = await app.services.database.pool.connect()
  await client.query('BEGIN')
  await client.query('SET LOCAL enable_seqscan = off')
  await client.query('SET LOCAL enable_indexscan = off')
  const plan = await client.query<{ 'QUERY PLAN': string }>(`EXPLAIN ${sql}`, [...parameters])
  await client.query('ROLLBACK')
  client.release()
  expect(plan.rows.map((row) => row['QUERY PLAN']).join('\n')).toContain('accounts_search')
})

test('an account is opened: its hats, sessions and second factor; the look is audited once', async () => {
  const { owner, shop } = await testShop(app)
  const at = `${accounts}/${owner.id}`
  expect((await admin.get(at)).body).toMatchObject({
    name: owner.name,
    emailVerified: true,
    shops: [{ shop: shop.slug, roles: ['owner'] }],
    platformRoles: [],
    sessions: 1,
    twoStep: false,
    passkeys: 0,
  })
  await admin.get(at)
  expect(await auditOf(`about=${owner.id}&what=accounts.read`)).toMatchObject([{ who: { id: admin.id } }])
  for (const who of [support, customer, owner]) expect((await who.get(at)).status).toBe(404)
  expect((await guest.get(at)).status).toBe(401)
  expect((await admin.get(`${accounts}/nobody`)).status).toBe(404)
})

test('a closed account is out at once, everywhere, and comes back only when it is opened again', async () => {
  const person = await people.add()
  const { email, password } = person
  const login = () => guest.post('/api/auth/login', { email, password })
  const pair = (await login()).body
  const at = `${accounts}/${person.id}`
  expect((await person.post(`${at}/deactivate`)).status).toBe(404)
  expect((await support.post(`${at}/deactivate`)).status).toBe(404)
  const closed = await admin.post(`${at}/deactivate`)
  expect(closed.body['deactivatedAt']).toBe('2026-12-01T15:00:00Z')
  expect((await person.get('/api/me')).status).toBe(401)
  expect((await guest.post('/api/auth/refreshToken', { refreshToken: pair['refreshToken'] })).status).toBe(
    401,
  )
  expect((await login()).status).toBe(401)
  expect((await admin.get(`${accounts}?state=deactivated`)).body['accounts']).toMatchObject([
    { id: person.id },
  ])
  expect((await admin.post(`${at}/send-reset-link`)).body).toMatchObject({ reason: 'account_closed' })
  expect((await admin.post(`${at}/deactivate`)).status).toBe(200)
  expect((await admin.post(`${at}/reactivate`)).body).toMatchObject({ deactivatedAt: null })
  expect((await login()).status).toBe(200)
  expect((await person.get('/api/me')).status).toBe(401)
  const lines = await auditOf(`about=${person.id}&who=${admin.id}`)
  expect(lines.map(({ action, before, after }) => [action, before, after])).toEqual([
    ['accounts.reactivate', { active: false }, { active: true }],
    ['accounts.deactivate', { active: true, sessions: 2 }, { active: false }],
  ])
})

test('an admin closes neither a super admin nor an admin, and nobody closes their own account', async () => {
  const other = await people.add({ role: 'admin' })
  for (const target of [root, other]) {
    expect((await admin.post(`${accounts}/${target.id}/deactivate`)).status).toBe(403)
    expect((await admin.post(`${accounts}/${target.id}/reactivate`)).status).toBe(403)
  }
  expect((await admin.post(`${accounts}/${admin.id}/deactivate`)).body).toMatchObject({
    reason: 'own_account',
  })
  expect((await root.post(`${accounts}/${root.id}/deactivate`)).body).toMatchObject({ reason: 'own_account' })
  expect((await root.post(`${accounts}/${other.id}/deactivate`)).status).toBe(200)
  const helper = await people.add({ role: 'support' })
  expect((await admin.post(`${accounts}/${helper.id}/deactivate`)).status).toBe(200)
})

test('the last owner of a shop is not closed, also not by two who close both at once', async () => {
  const { owner, shop } = await testShop(app)
  expect((await admin.post(`${accounts}/${owner.id}/deactivate`)).body).toMatchObject({
    reason: 'last_owner',
    shop: shop.slug,
  })
  const business = await testShop(app)
  const holder = await people.add()
  await app.services.database.pool.query(
    `INSERT INTO organisation_members (organisation_id, account_id, roles, since)
     SELECT organisation_id, $1, '{owner}', now() FROM shops WHERE id = $2`,
    [holder.id, business.shop.id],
  )
  // Both own the shop; whoever is left, by whichever way, is its last owner.
  expect((await admin.post(`${accounts}/${business.owner.id}/deactivate`)).status).toBe(200)
  expect((await admin.post(`${accounts}/${holder.id}/deactivate`)).body).toMatchObject({
    reason: 'last_owner',
    shop: business.shop.slug,
  })
  for (let round = 0; round < 5; round += 1) {
    const { owner: one, hire } = await testShop(app)
    const two = await hire('owner')
    const answers = await Promise.all([one, two].map(({ id }) => admin.post(`${accounts}/${id}/deactivate`)))
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409])
  }
})

test('a link to a new password goes to the owner of the account alone', async () => {
  const person = await people.add()
  expect((await admin.post(`${accounts}/${person.id}/send-reset-link`)).status).toBe(204)
  await app.drainJobs()
  const mail = app.outbox.mails(person.email).at(-1)
  expect(mail?.subject).toBe('Choose a new password')
  expect(await auditOf(`about=${person.id}&what=accounts.sendResetLink`)).toMatchObject([
    { who: { id: admin.id } },
  ])
  for (let n = 0; n < 4; n += 1) await admin.post(`${accounts}/${person.id}/send-reset-link`)
  expect((await admin.post(`${accounts}/${person.id}/send-reset-link`)).status).toBe(429)
  expect((await support.post(`${accounts}/${person.id}/send-reset-link`)).status).toBe(404)
})

test('the super admin alone makes, changes and removes the platform’s people [S3.SA1a] [S3.SA1b] [S3.SA1c]', async () => {
  const person = await people.add({ name: 'Nora New', email: 'nora@example.org' })
  const body = { email: 'Nora@example.org', role: 'admin' }
  for (const who of [admin, support, customer]) expect((await who.post(admins, body)).status).toBe(404)
  expect((await guest.post(admins, body)).status).toBe(401)
  expect((await root.post(admins, { email: 'x', role: 'owner' })).body['errors']).toHaveLength(2)
  expect((await root.post(admins, body)).body).toMatchObject({
    account: { id: person.id },
    invitation: null,
  })
  expect((await root.post(admins, body)).body).toMatchObject({ reason: 'already_platform' })
  expect((await person.get(accounts)).status).toBe(200)
  const at = `${admins}/${person.id}`
  for (const who of [admin, person]) {
    expect((await who.patch(at, { role: 'super_admin' })).status).toBe(404)
    expect((await who.delete(at)).status).toBe(404)
    expect((await who.get(admins)).status).toBe(404)
  }
  expect((await root.patch(at, { role: 'support' })).status).toBe(204)
  expect((await person.get(accounts)).status).toBe(404)
  expect((await root.get(admins)).body['admins']).toContainEqual(
    expect.objectContaining({ id: person.id, roles: ['support'], active: true }),
  )
  expect((await root.delete(at)).status).toBe(204)
  expect((await root.delete(at)).status).toBe(404)
  expect((await person.get('/api/platform/overview')).status).toBe(404)
  const lines = await auditOf(`about=${person.id}&who=${root.id}`)
  expect(lines.map(({ action, before, after }) => [action, before, after])).toEqual([
    ['accounts.setPlatformRole', { roles: ['support'] }, { roles: [] }],
    ['accounts.setPlatformRole', { roles: ['admin'] }, { roles: ['support'] }],
    ['accounts.grantPlatformRole', null, { role: 'admin' }],
  ])
  await app.drainJobs()
  const mail = app.outbox.mails('nora@example.org').at(-1)
  expect(mail?.text).toContain('Admin')
})

/** The token in the last invitation to an address. */
async function tokenFor(address: string): Promise<string> {
  await app.drainJobs()
  const mail = app.outbox.mails(address).at(-1)
  return /join-platform\/([\w-]+)/.exec(mail?.text ?? '')?.[1] ?? ''
}

test('whoever has no account is asked by mail; the link works once, for a week, and can be ended', async () => {
  const address = 'invited@example.org'
  const invite = async () => (await root.post(admins, { email: address, role: 'support' })).body['invitation']
  await invite()
  const older = await tokenFor(address)
  const invitation = await invite()
  const token = await tokenFor(address)
  expect(token).not.toBe(older)
  const stored = await app.services.database.pool.query('SELECT * FROM platform_invitations')
  expect(JSON.stringify(stored.rows)).not.toContain(token)
  const joins = (who: Person, with_: string) => who.post('/api/platform/join', { token: with_ })
  const [one, two] = [await people.add(), await people.add()]
  expect((await guest.post('/api/platform/join', { token })).status).toBe(401)
  for (const wrong of [older, 'none', '']) expect((await joins(one, wrong)).status).toBe(404)
  expect((await joins(admin, token)).body).toMatchObject({ reason: 'already_platform' })
  const answers = await Promise.all([joins(one, token), joins(two, token)])
  expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 404])
  expect((await root.get(admins)).body['invitations']).toEqual([])
  expect((await root.delete(`/api/platform/invitations/${invitation.id}`)).status).toBe(404)

  const again = await invite()
  const ended = await tokenFor(address)
  expect((await admin.delete(`/api/platform/invitations/${again.id}`)).status).toBe(404)
  expect((await root.delete(`/api/platform/invitations/${again.id}`)).status).toBe(204)
  const third = await people.add()
  expect((await joins(third, ended)).status).toBe(404)
  await invite()
  const late = await tokenFor(address)
  app.clock.advance({ hours: 7 * 24 + 1 })
  expect((await joins(third, late)).status).toBe(404)
  app.clock.set('2026-12-01T15:00:00Z')
})

test('an address that nobody has confirmed is asked by mail, though somebody registered it', async () => {
  const squatter = { name: 'Squatter', email: 'boss@example.org', password: 'Kestrel-harbour-7' }
  await guest.post('/api/user/create-customer', squatter)
  const { body } = await root.post(admins, { email: 'boss@example.org', role: 'super_admin' })
  expect(body).toMatchObject({ account: null, invitation: { email: 'boss@example.org' } })
})

test('the last super admin stays, whichever way and however many try at once', async () => {
  expect((await root.delete(`${admins}/${root.id}`)).body).toMatchObject({ reason: 'last_super_admin' })
  expect((await root.patch(`${admins}/${root.id}`, { role: 'admin' })).body).toMatchObject({
    reason: 'last_super_admin',
  })
  for (let round = 0; round < 6; round += 1) {
    const second = await people.add({ role: 'super_admin' })
    const close = (who: Person, whom: Person) =>
      round % 2 === 0 ? who.delete(`${admins}/${whom.id}`) : who.post(`${accounts}/${whom.id}/deactivate`)
    const answers = await Promise.all([
      close(root, second),
      second.delete(`${admins}/${second.id}`),
      close(second, root),
    ])
    expect(answers.map(({ status }) => status).filter((status) => status < 300).length).toBeGreaterThan(0)
    const left = await app.services.database.pool.query(
      `SELECT a.id FROM platform_roles r JOIN accounts a ON a.id = r.account_id
       WHERE r.role = 'super_admin' AND a.deactivated_at IS NULL`,
    )
    expect(left.rows).toHaveLength(1)
    // Whoever is left makes the first one whole again for the next round.
    await app.services.database.pool.query('UPDATE accounts SET deactivated_at = NULL WHERE id = $1', [
      root.id,
    ])
    await app.services.database.pool.query(
      `INSERT INTO platform_roles (account_id, role, granted_at) VALUES ($1, 'super_admin', now()) ON CONFLICT DO NOTHING`,
      [root.id],
    )
    await app.services.database.pool.query(`UPDATE sessions SET ended_at = NULL WHERE account_id = $1`, [
      root.id,
    ])
    await app.services.database.pool.query(`DELETE FROM platform_roles WHERE account_id = $1`, [second.id])
  }
})
