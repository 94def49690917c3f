import { expect, test } from 'vitest'
import { testApp } from '../../../../kit/testing/app.ts'
import { TEST_PASSWORD } from '../../../../kit/testing/people.ts'
import { testShop } from '../../../../kit/testing/shop.ts'
import { addPages } from '../../../../web/testing/pages.ts'

const app = await testApp({ at: '2026-12-01T15:00:00Z', config: { rateLimits: 0 } })
await addPages(app.app)
const root = await app.people.add({ name: 'Root Person', role: 'super_admin' })
const admin = await app.people.add({ name: 'Adam Min', role: 'admin' })
const support = await app.people.add({ name: 'Sam Port', role: 'support' })
const customer = await app.people.add({ name: 'Carla Customer' })

type Who = typeof root

async function send(who: Who, url: string, fields: Record<string, string>) {
  const { body } = await app.guest.post('/api/auth/login', { email: who.email, password: TEST_PASSWORD })
  const answer = await app.app.inject({
    method: 'POST',
    url,
    headers: {
      authorization: `Bearer ${body['accessToken']}`,
      'content-type': 'application/x-www-form-urlencoded',
    },
    payload: new URLSearchParams(fields).toString(),
  })
  return { status: answer.statusCode, to: answer.headers.location, text: answer.body }
}

