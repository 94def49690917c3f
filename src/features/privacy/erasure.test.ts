import { readdirSync, statSync } from 'node:fs'
import path from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { sealAudit, verifyAudit } from '../../kit/audit-seal.ts'
import { jobs } from '../jobs.ts'
import { testApp } from '../../kit/testing/app.ts'
import { sendPhoto } from '../../kit/testing/access-matrix/photo.ts'
import { testShop } from '../../kit/testing/shop.ts'

const app = await testApp({ config: { rateLimits: 0 } })
const here = await testShop(app)
const compliance = await here.hire('compliance')
const advisor = await here.hire('advisor')
const desk = `/api/shops/${here.shop.slug}`

afterEach(() => app.outbox.clear())

const run = async (name: string) => {
  await jobs.find((job) => job.name === name)?.run(app.system, {})
  await app.drainJobs()
}

/** Where a text stands in the database: every column that can hold text, of every table, the job queue too. */
async function placesOf(...texts: string[]): Promise<string[]> {
  const { pool } = app.services.database
  const { rows: columns } = await pool.query<{ place: string; column: string }>(
    `select format('%I.%I', c.table_schema, c.table_name) as place, quote_ident(c.column_name) as column
     from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
     where t.table_type = 'BASE TABLE' and c.table_schema not in ('pg_catalog', 'information_schema')
       and c.data_type in ('text', 'character varying', 'json', 'jsonb', 'ARRAY', 'bytea', 'character')
     order by 1, 2`,
  )
  const found: string[] = []
  for (const { place, column } of columns) {
    const { rows } = await pool
      .query<{ n: number }>(`select count(*)::int as n from ${place} where ${column}::text ilike any ($1)`, [
        texts.map((text) => `%${text}%`),
      ])
      .catch(() => ({ rows: [{ n: 0 }] }))
    if ((rows[0]?.n ?? 0) > 0) found.push(`${place}.${column}`)
  }
  return found
}

function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => path.join(folder, name))
    .filter((file) => statSync(file).isFile())
}

const asset = (plate: string) => ({
  kind: 'vehicle',
  make: 'Honda',
  model: 'Civic',
  plate,
  vin: '1HGCM82633A004352',
})

/** A person with a repair that is closed and paid, full of words about them. */
async function withRepair(name: string, email: string, plate: string) {
  const person = await app.people.add({ name, email })
  await person.put(`/api/customer/${person.id}/profile`, { phone: '+12125550142', address: '7 Quince Lane' })
  const uploaded = await sendPhoto(app)
  expect(uploaded.status, uploaded.text).toBe(201)
  const opened = await person.post('/api/service-request', {
    shop: here.shop.slug,
    asset: asset(plate),
    description: `It squeaks, says ${name}.`,
    imageIds: [uploaded.body['id']],
  })
  expect(opened.status, opened.text).toBe(201)
  const id = String(opened.body['id'])
  await app.drainJobs()
  return { person, id }
}

async function close(id: string, words: string) {
  const order = `/api/service-request/${id}`
  const job = await advisor.post(`${order}/jobs`, { title: `Brakes of ${words}`, complaint: words })
  expect(job.status, job.text).toBe(201)
  const jobId = job.body['id'] ?? job.body['jobs']?.at(-1)?.id
  const line = await advisor.post(`${order}/jobs/${jobId}/lines`, {
    kind: 'labour',
    text: `Labour for ${words}`,
    quantity: 1,
    unitPrice: { amount: 5000, currency: 'USD' },
  })
  expect(line.status, line.text).toBe(201)
  await advisor.post(`${order}/notes`, { text: `${words} rang twice.`, visibility: 'internal' })
  await advisor.post(`${order}/notes`, { text: `Dear ${words}, all well.`, visibility: 'customer' })
  for (const status of ['in_progress', 'quality_check', 'ready_for_pickup', 'completed']) {
    const moved = await advisor.patch(`${order}/status`, { status, note: `${words} was told.` })
    expect(moved.status, moved.text).toBe(200)
  }
  const paid = await advisor.post(`${order}/invoice/payments`, { method: 'cash' })
  expect(paid.status, paid.text).toBe(201)
  const closed = await advisor.patch(`${order}/status`, { status: 'closed' })
  expect(closed.status, closed.text).toBe(200)
  await app.drainJobs()
}

