import { beforeAll, expect, test } from 'vitest'
import { demoFixbay, demoPassword } from './support/demo.ts'

let url = ''

beforeAll(async () => {
  ;({ url } = await demoFixbay())
}, 300_000)

interface Body {
  [name: string]: unknown
}

async function get<T = Body>(path: string, token?: string): Promise<T> {
  const answer = await fetch(url + path, { headers: token ? { authorization: `Bearer ${token}` } : {} })
  expect(answer.status, path).toBe(200)
  return (await answer.json()) as T
}

async function signIn(email: string) {
  const answer = await fetch(`${url}/api/auth/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email, password: demoPassword }),
  })
  expect(answer.status, email).toBe(200)
  return (await answer.json()) as { accessToken: string; user: { roles: { role: string; shop?: string }[] } }
}

const SHOPS = ['harbor-auto', 'tehran-karshenasi', 'pixel-clinic']

test('each shop has 300 orders, one in every status that it knows', async () => {
  const { accessToken } = await signIn('superadmin@fixbay.example')
  for (const shop of SHOPS) {
    const known = [...STATUSES, ...(shop === 'pixel-clinic' ? [] : ['quality_check'])]
    for (const status of known) {
      const { requests } = await get<{ requests: unknown[] }>(
        `/api/service-request?shop=${shop}&status=${status}&limit=1`,
        accessToken,
      )
      expect(requests.length, `${shop} ${status}`).toBe(1)
    }
    let orders = 0
    for (let after = ''; after !== 'end';) {
      const page = await get<{ requests: unknown[]; next: string | null }>(
        `/api/service-request?shop=${shop}&limit=100${after ? `&after=${after}` : ''}`,
        accessToken,
      )
      orders += page.requests.length
      after = page.next ?? 'end'
    }
    expect(orders, shop).toBeGreaterThanOrEqual(300)
  }
})

test('where a technician is ill a visit waits for another way; the clinic has none', async () => {
  for (const [shop, email] of [
    ['harbor-auto', 'manager@fixbay.example'],
    ['tehran-karshenasi', 'modir@fixbay.example'],
  ] as const) {
    const { accessToken } = await signIn(email)
    const { conflicts } = await get<{ conflicts: { cause: string; resource: unknown }[] }>(
      `/api/shops/${shop}/conflicts`,
      accessToken,
    )
    expect(
      conflicts.map(({ cause }) => cause),
      shop,
    ).toContain('time_off')
  }
})

const STATUSES = [
  'pending',
  'scheduled',
  'in_progress',
  'awaiting_parts',
  'on_hold',
  'ready_for_pickup',
  'completed',
  'canceled',
  'payment_pending',
  'delayed',
  'closed',
  'dispatched',
]

test('each shop has at least 20 free times in the coming 30 days for its first fixed-price service', async () => {
  const today = Temporal.Now.plainDateISO()
  for (const shop of SHOPS) {
    const { services } = await get<{ services: { id: string; priceKind: string }[] }>(
      `/api/shops/${shop}/services`,
    )
    const first = services.find(({ priceKind }) => priceKind === 'fixed')
    const range = `from=${today.toString()}&to=${today.add({ days: 30 }).toString()}`
    const { slots } = await get<{ slots: unknown[] }>(
      `/api/shops/${shop}/slots?service=${first?.id}&${range}`,
    )
    expect(slots.length, shop).toBeGreaterThanOrEqual(20)
  }
})

test('the demo people sign in, each with their roles', async () => {
  for (const [name, role, shop] of [
    ['superadmin', 'super_admin', undefined],
    ['admin', 'admin', undefined],
    ['support', 'support', undefined],
    ...[
      'owner',
      'manager',
      'advisor',
      'technician',
      'finance',
      'marketing',
      'editor',
      'analyst',
      'compliance',
    ].map((one) => [one, one, 'harbor-auto']),
    ['modir', 'owner', 'tehran-karshenasi'],
    ['customer', 'customer', undefined],
  ] as [string, string, string | undefined][]) {
    const { user } = await signIn(`${name}@fixbay.example`)
    expect(user.roles, name).toContainEqual(shop ? { role, shop } : { role })
  }
})

test('the desk and the account show more than repairs: devices, keys, doubles, a household', async () => {
  const { accessToken: manager } = await signIn('manager@fixbay.example')
  const shop = '/api/shops/harbor-auto'
  const { devices } = await get<{ devices: { name: string }[] }>(`${shop}/devices`, manager)
  expect(devices.map(({ name }) => name)).toContain('Counter computer')
  const { keys } = await get<{ keys: { name: string; secrets: { lastUsedAt: string | null }[] }[] }>(
    `${shop}/api-keys`,
    manager,
  )
  const daily = keys.find(({ name }) => name === 'Website booking form')
  expect(daily?.secrets[0]?.lastUsedAt).toBeTypeOf('string')
  // Nobody but who is meant to stands there twice.
  const { pairs } = await get<{ pairs: { one: { name: string } }[] }>(`${shop}/customer-doubles`, manager)
  expect(pairs.map(({ one }) => one.name)).toContain('Beatrice Lindholm')
  expect(pairs.length).toBeLessThan(4)
  const { accessToken: customer } = await signIn('customer@fixbay.example')
  const household = await get<{ members: Body[]; asked: Body[]; invitations: Body[] }>(
    '/api/me/household',
    customer,
  )
  expect(household).toMatchObject({
    members: [{ name: 'Hugo Customer', limit: { amount: 15_000, currency: 'USD' } }],
    asked: [{ answer: null }],
    invitations: [{ sentTo: 'ida.customer@mail.example' }],
  })
})
