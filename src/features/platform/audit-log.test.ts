import { expect, test } from 'vitest'
import { readSources } from '../../kit/testing/guards/sources.ts'
import { testApp } from '../../kit/testing/app.ts'
import { testShop } from '../../kit/testing/shop.ts'
import { addPages } from '../../web/testing/pages.ts'
import { csvCell } from './audit-csv.ts'
import { changesOf } from './pages/audit-changes.ts'
import { messagesOf } from '../../words/index.ts'
import { EVENT_GROUPS, GROUPS } from './pages/audit-acts.ts'

const app = await testApp({ config: { rateLimits: 0 } })
await addPages(app.app)
const { shop, owner, hire, addService } = await testShop(app)
const other = await testShop(app)
const compliance = await hire('compliance')
const advisor = await hire('advisor')
const root = await app.people.add({ role: 'super_admin' })
const log = `/api/shops/${shop.slug}/audit`

const actions = (answer: { body: Record<string, unknown> }) =>
  (answer.body['entries'] as { action: string }[]).map(({ action }) => action)

test('who changed a price, from what to what, when and from where, is read by owner and compliance [S2.12d]', async () => {
  const service = await addService()
  const price = { priceKind: 'fixed', price: { amount: 15_000, currency: 'USD' } }
  expect((await owner.put(`/api/shops/${shop.slug}/services/${service.id}/price`, price)).status).toBe(200)
  const { body } = await compliance.get(`${log}?what=service.repriced`)
  expect(body['entries']).toMatchObject([
    {
      action: 'service.repriced',
      who: { id: owner.id, name: owner.name },
      about: { kind: 'service', id: service.id },
      before: { from: 12_900 },
      after: { to: 15_000, currency: 'USD' },
      address: '127.0.0.1',
    },
  ])
  expect((await advisor.get(log)).status).toBe(403)
  expect((await other.owner.get(log)).status).toBe(403)
  expect((await app.guest.get(log)).status).toBe(401)
})

test('sign-ins of the shop’s people are in it, failed ones too; those of strangers are not', async () => {
  const login = (email: string, password: string) => app.guest.post('/api/auth/login', { email, password })
  await login(advisor.email, advisor.password)
  await login(advisor.email, 'wrong')
  await login(other.owner.email, other.owner.password)
  const mine = await compliance.get(`${log}?what=accounts&who=${advisor.id}`)
  expect(actions(mine)).toContain('accounts.signIn')
  const all = await compliance.get(`${log}?what=accounts`)
  expect(all.text).not.toContain(other.owner.id)
  expect((await root.get('/api/audit?what=accounts')).text).toContain(other.owner.id)
})

test('the log is narrowed by dates and turned page by page', async () => {
  const all = actions(await compliance.get(`${log}?limit=200`))
  expect(all.length).toBeGreaterThan(3)
  const first = await compliance.get(`${log}?limit=2`)
  const second = await compliance.get(`${log}?limit=200&after=${first.body['next']}`)
  expect([...actions(first), ...actions(second)]).toEqual(all)
  expect(actions(await compliance.get(`${log}?from=2026-12-02`))).toEqual([])
  expect(actions(await compliance.get(`${log}?to=2026-11-30`))).toEqual([])
  expect(actions(await compliance.get(`${log}?from=2026-12-01&to=2026-12-01&limit=200`))).toEqual(all)
  expect((await compliance.get(`${log}?who=x`)).status).toBe(400)
})

