import { expect, test } from 'vitest'
import { transaction } from '../../kit/db/index.ts'
import { sendPhoto } from '../../kit/testing/access-matrix/photo.ts'
import { testApp } from '../../kit/testing/app.ts'
import { testShop } from '../../kit/testing/shop.ts'
import { unzip } from '../../kit/testing/unzip.ts'
import { addPages } from '../../web/testing/pages.ts'
import { openBrowserSession } from '../accounts/sessions.ts'
import { jobs } from '../jobs.ts'
import { LEFT_OUT_COLUMNS, LEFT_OUT_TABLES } from './shop-archive.ts'
import { selectShopTables } from './store-shop-tables.ts'

const app = await testApp({ config: { rateLimits: 0 } })
await addPages(app.app)
const here = await testShop(app)
const there = await testShop(app)
const manager = await here.hire('manager')
const path = `/api/shops/${here.shop.slug}/export`
// More than one page of them.
const EVENTS = 2500

const query = async (text: string, values: unknown[] = []) =>
  (await app.services.database.pool.query(text, values)).rows as Record<string, unknown>[]

async function fetchFile(url: string, accountId?: string) {
  const { pathname, search } = new URL(url)
  const headers: Record<string, string> = {}
  if (accountId) {
    const { token } = await transaction(app.system, (tx) => openBrowserSession(tx, accountId))
    headers['cookie'] = `session=${token}`
  }
  return app.app.inject({ method: 'GET', url: pathname + search, headers })
}

/** Repairs with a photo at both shops, an API key, a device and somebody who is asked to join. */
async function fillShops(): Promise<void> {
  for (const { shop, owner } of [here, there]) {
    const photo = await sendPhoto(app)
    const opened = await app.guest.post('/api/service-request', {
      shop: shop.slug,
      customer: { name: 'Gil Guest', email: 'gil@example.org' },
      asset: { kind: 'vehicle', make: 'Honda', model: 'Civic', plate: 'PDX4410' },
      description: `It hums at ${shop.slug}.`,
      imageIds: [photo.body['id']],
    })
    expect(opened.status, opened.text).toBe(201)
    const key = await owner.post(`/api/shops/${shop.slug}/api-keys`, {
      name: 'Till',
      permissions: ['orders.read'],
    })
    expect(key.status, key.text).toBe(201)
    const asked = await owner.post(`/api/shops/${shop.slug}/staff`, {
      name: 'Nia New',
      roles: ['advisor'],
      email: 'nia@example.org',
    })
    expect(asked.status, asked.text).toBe(201)
  }
  await query(
    `INSERT INTO events (id, shop_id, type, subject_kind, subject_id, actor_kind, at)
      SELECT gen_random_uuid(), $1, 'shop.edited', 'shop', $1, 'system', now() FROM generate_series(1, $2)`,
    [here.shop.id, EVENTS],
  )
  await app.drainJobs()
}

/** How many rows of a shop each table has, as the database counts. */
async function countedRows(shopId: string): Promise<Map<string, number>> {
  const tables = await query(
    `SELECT table_name AS name FROM information_schema.columns WHERE table_schema = current_schema() AND column_name = 'shop_id'`,
  )
  const counts = new Map([['shops', 1]])
  for (const { name } of tables) {
    if (LEFT_OUT_TABLES.has(String(name))) continue
    const [row] = await query(`SELECT count(*)::int AS count FROM ${String(name)} WHERE shop_id = $1`, [
      shopId,
    ])
    counts.set(String(name), Number(row?.['count']))
  }
  return counts
}

/** Every value of a shop that opens something or proves it. */
async function secretsOf(shopId: string): Promise<string[]> {
  const columns = await query(
    `SELECT table_name AS table, column_name AS column FROM information_schema.columns
      WHERE table_schema = current_schema() AND data_type = 'bytea' AND table_name IN
        (SELECT table_name FROM information_schema.columns
          WHERE table_schema = current_schema() AND column_name = 'shop_id')`,
  )
  const found: string[] = []
  for (const { table, column } of columns)
    for (const { value } of await query(
      `SELECT ${String(column)} AS value FROM ${String(table)} WHERE shop_id = $1 AND ${String(column)} IS NOT NULL`,
      [shopId],
    ))
      found.push(...(['hex', 'base64', 'base64url'] as const).map((form) => (value as Buffer).toString(form)))
  return found
}