test('a person is erased everywhere a week after asking: no column and no file names them but the books [S2.12b]', async () => {
  const { person, id } = await withRepair('Quentin Zwillbrock', 'zwillbrock@example.org', 'QZX8812')
  const marks = ['zwillbrock', 'QZX8812', '1HGCM82633A004352', '2125550142', 'Quince Lane']
  const photos = filesIn(app.services.config.dataFolder).length
  expect(photos).toBeGreaterThan(0)

  const early = await person.post('/api/me/erasure', { presentPassword: person.password })
  expect(early.status).toBe(409)
  expect(early.body['reason']).toBe('repair_open')
  await close(id, 'Quentin Zwillbrock')
  expect((await placesOf(...marks)).length).toBeGreaterThan(8)
  await sealAudit(app.system)

  const wrong = await person.post('/api/me/erasure', { presentPassword: 'not this one at all' })
  expect(wrong.status).toBe(400)
  const asked = await person.post('/api/me/erasure', { presentPassword: person.password })
  expect(asked.status, asked.text).toBe(201)
  expect(asked.body['dueAt']).toBe('2026-12-08T08:00:00Z')
  await app.drainJobs()
  expect(app.outbox.mails('zwillbrock@example.org').at(-1)?.subject).toContain('to be erased')
  app.clock.advance({ hours: 24 * 7 - 1 })
  await run('privacy.carry-out-erasures')
  expect((await person.get('/api/me/erasure')).status).toBe(200)
  app.clock.advance({ hours: 2 })
  app.outbox.clear()
  await run('privacy.carry-out-erasures')

  expect((await person.get('/api/me/erasure')).status).toBe(401)
  const [last] = app.outbox.mails('zwillbrock@example.org')
  expect(last?.text).toContain('Issued invoices')
  expect(last?.text).toContain(String(asked.body['id']))
  // The certificate names the invoice as kept: it alone still says who it was for.
  expect(await placesOf(...marks)).toEqual([
    'public.invoice_lines.job_title',
    'public.invoice_lines.text',
    'public.invoices.parties',
  ])
  expect(filesIn(app.services.config.dataFolder)).toEqual([])
  await sealAudit(app.system)
  expect((await verifyAudit(app.system)).faults).toEqual([])

  const page = await compliance.get(`${desk}/compliance`)
  const [{ id: certificate }] = page.body['certificates']
  const kept = await compliance.get(`${desk}/erasure-certificates/${certificate}`)
  expect(kept.body['certificate']).toMatchObject({
    askedBy: 'person',
    subject: { kind: 'customer' },
    kept: [
      { what: 'invoices', until: '2036-12-31', numbers: [expect.any(String)] },
      { what: 'payments' },
      { what: 'work' },
      { what: 'consents' },
      { what: 'audit' },
    ],
  })
  const pdf = new URL(kept.body['pdfUrl'])
  const paper = await app.guest.get(pdf.pathname + pdf.search)
  expect(paper.status).toBe(200)
  expect(paper.text.startsWith('%PDF')).toBe(true)
  // The desk still reads the repair, without a name.
  expect((await advisor.get(`/api/service-request/${id}`)).body['customer']).toBeNull()
})

test('somebody who changes their mind keeps everything; who still works somewhere leaves there first', async () => {
  const person = await app.people.add({ name: 'Wilma Wavers', email: 'wilma@example.org' })
  expect((await person.delete('/api/me/erasure')).status).toBe(404)
  expect((await person.post('/api/me/erasure', { presentPassword: person.password })).status).toBe(201)
  expect((await person.delete('/api/me/erasure')).status).toBe(204)
  app.clock.advance({ hours: 24 * 8 })
  await run('privacy.carry-out-erasures')
  expect((await person.get('/api/me/erasure')).body).toEqual({ erasure: null })
  expect((await person.get('/api/auth/me')).status).not.toBe(401)
  const staff = await advisor.post('/api/me/erasure', { presentPassword: advisor.password })
  expect(staff.body['reason']).toBe('still_staff')
})

test('an issued invoice and records that are append only stay locked for everything else', async () => {
  const { pool } = app.services.database
  const ask = (text: string) =>
    pool.query(text).then(
      () => 'done',
      (error: Error) => error.message,
    )
  expect(await ask("update invoices set parties = '{}' where issued_at is not null")).toContain('locked')
  expect(await ask("update stage_entries set note = 'x'")).toContain('permission denied')
  const living = await advisor.post(`${desk}/customers`, { name: 'Lena Living', email: 'lena@example.org' })
  expect(await ask(`select forget_words('${here.shop.id}', '${living.body['id']}')`)).toContain('not erased')
})

test('a shop erases one of its customers by their name, once their repairs are over; their account stays', async () => {
  const { person, id } = await withRepair('Nadja Narrow', 'nadja@example.org', 'NNX7003')
  const { body } = await advisor.get(`${desk}/customers?q=Nadja`)
  const customer = `${desk}/customers/${body['customers'][0].id}`
  expect((await advisor.post(`${customer}/erase`, { name: 'Nadja Narrow' })).status).toBe(403)
  const wrong = await compliance.post(`${customer}/erase`, { name: 'Nadja' })
  expect(wrong.body['errors'][0].pointer).toBe('/name')
  const open = await compliance.post(`${customer}/erase`, { name: 'Nadja Narrow' })
  expect(open.body).toMatchObject({ status: 409, reason: 'customer_repair_open' })
  await close(id, 'Nadja Narrow')
  expect((await compliance.post(`${customer}/erase`, { name: 'Nadja Narrow' })).status).toBe(201)
  await run('privacy.carry-out-erasures')
  expect((await compliance.get(customer)).status).toBe(404)
  expect(await placesOf('nadja', 'NNX7003', '2125550142')).toEqual([
    'public.accounts.email',
    'public.accounts.name',
    'public.accounts.phone',
    // The garage is theirs, not the shop's.
    'public.garage_assets.plate',
    'public.invoice_lines.job_title',
    'public.invoice_lines.text',
    'public.invoices.parties',
  ])
  expect((await person.get('/api/service-request')).body['requests']).toEqual([])

  // Ten years after the year of issue the books need not be kept any more.
  app.clock.set('2036-12-31T12:00:00Z')
  await run('privacy.sweep')
  expect(await placesOf('nadja')).toContain('public.invoices.parties')
  app.clock.set('2037-01-02T12:00:00Z')
  await run('privacy.sweep')
  expect(await placesOf('nadja', 'zwillbrock')).toEqual(['public.accounts.email', 'public.accounts.name'])
})
