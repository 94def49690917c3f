import { beforeEach, expect, test } from 'vitest'
import { runJob } from '../../kit/jobs/worker.ts'
import { testApp } from '../../kit/testing/app.ts'
import { testShop } from '../../kit/testing/shop.ts'
import { jobs } from './jobs.ts'
import { MOVES } from './store-moves.ts'

const app = await testApp({ at: '2026-12-01T13:00:00Z', config: { rateLimits: 0 } })
const here = await testShop(app)
const elsewhere = await testShop(app)
const advisor = await here.hire('advisor')
const finance = await here.hire('finance')
const service = await here.addService()
const stranger = await elsewhere.hire('advisor')
const base = `/api/shops/${here.shop.slug}`
const customers = `${base}/customers`
const query = async (text: string, values: unknown[] = []) =>
  (await app.services.database.pool.query(text, values)).rows as Record<string, unknown>[]

let count = 0
async function add(given: Record<string, unknown> = {}) {
  count += 1
  const { status, body, text } = await advisor.post(customers, {
    name: [count % 26, (count * 7) % 26].map((one) => String.fromCodePoint(65 + one).repeat(5)).join(' '),
    email: `merge${count}@example.org`,
    ...given,
  })
  expect(status, text).toBe(201)
  return body as { id: string; name: string; email: string | null; phone: string | null; version: number }
}

const merge = (kept: string, merged: string, choices: Record<string, unknown> = {}) =>
  advisor.post(`${customers}/${kept}/merge`, { customerId: merged, ...choices })
const undo = (mergeId: unknown) => advisor.post(`${base}/customer-merges/${String(mergeId)}/undo`)
const read = async (id: string) => (await advisor.get(`${customers}/${id}`)).body

async function order(customerId: string, given: Record<string, unknown> = {}) {
  const { status, body, text } = await advisor.post('/api/service-request', {
    shop: here.shop.slug,
    customerId,
    asset: { kind: 'vehicle', make: 'Toyota', model: `Model ${count}` },
    description: 'It squeaks.',
    source: 'walk_in',
    ...given,
  })
  expect(status, text).toBe(201)
  return body as { id: string }
}

/** All rows that hang on customers, and they themselves but for their versions, which only rise. */
async function everything() {
  const tables = [
    'orders',
    'appointments',
    'assets',
    'messages',
    'waitlist_entries',
    'consents',
    'invoices',
    'lines',
  ]
  const all: Record<string, unknown> = {}
  for (const table of tables)
    all[table] = await query(`SELECT * FROM ${table} WHERE shop_id = $1 ORDER BY id`, [here.shop.id])
  all['customers'] = await query(
    `SELECT to_jsonb(c) - 'version' AS row FROM customers c WHERE shop_id = $1 ORDER BY id`,
    [here.shop.id],
  )
  return all
}

/** How much there is of everything, and how much money. */
async function sums() {
  return query(
    `SELECT (SELECT count(*) FROM orders WHERE shop_id = $1) AS orders,
      (SELECT count(*) FROM appointments WHERE shop_id = $1) AS appointments,
      (SELECT count(*) FROM assets WHERE shop_id = $1) AS assets,
      (SELECT count(*) FROM messages WHERE shop_id = $1) AS messages,
      (SELECT count(*) FROM consents WHERE shop_id = $1 AND source <> 'merge') AS consents,
      (SELECT coalesce(sum(unit_amount), 0) FROM lines WHERE shop_id = $1) AS money,
      (SELECT count(*) FROM invoices WHERE shop_id = $1 AND issued_at IS NOT NULL) AS issued,
      (SELECT md5(coalesce(string_agg(to_jsonb(i)::text, '' ORDER BY id), '')) FROM invoices i WHERE shop_id = $1) AS bills`,
    [here.shop.id],
  )
}

let seed = 7
/** Chance that is the same in each run (mulberry32). */
function random(below: number): number {
  seed = (seed + 0x6d2b79f5) | 0
  let mixed = Math.imul(seed ^ (seed >>> 15), 1 | seed)
  mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
  return ((mixed ^ (mixed >>> 14)) >>> 0) % below
}

async function made(answer: ReturnType<typeof advisor.post>) {
  const { status, text } = await answer
  expect(status, text).toBeLessThan(300)
}