test('whoever takes the log away stands in it, and no cell of the file is a formula', async () => {
  await owner.patch(`/api/shops/${shop.slug}/staff/${advisor.staffId}`, { roles: ['advisor', 'editor'] })
  const { authorization } = { authorization: await bearer() }
  const file = await app.app.inject({ url: `/desk/${shop.slug}/audit.csv`, headers: { authorization } })
  expect(file.headers['content-type']).toContain('text/csv')
  expect(file.body).toContain('staff.setRoles')
  expect(file.body).toContain('"{""roles"":[""advisor""]}"')
  expect(actions(await compliance.get(`${log}?what=audit`))).toEqual(['audit.export'])
  expect(csvCell('=HYPERLINK("x")')).toBe(`"'=HYPERLINK(""x"")"`)
  for (const begin of ['+1', '-1', '@a', '\tx', '\rx']) expect(csvCell(begin)).toMatch(/^"?'/)
})

test('what changed is read as a sentence: a price, roles, what a key did', async () => {
  const service = await addService()
  const price = (amount: number) => ({ priceKind: 'fixed', price: { amount, currency: 'USD' } })
  await owner.put(`/api/shops/${shop.slug}/services/${service.id}/price`, price(15_000))
  const { body } = await owner.post(`/api/shops/${shop.slug}/api-keys`, {
    name: 'Till',
    permissions: ['services.edit'],
  })
  const till = app.client({ headers: { authorization: `Bearer ${body['key']}` } })
  await till.put(`/api/shops/${shop.slug}/services/${service.id}/price`, price(16_000))
  const page = await app.app.inject({
    url: `/desk/${shop.slug}/audit?about=${service.id}`,
    headers: { authorization: await bearer(), 'user-agent': 'Mozilla/5.0 (Linux; Android 14) Chrome/120' },
  })
  const text = page.body.replaceAll(/<script[\s\S]*?<\/script>|<!-- -->/g, '').replaceAll(/<[^>]+>/g, '')
  expect(text).toMatch(/Price \$129\.00 →to \$150\.00/)
  expect(text).toMatch(/Price \$150\.00 →to \$160\.00/)
  expect(text).toContain('API key “Till”')
  expect(changesOf('staff.setRoles', { roles: ['advisor'] }, { roles: ['advisor', 'editor'] })).toEqual([
    {
      field: 'roles',
      before: { as: 'list', words: ['advisor'], of: 'roles' },
      after: { as: 'list', words: ['advisor', 'editor'], of: 'roles' },
    },
  ])
  // What stayed the same, and ids, say nothing to a reader.
  expect(
    changesOf('staff.editDevice', { device: shop.id, name: 'A' }, { device: shop.id, name: 'A' }),
  ).toEqual([])
})

test('every act of the super admin in a shop is in its log', async () => {
  const added = await root.post(`/api/shops/${shop.slug}/customers`, {
    name: 'Grace',
    email: 'g@example.org',
  })
  expect(added.status, added.text).toBe(201)
  const mine = await compliance.get(`${log}?who=${root.id}`)
  expect(mine.body['entries']).toMatchObject([{ action: 'customer.added', who: { name: root.name } }])
})

test('an act of the super admin that writes a line of its own stands in the log once', async () => {
  const ada = await root.post(`/api/shops/${shop.slug}/customers`, { name: 'Ada', email: 'ada@example.org' })
  const customer = `/api/shops/${shop.slug}/customers/${ada.body['id']}`
  expect((await root.patch(customer, { name: 'Ada L.' })).status).toBe(200)
  const person = await root.post(`/api/shops/${shop.slug}/staff`, { name: 'Wim', roles: ['advisor'] })
  expect(person.status, person.text).toBe(201)
  const mine = await compliance.get(`${log}?who=${root.id}`)
  expect(actions(mine).slice(0, 3)).toEqual(['staff.add', 'customers.edit', 'customer.added'])
  // What only events tell is all there: an order is opened, its work begins and ends.
  const opened = await root.post('/api/service-request', {
    shop: shop.slug,
    customer: { name: 'Ada', email: 'ada@example.org' },
    asset: { kind: 'vehicle', make: 'Kia', model: 'Rio' },
    description: 'It leaks.',
    source: 'phone',
  })
  expect(opened.status, opened.text).toBe(201)
  const order = `/api/service-request/${opened.body['id']}/status`
  for (const status of ['in_progress', 'quality_check', 'ready_for_pickup'])
    expect((await root.patch(order, { status })).status).toBe(200)
  const after = actions(await compliance.get(`${log}?who=${root.id}`))
  expect(after.filter((action) => action.startsWith('order.')).toSorted()).toEqual([
    'order.finished',
    'order.moved',
    'order.moved',
    'order.moved',
    'order.opened',
    'order.ready',
  ])
})

test('the page shows the acts in words, in both languages, and its filter keeps what was asked', async () => {
  const headers = { authorization: await bearer() }
  const english = await app.app.inject({ url: `/desk/${shop.slug}/audit?what=staff`, headers })
  expect(english.statusCode).toBe(200)
  expect(english.body).toContain('Took somebody on')
  expect(english.body).toMatch(/<option value="staff" selected/)
  expect(english.body).toMatch(/<option value="staff\.setRoles"[^>]*>Changed roles/)
  const persian = await app.app.inject({ url: `/fa/desk/${shop.slug}/audit`, headers })
  expect(persian.body).toContain('همکار تازه‌ای افزود')
  const typed = await app.app.inject({ url: `/fa/desk/${shop.slug}/audit?to=1405/9/9`, headers })
  expect(typed.statusCode).toBe(200)
  expect(typed.body.includes('هیچ رویدادی با خواسته شما جور نیست')).toBe(true)
})

// Acts whose name is put together: by the text in the code, what it comes to.
const PUT_TOGETHER: Record<string, readonly string[]> = {
  'accounts.${action}': ['addPasskey', 'removePasskey', 'startTwoStep', 'stopTwoStep', 'renewRecoveryCodes'],
  'accounts.${verb}': ['deactivate', 'reactivate'],
  'customers.${to}': ['deactivated', 'reactivated'],
  'shops.${verb}': ['approved', 'suspended', 'reinstated'],
  'staff.${verb}': ['registerDevice', 'editDevice', 'revokeDevice'],
  'account.${verb}d': ['deactivated', 'reactivated'],
  'account.${type}': ['second_factor_added', 'second_factor_removed'],
  'appointment.${ending}': ['canceled', 'declined', 'no_show'],
  'customer.${to}': ['deactivated', 'reactivated'],
  'job.${answer}': ['authorised', 'declined'],
  'payment.${status}': ['failed', 'abandoned'],
  'shop.${verb}': ['approved', 'suspended', 'reinstated'],
  'time_off.${decision}': ['granted', 'declined'],
  'waitlist.${status}': ['left', 'booked', 'expired'],
}

test('every act and every event that the program writes has words, in both languages', () => {
  const sources = [...readSources('src/features')].filter(([file]) => !/\.test\.tsx?$|\/pages\//.test(file))
  const named = (pattern: RegExp) =>
    sources.flatMap(([, text]) => [...text.matchAll(pattern)].map(([, one]) => one ?? ''))
  const acts = [
    ...named(/\baction: '(\w+\.\w+)'/g),
    ...named(/\btype(?:: | = |: [^,;{}]*[?:] )'([a-z_]+\.[a-z_]+)'/g),
    ...named(/\btell\(tx, [^;]*?'(waitlist\.\w+)'/g),
  ]
  const templates = named(/\b(?:action|type): `([^`]+)`|\btell\(tx, `([^`]+)`/g).filter((one) =>
    one.includes('${'),
  )
  expect(acts.length).toBeGreaterThan(120)
  expect(templates.filter((one) => !(one in PUT_TOGETHER))).toEqual([])
  const all = new Set([
    ...acts,
    ...Object.entries(PUT_TOGETHER).flatMap(([text, ends]) =>
      ends.map((end) => `${text.split('.')[0]}.${end}`),
    ),
  ])
  for (const locale of ['en', 'fa'] as const) {
    const words = messagesOf(locale).audit.acts as Record<string, Record<string, string>>
    const wordless = [...all].filter((act) => {
      const [group = '', verb = ''] = act.split('.')
      return words[group]?.[verb] === undefined
    })
    expect(wordless).toEqual([])
    expect([...GROUPS, ...EVENT_GROUPS].toSorted()).toEqual(Object.keys(words).toSorted())
  }
})

async function bearer(): Promise<string> {
  const { body } = await app.guest.post('/api/auth/login', {
    email: compliance.email,
    password: compliance.password,
  })
  return `Bearer ${body['accessToken']}`
}