test('the owner takes all data of the shop: each table row by row, the photos, no secret, nothing of another shop', async () => {
  await fillShops()
  expect((await app.guest.post(path)).status).toBe(401)
  expect((await manager.post(path)).status).toBe(403)
  expect((await manager.get(path)).status).toBe(403)
  expect((await there.owner.post(path)).status).toBe(403)
  expect((await here.owner.get(path)).body['export']).toBeNull()
  const asked = await Promise.all([here.owner.post(path), here.owner.post(path)])
  expect(asked.map(({ status }) => status).toSorted((one, other) => one - other)).toEqual([201, 429])
  const expected = await countedRows(here.shop.id)
  await app.drainJobs()

  const made = (await here.owner.get(path)).body['export']
  expect(made).toMatchObject({ status: 'ready' })
  expect((await fetchFile(made.url)).headers['location']).toContain('/sign-in')
  expect((await fetchFile(made.url, manager.id)).statusCode).toBe(404)
  expect((await fetchFile(made.url, there.owner.id)).statusCode).toBe(404)
  const file = await fetchFile(made.url, here.owner.id)
  expect(file.statusCode).toBe(200)

  const files = unzip(file.rawPayload)
  const rows = new Map<string, Record<string, unknown>[]>()
  for (const [name, content] of files) {
    const table = /^tables\/(.+)\.jsonl$/.exec(name)?.[1]
    if (table)
      rows.set(
        table,
        content
          .toString('utf8')
          .split('\n')
          .filter((line) => line !== '')
          .map((line) => JSON.parse(line) as Record<string, unknown>),
      )
  }
  expect(new Map([...rows].map(([table, { length }]) => [table, length]))).toEqual(expected)
  expect(expected.get('events')).toBeGreaterThan(EVENTS)
  expect(new Set(rows.get('events')?.map(({ id }) => id)).size).toBe(expected.get('events'))
  expect(rows.get('orders')).toMatchObject([{ description: `It hums at ${here.shop.slug}.` }])
  const manifest = JSON.parse(String(files.get('tables.json'))) as {
    tables: { table: string; rows: number }[]
  }
  expect(new Map(manifest.tables.map(({ table, rows: count }) => [table, count]))).toEqual(expected)
  expect(files.get('README.txt')?.toString('utf8')).toContain('JSON Lines')
  const photos = rows.get('files')?.map(({ id }) => String(id)) ?? []
  expect(photos).toHaveLength(1)
  const names = [...files.keys()].filter((name) => name.startsWith('files/'))
  expect(names.map((name) => name.slice('files/'.length).split('.')[0])).toEqual(photos)

  const all = Buffer.concat([...files.values()]).toString('latin1')
  const secrets = await secretsOf(here.shop.id)
  expect(secrets.length).toBeGreaterThan(9)
  expect(secrets.filter((secret) => all.includes(secret))).toEqual([])
  expect(all).not.toContain(there.shop.id)
})

test('it is told by mail, stands in the audit log, comes once a day and is gone after a week', async () => {
  const shop = await testShop(app)
  const at = `/api/shops/${shop.shop.slug}/export`
  expect((await shop.owner.post(at)).status).toBe(201)
  await app.drainJobs()
  expect(app.outbox.mails(shop.owner.email).at(-1)?.subject).toContain('shop’s data is ready')
  const { url } = (await shop.owner.get(at)).body['export']
  expect((await fetchFile(url, shop.owner.id)).statusCode).toBe(200)
  const log = await shop.owner.get(`/api/shops/${shop.shop.slug}/audit?what=privacy`)
  expect(log.body['entries'].map(({ action }: { action: string }) => action)).toEqual([
    'privacy.fetchShopExport',
    'privacy.exportShop',
  ])
  const again = await shop.owner.post(at)
  expect(again.status).toBe(429)
  expect(again.headers['retry-after']).toBe('86400')
  app.clock.advance({ hours: 24 * 7 + 1 })
  expect((await fetchFile(url, shop.owner.id)).statusCode).toBe(404)
  await jobs.find(({ name }) => name === 'privacy.sweep')?.run(app.system, {})
  await app.drainJobs()
  expect((await shop.owner.get(at)).body['export']).toBeNull()
  expect((await shop.owner.post(at)).status).toBe(201)
})

test('whoever is an owner no more cannot fetch the copy they asked for', async () => {
  const shop = await testShop(app)
  const second = await shop.hire('owner')
  const at = `/api/shops/${shop.shop.slug}/export`
  expect((await second.post(at)).status).toBe(201)
  await app.drainJobs()
  const { url } = (await second.get(at)).body['export']
  const changed = await shop.owner.patch(`/api/shops/${shop.shop.slug}/staff/${second.staffId}`, {
    roles: ['manager'],
  })
  expect(changed.status, changed.text).toBe(200)
  expect((await fetchFile(url, second.id)).statusCode).toBe(403)
})

test('each column that may hold a secret is left out, or known to hold none', async () => {
  // Names that sound like a secret and are none; bytes are never known to be none.
  const known = ['assignments.assigned_at', 'assignments.assigned_by', 'audit.key_id', 'shop_texts.key']
  const sounding = /hash|cipher|secret|token|pass|(^|_)pin(_|$)|(^|_)key(_|$)|sign|code|credential/
  const open: string[] = []
  const tables = await selectShopTables(app.system)
  for (const { name, columns } of tables) {
    if (LEFT_OUT_TABLES.has(name)) continue
    for (const column of columns) {
      if (LEFT_OUT_COLUMNS[name]?.includes(column.name)) continue
      if (column.type === 'bytea' || sounding.test(column.name)) open.push(`${name}.${column.name}`)
    }
  }
  expect(open).toEqual(known)
  // And nothing is named that is not there.
  const all = new Map(tables.map(({ name, columns }) => [name, columns.map((column) => column.name)]))
  for (const [table, columns] of Object.entries(LEFT_OUT_COLUMNS))
    expect(all.get(table), table).toEqual(expect.arrayContaining([...columns]))
  for (const table of LEFT_OUT_TABLES) expect(all.has(table), table).toBe(true)
})
