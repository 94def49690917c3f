import { expect, test } from 'vitest'
import { auditCsv } from '../../../features/platform/audit-csv.ts'
import type { Client } from '../client.ts'
import { markOf, type Role } from './grid.ts'
import { paramsOf } from './params.ts'
import { rows } from './run.ts'
import { makeWorld } from './world.ts'

// What somebody types into every field of the program, in the hope that a colleague's browser runs it.
const SCRIPT = `"'><script>alert(1)</script><img src=x onerror=alert(1)>{{7*7}}\${7*7}#eval("1")`
const world = await makeWorld()
const { app } = world
const records = world.records.own
const { shop, customer, asset, orders, service, bay, staff, job, line } = {
  ...records,
  job: records.orders.working.job,
  line: records.orders.working.line,
}
const order = orders.working.request

async function as(role: Role): Promise<Client> {
  const headers = await world.headers(role)
  return app.client({ headers })
}

/** Writes it wherever a text is taken. */
async function writeEverywhere(): Promise<void> {
  const root = await as('super_admin')
  const mine = await as('customer')
  const desk = `/api/shops/${shop}`
  const writes = [
    () =>
      root.patch(desk, {
        name: `S${SCRIPT}`,
        address: SCRIPT,
        city: SCRIPT,
        legalName: SCRIPT,
        taxNumber: SCRIPT.slice(0, 30),
      }),
    () =>
      root.put(`${desk}/texts`, {
        texts: [
          { key: 'about', locale: 'en', body: SCRIPT },
          { key: 'terms', locale: 'en', body: SCRIPT },
        ],
      }),
    () => root.post(`${desk}/closures`, { startsOn: '2027-03-02', reason: SCRIPT }),
    () => root.patch(`${desk}/tax-rates/${records.taxRate}`, { name: SCRIPT.slice(0, 60) }),
    () =>
      root.patch(`${desk}/services/${service}`, {
        name: SCRIPT,
        description: SCRIPT,
        category: SCRIPT.slice(0, 60),
        translations: { fa: { name: SCRIPT, description: SCRIPT } },
      }),
    () => root.patch(`${desk}/staff/${staff}`, { name: SCRIPT }),
    () => root.patch(`${desk}/resources/${bay}`, { name: SCRIPT, skills: [SCRIPT.slice(0, 60)] }),
    () =>
      root.post(`${desk}/resources/${records.technician}/time-off`, {
        startsAt: '2026-12-02T08:00:00Z',
        endsAt: '2026-12-02T09:00:00Z',
        reason: SCRIPT,
      }),
    () => root.patch(`${desk}/customers/${customer}`, { name: SCRIPT, address: SCRIPT, notes: SCRIPT }),
    () =>
      root.patch(`${desk}/assets/${asset}`, {
        kind: 'vehicle',
        make: SCRIPT.slice(0, 60),
        model: SCRIPT.slice(0, 60),
        notes: SCRIPT,
      }),
    () => root.post(`/api/service-request/${order}/notes`, { text: SCRIPT, visibility: 'customer' }),
    () =>
      root.patch(`/api/service-request/${order}/jobs/${job}`, {
        title: SCRIPT,
        complaint: SCRIPT,
        cause: SCRIPT,
        correction: SCRIPT,
      }),
    () => root.patch(`/api/service-request/${order}/lines/${line}`, { text: SCRIPT }),
    () => root.patch(`/api/service-request/${order}/status`, { status: 'delayed', reason: SCRIPT }),
    () =>
      root.post(`/api/service-request/${orders.billed.request}/invoice/payments`, {
        method: 'transfer',
        amount: 100,
        reference: SCRIPT,
      }),
    () => root.post(`${desk}/api-keys`, { name: SCRIPT.slice(0, 60), permissions: ['orders.read'] }),
    () => root.patch(`${desk}/roles/${records.ownRole}`, { name: SCRIPT.slice(0, 60) }),
    () =>
      root.patch(`${desk}/devices/${records.device}`, {
        name: SCRIPT.slice(0, 60),
        place: SCRIPT.slice(0, 60),
      }),
    () =>
      root.post(`${desk}/resources/${records.technician}/shift-exceptions`, {
        startsOn: '2027-05-18',
        hours: [
          {
            opens: '10:00',
            closes: '14:00',
            breaks: [{ starts: '11:00', ends: '11:15', name: SCRIPT.slice(0, 60) }],
          },
        ],
        reason: SCRIPT,
      }),
    () => root.post(`${desk}/time-off/${records.askedOff}/decide`, { decision: 'declined', answer: SCRIPT }),
    () => root.post(`${desk}/conflicts/${records.conflict}/resolve`, { how: 'keep', reason: SCRIPT }),
    () => root.post(`/api/appointment/${records.visits.asked.appointment}/decline`, { reason: SCRIPT }),
    () =>
      root.post(`/api/service-request/${order}/jobs/${records.extraJob}/decline`, {
        how: 'phone',
        note: SCRIPT,
      }),
    () => mine.put(`/api/customer/${records.account}/profile`, { name: SCRIPT, address: SCRIPT }),
    () =>
      mine.put(`/api/garage/${records.garage}`, {
        kind: 'vehicle',
        make: SCRIPT.slice(0, 60),
        model: SCRIPT.slice(0, 60),
      }),
    () => mine.post('/api/service-request', { shop, assetId: records.garage, description: SCRIPT }),
  ]
  // One after the other: they share one connection, and nobody waits for long.
  for (const write of writes) {
    const answer = await write()
    expect(answer.status, answer.text.slice(0, 300)).toBeLessThan(300)
  }
}

