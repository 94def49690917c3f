import { expect, test } from 'vitest'
import { sealAudit, verifyAudit } from '../../kit/audit-seal.ts'
import { testApp } from '../../kit/testing/app.ts'
import { testShop } from '../../kit/testing/shop.ts'
import { plainBrowser } from '../../web/testing/plain-browser.ts'
import { signedInBrowser, valueOf } from '../../web/testing/browser.ts'
import { addPages } from '../../web/testing/pages.ts'

const house = await testApp({ config: { rateLimits: 0 } })
await addPages(house.app)
const { people, clock, outbox, system } = house
const { shop, owner, hire } = await testShop(house)
const advisor = await hire('advisor')
const compliance = await hire('compliance')
const customer = await people.add({ name: 'Carla Customer' })
const WHY = 'Ticket 812: cannot open the board'

/** The customer has something of their own: a car in the garage. */
await customer.post('/api/garage', { kind: 'vehicle', make: 'Honda', model: 'Civic' })

interface Asked {
  account: string
  shop?: string
  reason?: string
}
const begin = (who: { post: typeof owner.post }, { reason = WHY, ...asked }: Asked) =>
  who.post('/api/platform/act-as', { ...asked, reason })

test('support and super admin act for others; admins, shops and customers do not, and nobody without a reason', async () => {
  const admin = await people.add({ role: 'admin' })
  const asked = { account: customer.id, reason: WHY }
  for (const [who, status] of [
    [house.guest, 401],
    [customer, 404],
    [owner, 404],
    [admin, 404],
  ] as const)
    expect((await who.post('/api/platform/act-as', asked)).status).toBe(status)
  const support = await people.add({ role: 'support' })
  for (const reason of ['', 'short', ' '.repeat(20)]) {
    const refused = await begin(support, { account: customer.id, reason })
    expect([refused.status, refused.body['errors']?.[0]?.pointer]).toEqual([400, '/reason'])
  }
  const unknown = await begin(support, { account: 'nobody@example.org' })
  expect([unknown.status, unknown.body['errors'][0].pointer]).toEqual([404, '/account'])
  const wrongShop = await begin(support, { account: customer.id, shop: shop.slug })
  expect([wrongShop.status, wrongShop.body['errors'][0].pointer]).toEqual([404, '/shop'])
  const root = await people.add({ role: 'super_admin' })
  for (const who of [support, root]) {
    const begun = await begin(who, { account: customer.email })
    expect(begun.status, begun.text).toBe(201)
    expect(begun.body).toEqual({
      account: { id: customer.id, name: customer.name },
      shop: null,
      until: clock.now().add({ minutes: 30 }).toString(),
    })
  }
})

test('nobody of the platform is acted for, nor a closed account, nor oneself', async () => {
  const support = await people.add({ role: 'support' })
  const root = await people.add({ role: 'super_admin' })
  for (const role of ['super_admin', 'admin', 'support'] as const) {
    const other = await people.add({ role })
    for (const who of [support, root]) {
      const refused = await begin(who, { account: other.id })
      expect([refused.status, refused.body['reason']]).toEqual([403, 'acting_platform'])
    }
  }
  expect((await begin(support, { account: support.id })).body['reason']).toBe('acting_self')
  const closed = await people.add()
  await system.db
    .updateTable('accounts')
    .set({ deactivatedAt: clock.now() })
    .where('id', '=', closed.id)
    .execute()
  expect((await begin(support, { account: closed.id })).body['reason']).toBe('acting_closed')
})