const links = (html: string) =>
  [...html.matchAll(/<a [^>]*class="side-link[^"]*"[^>]*href="([^"]+)"/g)].map(([, href]) => href)

test('after signing in the platform’s people land on their console, each with what they may open', async () => {
  const entered = await app.app.inject({
    method: 'POST',
    url: '/sign-in',
    headers: { 'sec-fetch-site': 'same-origin', 'content-type': 'application/x-www-form-urlencoded' },
    payload: new URLSearchParams({ email: admin.email, password: TEST_PASSWORD }).toString(),
  })
  expect(entered.headers.location).toBe('/platform')
  const seen = async (who: Who) => links((await who.get('/platform')).text)
  expect(await seen(root)).toEqual([
    '/platform',
    '/platform/shops',
    '/platform/accounts',
    '/platform/admins',
    '/platform/audit',
    '/platform/act-as',
  ])
  expect(await seen(admin)).toEqual(['/platform', '/platform/shops', '/platform/accounts'])
  expect(await seen(support)).toEqual(['/platform', '/platform/act-as'])
  expect((await customer.get('/platform')).status).toBe(404)
  expect((await app.guest.get('/platform')).headers['location']).toBe('/sign-in?to=%2Fplatform')
})

test('what waits stands first: the shops to approve, and how the program keeps up', async () => {
  const { shop } = await testShop(app, { name: 'Brand <New> Repairs', approved: false })
  await app.drainJobs()
  const page = (await admin.get('/platform')).text
  expect(page).toContain('Brand &lt;New&gt; Repairs')
  expect(page).toContain(`href="/platform/shops/${shop.slug}"`)
  expect(page).toContain('keep up')
  const seen = (await support.get('/platform')).text
  expect(seen).toContain('keep up')
  expect(seen).not.toContain('Brand')
  const persian = (await admin.get('/fa/platform')).text
  expect(persian).toContain('dir="rtl"')
  expect(persian).toContain('در انتظار تأیید')
})

test('a shop is looked at, approved, suspended with a reason and reinstated without a script', async () => {
  const { shop, owner } = await testShop(app, { name: 'Quay Repairs', approved: false })
  const at = `/platform/shops/${shop.slug}`
  const first = (await admin.get(at)).text
  expect(first).toContain(owner.name)
  expect(first).toContain('Approve the shop')
  expect(await send(admin, `${at}?do=approve`, {})).toMatchObject({ status: 303, to: at })
  const empty = await send(admin, `${at}?do=suspend`, { reason: '' })
  expect(empty.status).toBe(400)
  expect(empty.text).toContain('href="#f-reason"')
  expect(await send(admin, `${at}?do=suspend`, { reason: 'No answer <b>' })).toMatchObject({ to: at })
  const last = (await admin.get(at)).text
  expect(last).toContain('No answer &lt;b&gt;')
  expect(last).toContain('Lift the suspension')
  expect(await send(admin, `${at}?do=reinstate`, {})).toMatchObject({ to: at })
  for (const who of [support, customer, owner])
    expect((await send(who, `${at}?do=suspend`, { reason: 'Mine' })).status).toBe(404)
  expect((await admin.get(`/platform/shops?q=quay`)).text).toContain('Quay Repairs')
  expect((await admin.get(`/platform/shops?q=zeppelin`)).text).toContain('No shop fits')
  expect((await admin.get(`/platform/shops?status=lost`)).headers['location']).toBe('/platform/shops')
})

test('an account is found, looked at, closed and opened again', async () => {
  const person = await app.people.add({ name: 'Petra Person' })
  const at = `/platform/accounts/${person.id}`
  await person.put(`/api/customer/${person.id}/profile`, { phone: '+989123450111' })
  const found = (await admin.get('/platform/accounts?q=petra')).text
  expect(found).toContain(`href="${at}"`)
  for (const shown of [found, (await admin.get(at)).text]) {
    expect(shown).toContain('href="tel:+989123450111"')
    expect(shown).toContain('0912 345 0111')
  }
  const page = (await admin.get(at)).text
  for (const part of [person.email, 'confirmed', 'Close the account', 'Send a link to a new password'])
    expect(page).toContain(part)
  expect(page).not.toContain('Act in their place')
  expect((await root.get(at)).text).toContain(`/platform/act-as?account=${person.id}`)
  expect(await send(admin, `${at}?do=reset`, {})).toMatchObject({ to: `${at}?sent=1` })
  expect(await send(admin, `${at}?do=deactivate`, {})).toMatchObject({ to: at })
  expect((await admin.get(at)).text).toContain('Open the account again')
  expect((await admin.get('/platform/accounts?state=deactivated')).text).toContain('Petra Person')
  expect(await send(admin, `${at}?do=reactivate`, {})).toMatchObject({ to: at })
  const { owner } = await testShop(app)
  const refused = await send(admin, `/platform/accounts/${owner.id}?do=deactivate`, {})
  expect(refused.status).toBe(409)
  expect(refused.text).toContain('A shop keeps at least one owner')
  expect((await admin.get(`/platform/accounts/${root.id}`)).text).toContain('not yours to close')
  expect((await send(admin, `/platform/accounts/${root.id}?do=deactivate`, {})).status).toBe(403)
  for (const who of [support, customer]) expect((await who.get(at)).status).toBe(404)
})

test('the super admin takes somebody in by mail, who accepts, gets another role and loses it [S3.SA1a]', async () => {
  const add = (email: string, role: string) =>
    send(root, '/platform/admins?do=add', { _key: crypto.randomUUID(), email, role })
  const wrong = await add('not an address', 'admin')
  expect(wrong.status).toBe(400)
  expect(wrong.text).toContain('value="not an address"')
  expect(await add('new@example.org', 'support')).toMatchObject({ to: '/platform/admins?done=invited' })
  expect((await root.get('/platform/admins?done=invited')).text).toContain('new@example.org')
  await app.drainJobs()
  const link =
    /\/join-platform\/[\w-]+/.exec(app.outbox.mails('new@example.org').at(-1)?.text ?? '')?.[0] ?? ''
  const page = await app.guest.get(link)
  expect(page.headers['cache-control']).toBe('no-store')
  expect(page.text).toContain(`href="/register?to=${encodeURIComponent(link)}"`)
  expect((await customer.get(link)).text).toContain('as Support')
  expect(await send(customer, link, {})).toMatchObject({ status: 303, to: '/platform' })
  expect((await customer.get(link)).status).toBe(404)
  expect((await customer.get('/platform')).status).toBe(200)
  const at = `/platform/admins/${customer.id}`
  expect((await root.get(at)).text).toMatch(/<option value="support" selected/)
  expect((await send(root, `${at}?do=role`, { role: 'admin' })).to).toBe('/platform/admins')
  expect((await customer.get('/platform/shops')).status).toBe(200)
  expect((await send(root, `${at}?do=remove`, {})).to).toBe('/platform/admins')
  expect((await customer.get('/platform')).status).toBe(404)
  const last = await send(root, `/platform/admins/${root.id}?do=remove`, {})
  expect(last.status).toBe(409)
  expect(last.text).toContain('keeps at least one super admin')
  for (const who of [admin, support]) expect((await who.get('/platform/admins')).status).toBe(404)
})

test('the super admin reads the whole log, narrowed by shop, person and act', async () => {
  const { shop, owner } = await testShop(app, { name: 'Audited Auto', approved: false })
  await admin.post(`/api/shops/${shop.slug}/approve`)
  const page = (await root.get('/platform/audit?what=shops')).text
  // The words of all acts stand in the filter; who did one stands in its line alone.
  expect(page).toContain('<bdi>Adam Min</bdi>')
  const narrowed = await root.get(`/platform/audit?shop=${shop.slug}&person=${admin.email}`)
  expect(narrowed.text).toContain('<bdi>Adam Min</bdi>')
  expect(narrowed.text).toContain(`value="${shop.slug}"`)
  expect((await root.get(`/platform/audit?shop=${shop.slug}&person=${owner.email}`)).text).not.toContain(
    '<bdi>Adam Min</bdi>',
  )
  for (const query of ['shop=nowhere', 'person=nobody@example.org'])
    expect((await root.get(`/platform/audit?${query}`)).text).toContain('Nobody and no shop is called that')
  expect((await root.get('/platform/audit?from=never')).headers['location']).toBe('/platform/audit')
  const { body } = await root.get(`/api/audit?shop=${shop.slug}&what=shops`)
  expect(body['entries']).toMatchObject([{ action: 'shops.approved', about: { id: shop.id } }])
  expect((await root.get('/api/audit?shop=nowhere')).body).toMatchObject({ errors: [{ pointer: '/shop' }] })
  for (const who of [admin, support, customer]) expect((await who.get('/platform/audit')).status).toBe(404)
})