const RUNS = [/<script>alert\(1\)/i, /<img src=x/i]
const isHarmless = (html: string) => RUNS.every((raw) => !raw.test(html))

test('what is typed into any field runs on no page, in no mail, no file and no paper (stored script)', async () => {
  await world.enclosed.undone(async () => {
    await writeEverywhere()
    const pages = rows.filter(({ call, streams }) => call.startsWith('page ') && !streams)
    let shown = 0
    for (const row of pages)
      for (const [role, prefix] of [
        ['owner', ''],
        ['customer', '/fa'],
        ['nobody', ''],
      ] as const) {
        if (row.who(role, 'own') !== 'ok') continue
        const params = paramsOf(row, records)
        const path = (row.call.split(' ')[1] ?? '').replaceAll(
          /:(\w+)/g,
          (_whole, name: string) => params[name] ?? '',
        )
        const url = `${prefix}${path}?${new URLSearchParams(row.query?.(records))}`
        const page = await app.app.inject({ url, headers: await world.headers(role) })
        if (!String(page.headers['content-type']).includes('html')) continue
        expect(isHarmless(page.body), `${role} ${url}`).toBe(true)
        if (page.body.includes('alert(1)')) shown += 1
      }
    // It is there to be read: a page that shows nothing would prove nothing.
    expect(shown).toBeGreaterThan(25)
  })
}, 120_000)

test('it runs in no mail and breaks no paper', async () => {
  await world.enclosed.undone(async () => {
    await writeEverywhere()
    const root = await as('super_admin')
    const mine = await as('customer')
    await root.patch(`/api/service-request/${order}/status`, { status: 'ready_for_pickup' })
    await root.patch(`/api/service-request/${order}/status`, { status: 'completed' })
    await mine.post(`/api/appointment/${records.visits.coming.appointment}/cancel`, { reason: SCRIPT })
    app.outbox.clear()
    await app.drainJobs()
    const mails = app.outbox.mails()
    expect(mails.some(({ html }) => html?.includes('alert(1)'))).toBe(true)
    for (const { html, subject } of mails) {
      expect(isHarmless(html ?? '')).toBe(true)
      expect(subject).not.toMatch(/[\r\n]/)
    }
    const invoice = await root.get(`/api/service-request/${order}/invoice`)
    const paper = new URL(String(invoice.body['pdfUrl']))
    const pdf = await app.app.inject(`${paper.pathname}${paper.search}`)
    expect([pdf.statusCode, pdf.headers['content-type']]).toEqual([200, 'application/pdf'])
  })
})

test('what an address says comes back on no page as it was sent (reflected script)', async () => {
  const query = encodeURIComponent(SCRIPT)
  for (const url of [
    `/?q=${query}`,
    `/?near=${query}&kind=${query}`,
    `/sign-in?to=/${query}&email=${query}`,
    `/register?to=/${query}`,
    `/track?code=${query}`,
    `/track/${query}`,
    `/reset-password?token=${query}`,
    `/verify-email?token=${query}`,
    `/shops/${query}`,
    `/shops/${shop}/book?service=${query}&date=${query}`,
    `/${query}`,
    `/desk/${shop}/customers?q=${query}`,
    `/desk/${shop}/orders?q=${query}`,
    `/desk/${shop}/audit?what=${query}&who=${query}`,
    `/desk/${shop}/calendar?date=${query}&done=${query}`,
    `/api/shops?q=${query}`,
    `/api/${query}`,
  ])
    for (const role of ['owner', 'nobody'] as const) {
      const answer = await app.app.inject({ url, headers: await world.headers(role) })
      const isPage = String(answer.headers['content-type']).includes('html')
      expect(!isPage || isHarmless(answer.body), `${role} ${url}`).toBe(true)
      expect(answer.statusCode, url).toBeLessThan(500)
    }
})

test('a name that is a formula is none in the file of the audit log', () => {
  expect(markOf('audit.read', 'owner')).toBe('all')
  const csv = auditCsv([
    {
      id: 'x',
      at: Temporal.Instant.from('2026-12-01T08:00:00Z'),
      shopId: null,
      actorId: null,
      actingFor: null,
      inPlaceOf: null,
      keyId: null,
      key: null,
      actor: '=HYPERLINK("https://evil.example")',
      action: 'accounts.signIn',
      subjectKind: null,
      subjectId: null,
      before: null,
      after: null,
      address: '@SUM(1)',
      userAgent: '-2+3',
    },
  ])
  expect(csv).toContain(`"'=HYPERLINK(""https://evil.example"")"`)
  expect(csv).toContain(`'@SUM(1),'-2+3`)
})