test('rights are the other’s in that hat alone, and end by themselves after half an hour', async () => {
  const support = await people.add({ role: 'support' })
  const board = `/api/service-request?shop=${shop.slug}`
  expect((await support.get(board)).status).toBe(403)
  expect((await begin(support, { account: advisor.id, shop: shop.slug })).status).toBe(201)
  expect((await support.get(board)).status).toBe(200)
  // An advisor's, not an owner's, and nothing of what the advisor has as a customer or support on the platform.
  expect((await support.patch(`/api/shops/${shop.slug}`, { name: 'Mine' })).status).toBe(403)
  expect((await support.get('/api/garage')).body['reason']).toBe('acting_for_other')
  expect((await begin(support, { account: customer.id })).status).toBe(403)
  // The person themselves goes on as ever.
  expect((await advisor.get('/api/me')).status).toBe(200)
  clock.advance({ minutes: 29 })
  expect((await support.get(board)).status).toBe(200)
  clock.advance({ minutes: 1 })
  expect((await support.get(board)).status).toBe(403)
  const { body } = await support.get('/api/me')
  expect([body['id'], body['roles']]).toEqual([support.id, [{ role: 'support' }, { role: 'customer' }]])
  // And once more, after it was over.
  expect((await begin(support, { account: customer.id })).status).toBe(201)
  expect((await support.get('/api/garage')).text).toContain('Honda')
  expect((await support.get(board)).status).toBe(403)
  expect((await support.delete('/api/platform/act-as')).status).toBe(204)
  expect((await support.get('/api/garage')).text).not.toContain('Honda')
  expect((await support.delete('/api/platform/act-as')).status).toBe(204)
})

test('what opens an account is out of reach: sign-in, sessions, secrets, mail and phone', async () => {
  const root = await people.add({ role: 'super_admin' })
  await begin(root, { account: customer.id })
  const code = { code: '123456' }
  const calls = [
    root.post('/api/auth/change-password', {
      presentPassword: customer.password,
      password: 'Kestrel-harbour-9',
    }),
    root.get('/api/auth/sessions'),
    root.delete('/api/auth/sessions'),
    root.get('/api/auth/security'),
    root.get('/api/auth/passkeys'),
    root.post('/api/auth/passkeys/options'),
    root.post('/api/auth/two-step', { presentPassword: customer.password }),
    root.post('/api/auth/two-step/confirm', code),
    root.post('/api/auth/two-step/recovery-codes', code),
    root.post('/api/auth/two-step/stop', { ...code, presentPassword: customer.password }),
    root.post('/api/auth/second-factor', code),
    root.post('/api/auth/verify-phone/code', { phone: '+14155550100' }),
    root.post('/api/auth/send-verification'),
    root.put('/api/auth/device-pin', { shop: shop.slug, pin: '4729', presentPassword: customer.password }),
    root.put(`/api/customer/${customer.id}/profile`, { email: 'thief@example.org' }),
    root.put(`/api/customer/${customer.id}/profile`, { phone: '+14155550100' }),
    root.post('/api/me/calendar-feeds/customer'),
    root.delete('/api/me/calendar-feeds/customer'),
    begin(root, { account: advisor.id }),
  ]
  for (const [at, { status, body }] of (await Promise.all(calls)).entries())
    expect([at, status, body['reason']]).toEqual([at, 403, 'acting_for_other'])
  const named = await root.put(`/api/customer/${customer.id}/profile`, { address: '2 Pier Road' })
  expect(named.status, named.text).toBe(200)
})

test('what is personal is reached by the super admin alone: time off, for one', async () => {
  const ask = { startsAt: '2026-12-20T14:00:00Z', endsAt: '2026-12-21T14:00:00Z' }
  const outcome = async (role: 'support' | 'super_admin') => {
    const who = await people.add({ role })
    await begin(who, { account: advisor.id, shop: shop.slug })
    return (await who.post(`/api/shops/${shop.slug}/my-time-off`, ask)).status
  }
  expect(await outcome('support')).toBe(403)
  expect(await outcome('super_admin')).not.toBe(403)
})

