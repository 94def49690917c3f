import { expect, test } from 'vitest'
import { testApp } from '../kit/testing/app.ts'
import { loadDemo } from './load-demo.ts'

const app = await testApp({ at: '2026-12-02T11:00:00Z', config: { rateLimits: 0 } })

test(
  'the demo shops load once, with every status, a refund, a no-show, declined work and photos',
  { timeout: 180_000 },
  async () => {
    const said: string[] = []
    await loadDemo(app.services, (line) => said.push(line))
    await loadDemo(app.services, (line) => said.push(line))
    expect(said.filter((line) => line.startsWith('Loading'))).toHaveLength(1)
    const counts = await app.services.database.pool.query(`
    select s.slug, count(*)::int as orders, count(distinct o.stage)::int as stages,
      (select count(*)::int from payments p where p.shop_id = s.id and p.amount < 0) as refunds,
      (select count(*)::int from appointments a where a.shop_id = s.id and a.status = 'no_show') as no_shows,
      (select count(*)::int from authorisations a where a.shop_id = s.id and a.answer = 'declined') as declined,
      (select count(*)::int from files f where f.shop_id = s.id) as photos
    from shops s join orders o on o.shop_id = s.id group by s.id order by s.slug`)
    expect(counts.rows.map(({ slug }) => slug)).toEqual(['harbor-auto', 'pixel-clinic', 'tehran-karshenasi'])
    for (const row of counts.rows) {
      expect(row.orders, row.slug).toBeGreaterThanOrEqual(300)
      expect(row.stages, row.slug).toBe(row.slug === 'pixel-clinic' ? 10 : 11)
      for (const what of ['refunds', 'no_shows', 'declined', 'photos'])
        expect(row[what], `${row.slug} ${what}`).toBeGreaterThan(0)
    }
  },
)

test('each shop has at least 20 free times in the coming 30 days for its first fixed-price service', async () => {
  for (const slug of ['harbor-auto', 'pixel-clinic', 'tehran-karshenasi']) {
    const { body } = await app.guest.get(`/api/shops/${slug}/services`)
    const first = body.services.find((service: { priceKind: string }) => service.priceKind === 'fixed')
    const slots = await app.guest.get(
      `/api/shops/${slug}/slots?service=${first.id}&from=2026-12-02&to=2026-12-31`,
    )
    expect(slots.body.slots.length, slug).toBeGreaterThanOrEqual(20)
  }
})

test('the demo people sign in, each with their roles', async () => {
  for (const [name, role, shop] of [
    ['superadmin', 'super_admin', undefined],
    ['owner', 'owner', 'harbor-auto'],
    ['technician', 'technician', 'harbor-auto'],
    ['modir', 'owner', 'tehran-karshenasi'],
    ['customer', 'customer', undefined],
  ]) {
    const { status, body } = await app.guest.post('/api/auth/login', {
      email: `${name}@fixbay.example`,
      password: 'Fixbay-demo-1',
    })
    expect(status, name).toBe(200)
    expect(body.user.roles).toContainEqual(shop ? { role, shop } : { role })
  }
})
