import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { readSources } from '../../kit/testing/guards/sources.ts'
import { testApp } from '../../kit/testing/app.ts'
import { testShop } from '../../kit/testing/shop.ts'
import { addPages } from '../../web/testing/pages.ts'
import { csvCell } from './audit-csv.ts'
import { ACTS } from './pages/audit-acts.ts'

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

test('every act of the super admin in a shop is in its log', async () => {
  const added = await root.post(`/api/shops/${shop.slug}/customers`, {
    name: 'Grace',
    email: 'g@example.org',
  })
  expect(added.status, added.text).toBe(201)
  const mine = await compliance.get(`${log}?who=${root.id}`)
  expect(mine.body['entries']).toMatchObject([{ action: 'customer.added', who: { name: root.name } }])
})

test('the page shows the acts in words, in both languages, and its filter keeps what was asked', async () => {
  const headers = { authorization: await bearer() }
  const english = await app.app.inject({ url: `/desk/${shop.slug}/audit?what=staff`, headers })
  expect(english.statusCode).toBe(200)
  expect(english.body).toContain('Took somebody on')
  expect(english.body).toMatch(/<option value="staff" selected/)
  const persian = await app.app.inject({ url: `/fa/desk/${shop.slug}/audit`, headers })
  expect(persian.body).toContain('همکار تازه‌ای افزود')
})

test('every act that the program writes has words', () => {
  const written = [...readSources('src/features')].flatMap(([file, text]) =>
    file.endsWith('.test.ts')
      ? []
      : [...text.matchAll(/audit(?:Read)?\((?:tx|ctx), \{\s*action: '([\w.]+)'/g)],
  )
  const events = /AUDITED = new Set\(\[([^\]]*)\]/.exec(readFileSync('src/kit/events/events.ts', 'utf8'))?.[1]
  const acts = [
    ...written.map(([, act]) => act),
    ...[...(events ?? '').matchAll(/'([\w.]+)'/g)].map(([, act]) => act),
  ]
  expect(acts.length).toBeGreaterThan(15)
  expect(acts.filter((act) => !(ACTS as readonly string[]).includes(act ?? ''))).toEqual([])
})

async function bearer(): Promise<string> {
  const { body } = await app.guest.post('/api/auth/login', {
    email: compliance.email,
    password: compliance.password,
  })
  return `Bearer ${body['accessToken']}`
}