test('every line and event names both, the desk’s log shows them, and seals old and new fit', async () => {
  const support = await people.add({ name: 'Sue Support', role: 'support' })
  await sealAudit(system)
  await begin(support, { account: advisor.id, shop: shop.slug })
  const added = await support.post(`/api/shops/${shop.slug}/customers`, {
    name: 'Grace',
    email: 'g@example.org',
  })
  expect(added.status, added.text).toBe(201)
  await support.delete('/api/platform/act-as')
  const log = await compliance.get(`/api/shops/${shop.slug}/audit?who=${support.id}`)
  const both = {
    who: { id: support.id, name: 'Sue Support' },
    actingFor: { id: advisor.id, name: advisor.name },
  }
  expect(log.body['entries']).toMatchObject([
    { action: 'accounts.endActing', who: both.who, about: { kind: 'account', id: advisor.id } },
    { action: 'customer.added', ...both },
    { action: 'accounts.actAs', who: both.who, after: { reason: WHY } },
  ])
  const events = await system.db
    .selectFrom('events')
    .select(['type', 'actorId', 'actingFor'])
    .where('type', '=', 'customer.added')
    .where('actorId', '=', support.id)
    .execute()
  expect(events).toEqual([{ type: 'customer.added', actorId: support.id, actingFor: advisor.id }])
  const browser = await signedInBrowser(house.app, compliance)
  expect((await browser.open(`/desk/${shop.slug}/audit`)).text).toMatch(
    /Sue Support<\/bdi> in the place of <bdi>/,
  )
  await sealAudit(system)
  expect((await verifyAudit(system)).faults).toEqual([])
})

test('the owner of an entered shop is told, and a customer who is acted for', async () => {
  const support = await people.add({ role: 'support' })
  await house.drainJobs()
  outbox.clear()
  await begin(support, { account: advisor.id, shop: shop.slug })
  await support.delete('/api/platform/act-as')
  await begin(support, { account: customer.id })
  await house.drainJobs()
  const told = outbox.mails()
  expect(told.flatMap(({ to }) => to.map(({ address }) => address))).toEqual([owner.email, customer.email])
  expect(told[0]?.text).toContain(WHY)
  expect(told[0]?.text).toContain(advisor.name)
  expect(told[1]?.text).toContain(WHY)
})

test('whoever owns the entered shop through its organisation alone is told too; a closed account is not', async () => {
  const [head, closed, manager] = [await people.add(), await people.add(), await people.add()]
  for (const [who, role] of [
    [head, 'owner'],
    [closed, 'owner'],
    [manager, 'manager'],
  ] as const)
    await system.db
      .insertInto('organisationMembers')
      .values({ organisationId: shop.organisationId, accountId: who.id, roles: [role], since: clock.now() })
      .execute()
  await system.db
    .updateTable('accounts')
    .set({ deactivatedAt: clock.now() })
    .where('id', '=', closed.id)
    .execute()
  const support = await people.add({ role: 'support' })
  await house.drainJobs()
  outbox.clear()
  await begin(support, { account: advisor.id, shop: shop.slug })
  await house.drainJobs()
  const told = outbox.mails().flatMap(({ to }) => to.map(({ address }) => address))
  expect(told.toSorted()).toEqual([owner.email, head.email].toSorted())
  await system.db
    .deleteFrom('organisationMembers')
    .where('accountId', 'in', [closed.id, manager.id])
    .execute()
})

test('who is deactivated, or loses the right, acts no more at once; signing out ends both', async () => {
  const support = await people.add({ role: 'support' })
  await begin(support, { account: customer.id })
  await system.db.deleteFrom('platformRoles').where('accountId', '=', support.id).execute()
  expect((await support.get('/api/garage')).text).not.toContain('Honda')
  const other = await people.add({ role: 'support' })
  await begin(other, { account: customer.id })
  await system.db
    .updateTable('accounts')
    .set({ deactivatedAt: clock.now() })
    .where('id', '=', other.id)
    .execute()
  expect((await other.get('/api/garage')).status).toBe(401)
  const third = await people.add({ role: 'support' })
  const browser = await signedInBrowser(house.app, third)
  const page = `/platform/act-as?account=${customer.id}`
  const form = {
    account: customer.id,
    shop: '-',
    reason: WHY,
    _hand: valueOf((await browser.open(page)).text, '_hand'),
  }
  expect((await browser.submit(page, form)).to).toBe('/me')
  expect((await browser.open('/me/garage')).text).toContain('Honda')
  await browser.submit('/sign-out')
  expect((await browser.open('/me/garage')).to).toContain('/sign-in')
  const session = await system.db
    .selectFrom('audit')
    .select('actorId')
    .where('action', '=', 'accounts.signOut')
    .where('actorId', '=', third.id)
    .execute()
  expect(session).toHaveLength(1)
})