/** A customer with something of everything, as chance has it. */
async function lived() {
  const customer = await add(
    random(2) === 0 ? { phone: `+1212555${1000 + count}`, notes: `Rings ${count} times.` } : {},
  )
  for (let one = random(3); one > 0; one -= 1) {
    const { id } = await order(customer.id, { serviceIds: [service.id] })
    const stages = ['in_progress', 'quality_check', 'ready_for_pickup', 'completed'].slice(
      0,
      [0, 1, 3, 4, 4][random(5)],
    )
    for (const status of stages) await made(advisor.patch(`/api/service-request/${id}/status`, { status }))
  }
  for (const purpose of ['reminders', 'promotions', 'reviews'])
    for (let said = random(3); said > 0; said -= 1) {
      app.clock.advance({ minutes: 1 })
      const channel = ['any', 'email', 'sms'][random(3)]
      await advisor.post(`${customers}/${customer.id}/consents`, {
        purpose,
        channel,
        granted: random(2) === 0,
      })
    }
  if (random(3) === 0) await advisor.post(`${customers}/${customer.id}/deactivate`)
  return customer
}

beforeEach(() => {
  app.clock.advance({ minutes: 1 })
})

test('merged and parted again, all is as before; merged, nothing is lost and no bill changes', async () => {
  for (let round = 0; round < 4; round += 1) {
    const kept = await lived()
    const merged = await lived()
    await app.drainJobs()
    const before = await everything()
    const sum = await sums()
    const choices = { name: ['kept', 'merged'][random(2)], notes: ['kept', 'merged', 'both'][random(3)] }
    app.clock.advance({ minutes: 1 })
    const done = await merge(kept.id, merged.id, choices)
    expect(done.status, done.text).toBe(200)
    expect(await sums()).toEqual(sum)
    for (const table of ['orders', 'appointments', 'assets', 'messages', 'consents'])
      expect(await query(`SELECT id FROM ${table} WHERE customer_id = $1`, [merged.id])).toEqual([])
    expect((await undo(done.body['mergeId'])).status).toBe(200)
    expect(await everything()).toEqual(before)
  }
  const [last] = await sums()
  expect(Number(last?.['issued'])).toBeGreaterThan(0)
  expect(Number(last?.['money'])).toBeGreaterThan(0)
}, 120_000)

test('the words are chosen side by side, and old ids answer with the kept record', async () => {
  const kept = await add({ name: 'Anna Berg', notes: 'Rings twice.' })
  const merged = await add({
    name: 'Anna Bergh',
    phone: '+12125550155',
    notes: 'Comes early.',
    address: 'Pier 4',
  })
  const { id } = await order(merged.id)
  const done = await merge(kept.id, merged.id, { name: 'merged', email: 'merged' })
  expect(done.body['customer']).toMatchObject({
    id: kept.id,
    name: 'Anna Bergh',
    email: merged.email,
    phone: '+12125550155',
    address: 'Pier 4',
    notes: 'Rings twice.\n\nComes early.',
  })
  const old = await read(merged.id)
  expect([old['id'], old['requests'][0]['id']]).toEqual([kept.id, id])
  const more = await order(merged.id)
  expect((await read(kept.id))['requests'].map((one: { id: string }) => one.id)).toContain(more.id)
  const found = await advisor.get(`${customers}?q=Bergh`)
  expect(found.body['customers'].map((one: { id: string }) => one.id)).toEqual([kept.id])
})

test('a no of one of the two stays a no, whichever was said later', async () => {
  const kept = await add()
  const merged = await add()
  const say = (id: string, purpose: string, granted: boolean) =>
    advisor.post(`${customers}/${id}/consents`, { purpose, granted })
  await say(kept.id, 'promotions', false)
  app.clock.advance({ minutes: 1 })
  await say(merged.id, 'promotions', true)
  await say(merged.id, 'reminders', true)
  const { body } = await merge(kept.id, merged.id)
  const of = async (id: string) =>
    Object.fromEntries(
      (await read(id))['consents'].map((one: { purpose: string; granted: boolean }) => [
        one.purpose,
        one.granted,
      ]),
    )
  expect(await of(kept.id)).toEqual({ promotions: false, reminders: true })
  app.clock.advance({ minutes: 1 })
  await say(kept.id, 'reminders', false)
  await undo(body['mergeId'])
  // What was refused meanwhile counts for both.
  expect([await of(kept.id), await of(merged.id)]).toEqual([
    { promotions: false, reminders: false },
    { promotions: true, reminders: false },
  ])
})

test('two accounts stay two; one account of the two is the kept record’s, until they are parted', async () => {
  const withAccount = async () => {
    const person = await app.people.add()
    const customer = await add({ email: person.email })
    await app.drainJobs()
    return { person, customer }
  }
  const one = await withAccount()
  const two = await withAccount()
  const refused = await merge(one.customer.id, two.customer.id)
  expect([refused.status, refused.body['reason']]).toEqual([409, 'two_accounts'])
  const plain = await add()
  const { id } = await order(plain.id)
  const done = await merge(plain.id, one.customer.id)
  expect(done.body['customer']).toMatchObject({ id: plain.id, hasAccount: true })
  expect((await one.person.get(`/api/service-request/${id}`)).status).toBe(200)
  await undo(done.body['mergeId'])
  expect((await one.person.get(`/api/service-request/${id}`)).status).toBe(404)
  expect((await read(plain.id))['hasAccount']).toBe(false)
})

test('merges of a pair, of a ring and into one at once: one of each stands', async () => {
  const [a, b, c] = [await add(), await add(), await add()]
  await order(b.id)
  const pair = await Promise.all([merge(a.id, b.id), merge(a.id, b.id), merge(b.id, a.id)])
  expect(pair.map(({ status }) => status).toSorted((x, y) => x - y)).toEqual([200, 409, 409])
  const [d, e] = [await add(), await add()]
  const ring = await Promise.all([merge(c.id, d.id), merge(d.id, e.id), merge(e.id, c.id)])
  const rows = await query(
    `SELECT c.id FROM customers c JOIN customers k ON k.shop_id = c.shop_id AND k.id = c.merged_into
      WHERE c.shop_id = $1 AND k.merged_into IS NOT NULL`,
    [here.shop.id],
  )
  expect(ring.filter(({ status }) => status === 200).length).toBeGreaterThan(0)
  expect(rows).toEqual([])
})

test('work that is taken in while the record goes into another goes with it', async () => {
  for (let round = 0; round < 4; round += 1) {
    const kept = await add()
    const merged = await add()
    const [done] = await Promise.all([merge(kept.id, merged.id), order(merged.id), order(merged.id)])
    expect(done.status, done.text).toBe(200)
    expect(await query('SELECT id FROM orders WHERE customer_id = $1', [merged.id])).toEqual([])
    expect(await query('SELECT id FROM assets WHERE customer_id = $1', [merged.id])).toEqual([])
  }
})

test('what is corrected or added since stays; parting is refused with the reason where it cannot be exact', async () => {
  const kept = await add({ name: 'Kept Name' })
  const merged = await add({ name: 'Other Name', phone: '+12125550166' })
  const car = { kind: 'vehicle', make: 'Toyota', model: 'Corolla', plate: 'MRG 1' }
  const old = await order(merged.id, { asset: car })
  const { body } = await merge(kept.id, merged.id)
  await advisor.patch(`${customers}/${kept.id}`, { name: 'Corrected Name' })
  const added = await order(kept.id)
  const again = await order(kept.id, { asset: car })
  const used = await undo(body['mergeId'])
  expect([used.status, used.body['reason']]).toEqual([409, 'merge_asset_used'])
  await query(
    'UPDATE orders SET customer_id = customer_id, asset_id = (SELECT asset_id FROM orders WHERE id = $1) WHERE id = $2',
    [added.id, again.id],
  )
  const third = await add()
  const later = await merge(kept.id, third.id)
  expect((await undo(body['mergeId'])).body['reason']).toBe('merge_not_last')
  const further = await add()
  const on = await merge(further.id, kept.id)
  expect((await undo(later.body['mergeId'])).body['reason']).toBe('merge_went_on')
  // Who had gone into the one that went on answers with the last of them, and comes back with it.
  expect((await read(merged.id))['id']).toBe(further.id)
  for (const one of [on, later, { body }]) expect((await undo(one.body['mergeId'])).status).toBe(200)
  expect(await read(kept.id)).toMatchObject({ name: 'Corrected Name', phone: null })
  expect(await read(merged.id)).toMatchObject({ id: merged.id, name: 'Other Name', phone: '+12125550166' })
  const of = async (id: string) => (await read(id))['requests'].map((one: { id: string }) => one.id)
  expect(await of(merged.id)).toEqual([old.id])
  expect((await of(kept.id)).toSorted()).toEqual([added.id, again.id].toSorted())
  expect((await undo(body['mergeId'])).body['reason']).toBe('merge_undone')
})