test('the banner is on every page, in both languages, and its button gives one back to oneself', async () => {
  const support = await people.add({ role: 'support' })
  const browser = plainBrowser(house.app)
  await browser.open('/sign-in')
  await browser.press('Sign in', { fill: { email: support.email, password: support.password } })
  await browser.open(`/platform/act-as?account=${encodeURIComponent(advisor.email)}`)
  const refused = await browser.press(/^Act as/, { fill: { reason: 'no' } })
  expect(refused.status).toBe(400)
  expect(refused.html).toContain('no</textarea>')
  await browser.press(/^Act as/, { fill: { reason: WHY } })
  expect(browser.page.path).toBe(`/desk/${shop.slug}`)
  const text = /You act as <bdi class="font-semibold">([^<]*)<\/bdi>, until/
  for (const path of [
    '/',
    '/about',
    `/desk/${shop.slug}`,
    `/shops/${shop.slug}`,
    '/nowhere',
    '/me',
    '/me/security',
  ]) {
    const { html, headers } = await browser.open(path)
    expect([path, text.exec(html)?.[1]]).toEqual([path, advisor.name])
    expect([path, headers['cache-control']]).toEqual([path, 'no-store'])
  }
  expect((await browser.open(`/fa/desk/${shop.slug}`)).html).toContain('به‌جای')
  await browser.open(`/desk/${shop.slug}`)
  await browser.press('End')
  expect(browser.page.html).toContain('You are yourself again')
  expect((await browser.open('/')).html).not.toContain('You act as')
  expect((await browser.open(`/desk/${shop.slug}`)).status).toBe(404)
})

test('a page out of reach leads back to what the hat may do, or out of it', async () => {
  const support = await people.add({ role: 'support' })
  const browser = plainBrowser(house.app)
  await browser.open('/sign-in')
  await browser.press('Sign in', { fill: { email: support.email, password: support.password } })
  await browser.open(`/platform/act-as?account=${encodeURIComponent(advisor.email)}`)
  await browser.press(/^Act as/, { fill: { reason: WHY } })
  for (const path of ['/me/security', `/desk/${shop.slug}/audit`]) {
    const { status, html } = await browser.open(path)
    expect([path, status]).toEqual([path, 403])
    expect(html).toContain(`href="/desk/${shop.slug}"`)
    expect(html).not.toContain('Find a shop</a>')
  }
  await browser.press('Stop acting for another')
  expect(browser.page.html).toContain('You are yourself again')
  await browser.open(`/platform/act-as?account=${encodeURIComponent(customer.email)}`)
  await browser.press(/^Act as/, { fill: { reason: WHY } })
  const { status, html } = await browser.open('/me/security')
  expect(status).toBe(403)
  expect(html).toMatch(/href="\/me"[^>]*>My repairs/)
})

test('a form and a call of one tab are refused where another tab has changed hands', async () => {
  const root = await people.add({ role: 'super_admin' })
  const browser = await signedInBrowser(house.app, root)
  const settings = `/desk/${shop.slug}/settings/place`
  const mine = valueOf((await browser.open(settings)).text, '_hand')
  expect(mine).not.toBe('')
  const page = `/platform/act-as?account=${customer.id}`
  await browser.submit(page, { account: customer.id, shop: '-', reason: WHY, _hand: mine })
  // Made as oneself, sent as the other.
  const late = await browser.submit('/me/profile', {
    name: 'Carla Customer',
    email: customer.email,
    _hand: mine,
  })
  expect([late.status, late.text.includes('opened for somebody else')]).toEqual([409, true])
  const theirs = valueOf((await browser.open('/me/profile')).text, '_hand')
  clock.advance({ minutes: 31 })
  // Made as the other, sent as oneself again.
  const over = await browser.submit('/me/profile', { name: 'Root', email: root.email, _hand: theirs })
  expect(over.status).toBe(409)
  const { name } = (await customer.get('/api/me')).body
  expect(name).toBe('Carla Customer')
  expect((await root.get('/api/me')).body['name']).toBe(root.name)
})