test('likely doubles by phone, mail, plate and name, until somebody says that they are two', async () => {
  const phone = '+12125550199'
  const one = await add({ name: 'Jonathan Smithfield', phone, email: undefined })
  const two = await add({ name: 'Jonathon Smithfield', phone })
  const father = await add({ name: 'Zebulon Quark', phone })
  await add({ name: 'Somebody Else Entirely' })
  const url = `${customers}/${one.id}/doubles`
  const found = (await advisor.get(url)).body['customers'] as { id: string; why: string[] }[]
  expect(found.map(({ id, why }) => [id, why.toSorted()])).toEqual([
    [two.id, ['name', 'phone']],
    [father.id, ['phone']],
  ])
  expect((await advisor.post(`${customers}/${one.id}/apart`, { customerId: father.id })).status).toBe(204)
  expect((await advisor.get(url)).body['customers']).toHaveLength(1)
  const pairs = async () =>
    (
      (await advisor.get(`${base}/customer-doubles`)).body['pairs'] as {
        one: { id: string }
        other: { id: string }
      }[]
    ).map((pair) => [pair.one.id, pair.other.id])
  expect(await pairs()).toContainEqual([one.id, two.id])
  expect(await pairs()).not.toContainEqual([one.id, father.id])
  const car = { kind: 'vehicle', make: 'Toyota', model: 'Corolla', plate: 'abc-1234' }
  const third = await add({ name: 'Ottokar Vexley' })
  const fourth = await add({ name: 'Brunhilde Pym' })
  await advisor.post(`${customers}/${third.id}/assets`, car)
  await advisor.post(`${customers}/${fourth.id}/assets`, { ...car, plate: 'ABC 1234' })
  expect((await advisor.get(`${customers}/${third.id}/doubles`)).body['customers']).toMatchObject([
    { id: fourth.id, why: ['plate'] },
  ])
})

test('merging is for the counter; others see nothing, and bad input is named', async () => {
  const [kept, merged] = [await add(), await add()]
  const url = `${customers}/${kept.id}/merge`
  const body = { customerId: merged.id }
  expect((await app.guest.post(url, body)).status).toBe(401)
  expect((await stranger.post(url, body)).status).toBe(404)
  expect((await finance.post(url, body)).status).toBe(403)
  const { id: foreign } = (
    await stranger.post(`/api/shops/${elsewhere.shop.slug}/customers`, {
      name: 'Foreign',
      email: 'f@example.org',
    })
  ).body
  for (const [sent, status] of [
    [{}, 400],
    [{ customerId: kept.id }, 400],
    [{ customerId: foreign }, 404],
    [{ customerId: 'x' }, 404],
    [{ ...body, name: 'both' }, 400],
    [{ ...body, version: 99 }, 409],
  ] as const)
    expect((await advisor.post(url, sent)).status, JSON.stringify(sent)).toBe(status)
  const { mergeId } = (await merge(kept.id, merged.id)).body
  expect((await stranger.post(`${base}/customer-merges/${String(mergeId)}/undo`)).status).toBe(404)
  expect((await undo(foreign)).status).toBe(404)
  const acts = await query(`SELECT action FROM audit WHERE action = 'customers.merge' AND subject_id = $1`, [
    kept.id,
  ])
  expect(acts).toHaveLength(1)
})

test('every table with a customer in it moves with them, or stays for a reason', async () => {
  const rows = await query(
    `SELECT DISTINCT conrelid::regclass::text AS table FROM pg_constraint
      WHERE contype = 'f' AND confrelid = 'customers'::regclass`,
  )
  const moves = MOVES.map((table) => table.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`))
  const stays = {
    customers: 'the pointer itself',
    customer_merges: 'the record of it',
    customer_invitations: 'links to either end with a merge',
    customers_apart: 'says who are two people',
    data_exports: 'a copy of one record, gone in a week',
    erasures: 'none is open when two are merged; what is over is history',
    erasure_certificates: 'an erased record is never merged',
  }
  const known = [...moves, 'consents', ...Object.keys(stays)]
  expect(new Set(rows.map(({ table }) => table))).toEqual(new Set(known))
})

test('for 30 days, and then nothing of the other person is kept', async () => {
  const [kept, merged] = [await add(), await add()]
  const { body } = await merge(kept.id, merged.id)
  app.clock.advance({ hours: 30 * 24 + 1 })
  // Their session is over too.
  const back = await app.people.of(advisor)
  const late = await back.post(`${base}/customer-merges/${String(body['mergeId'])}/undo`)
  expect([late.status, late.body['reason']]).toEqual([409, 'merge_over'])
  await runJob(app.services, 'work', { job: 'customers.sweep' }, jobs, app.clock.now())
  const [row] = await query('SELECT before, after, moved, merged_id FROM customer_merges WHERE id = $1', [
    body['mergeId'],
  ])
  expect(row).toEqual({ before: null, after: null, moved: null, merged_id: merged.id })
})
