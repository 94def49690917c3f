import { beforeAll, expect, test } from 'vitest'
import { testApp } from '../../kit/testing/app.ts'
import type { Client } from '../../kit/testing/client.ts'
import { testShop } from '../../kit/testing/shop.ts'

const app = await testApp({ at: '2026-12-01T13:00:00Z', config: { rateLimits: 0 } })
const at = await testShop(app)
const { shop } = at
const service = await at.addService({ name: 'Oil change' })
const quote = await at.addService({ name: 'Engine rebuild', priceKind: 'quote', price: null })
const advisor = await at.hire('advisor')
const technician = await at.hire('technician')
const finance = await at.hire('finance')
const technicianId = technician.staffId
const elsewhere = await testShop(app)
const foreignService = await elsewhere.addService()
const stranger = await elsewhere.hire('advisor')

let order: { id: string; code: string }

async function open(more: object = {}, by: Client = app.guest) {
  const answer = await by.post('/api/service-request', {
    shop: shop.slug,
    asset: { kind: 'vehicle', make: 'Toyota', model: 'Corolla' },
    description: 'It squeaks when I brake. Only in the morning.',
    customer: { name: 'Grace Guest', phone: '(212) 555-0123' },
    ...more,
  })
  expect(answer.status, JSON.stringify(answer.body)).toBe(201)
  return { id: answer.body.id as string, code: answer.body.trackingCode as string }
}

beforeAll(async () => {
  order = await open({ serviceIds: [service.id, quote.id] })
})

const path = (rest = '', id = order.id) => `/api/service-request/${id}${rest}`

async function sheet(by: Client = advisor, id = order.id) {
  const answer = await by.get(path('', id))
  expect(answer.status, JSON.stringify(answer.body)).toBe(200)
  return answer.body
}

async function firstJob() {
  return (await sheet()).jobs[0]
}

test('a request for services opens with a job and a line each, at today’s prices [S2.05a] [S2.05c] [S2.05e] [S1.3.3] [S3.API.4]', async () => {
  const { jobs, total, description, number } = await sheet()
  expect(number).toMatch(/^\d{4,}$/)
  expect(description).toBe('It squeaks when I brake. Only in the morning.')
  expect(jobs).toMatchObject([
    {
      title: 'Oil change',
      authorisation: 'authorised',
      total: { amount: 12900, currency: 'USD' },
      lines: [
        {
          kind: 'labour',
          text: 'Oil change',
          quantity: 1,
          taxRate: 88750,
          total: { amount: 12900, currency: 'USD' },
        },
      ],
    },
    {
      title: 'Engine rebuild',
      authorisation: 'not_asked',
      total: null,
      lines: [{ unitPrice: null, total: null }],
    },
  ])
  expect(total).toBeNull()
})

test('a request without a service opens with its concern as the one job', async () => {
  const plain = await open()
  expect((await sheet(advisor, plain.id)).jobs).toMatchObject([
    {
      title: 'It squeaks when I brake',
      complaint: 'It squeaks when I brake. Only in the morning.',
      lines: [],
    },
  ])
})

test('numbers rise by one in a shop and are the shop’s own', async () => {
  const first = await sheet(advisor, (await open()).id)
  const second = await sheet(advisor, (await open()).id)
  expect(Number(second.number)).toBe(Number(first.number) + 1)
})

test('labour, parts, fees and discounts are added, edited and removed, and add up with their tax [S2.05d] [S2.05f] [S2.05b]', async () => {
  const fresh = await open({ serviceIds: [service.id] })
  const jobs = path('/jobs', fresh.id)
  const job = (await advisor.post(jobs, { title: 'Front brakes', complaint: 'Squeaks' })).body
  const lines = `${jobs}/${job.id}/lines`
  const usd = (amount: number) => ({ amount, currency: 'USD' })
  const labour = await advisor.post(lines, {
    kind: 'labour',
    text: 'Fit pads',
    quantity: 1.5,
    unitPrice: usd(11_000),
  })
  expect(labour.status, JSON.stringify(labour.body)).toBe(201)
  expect(labour.body).toMatchObject({
    quantity: 1.5,
    total: usd(16_500),
    taxName: 'Sales tax',
    taxRate: 88_750,
    version: 1,
  })
  const part = await advisor.post(lines, {
    kind: 'part',
    text: 'Brake pads',
    quantity: 2,
    unitPrice: usd(4_999),
    cost: usd(3_000),
  })
  expect(part.body).toMatchObject({ total: usd(9_998), cost: usd(3_000) })
  const less = await advisor.post(lines, { kind: 'discount', text: 'Regular customer', unitPrice: usd(-500) })
  expect(less.status).toBe(201)
  // 12 900 + 16 500 + 9 998 - 500 = 38 898; 8.875 % of it is 3 452.1975.
  expect(await sheet(advisor, fresh.id)).toMatchObject({
    tax: usd(3_452),
    total: usd(42_350),
    taxIncluded: false,
  })

  const one = path(`/lines/${labour.body.id}`, fresh.id)
  const edited = await advisor.patch(one, { quantity: 2 }, { 'if-match': '"1"' })
  expect(edited.body).toMatchObject({ quantity: 2, total: usd(22_000), version: 2 })
  const stale = await advisor.patch(one, { quantity: 3 }, { 'if-match': '"1"' })
  expect(stale.status).toBe(409)
  expect(stale.body.code).toBe('conflict')
  expect((await advisor.delete(one)).status).toBe(204)
  expect((await advisor.delete(one)).status).toBe(404)
  expect((await sheet(advisor, fresh.id)).jobs[1].lines).toHaveLength(2)
})

const BAD_LINES: [string, object, string][] = [
  ['no price said', { unitPrice: undefined }, '/unitPrice'],
  ['another currency', { unitPrice: { amount: 1, currency: 'EUR' } }, '/unitPrice/currency'],
  ['a negative price', { unitPrice: { amount: -1, currency: 'USD' } }, '/unitPrice/amount'],
  [
    'a discount that adds',
    { kind: 'discount', unitPrice: { amount: 1, currency: 'USD' } },
    '/unitPrice/amount',
  ],
  ['a price beyond reason', { unitPrice: { amount: 1e15, currency: 'USD' } }, '/unitPrice/amount'],
  [
    'a sum beyond reason',
    { quantity: 100_000, unitPrice: { amount: 1e12, currency: 'USD' } },
    '/unitPrice/amount',
  ],
  ['half a cent', { unitPrice: { amount: 0.5, currency: 'USD' } }, '/unitPrice/amount'],
  ['nothing of it', { quantity: 0 }, '/quantity'],
  ['a quantity of four decimals', { quantity: 0.0001 }, '/quantity'],
  ['no text', { text: '  ' }, '/text'],
  ['a kind of its own', { kind: 'magic' }, '/kind'],
  ['a field of its own', { colour: 'red' }, '/colour'],
]
test.for(BAD_LINES)('a line with %s is refused at its field', async ([, wrong, pointer]) => {
  const job = await firstJob()
  const good = { kind: 'part', text: 'Pads', quantity: 1, unitPrice: { amount: 1, currency: 'USD' } }
  const answer = await advisor.post(path(`/jobs/${job.id}/lines`), { ...good, ...wrong })
  expect(answer.status, JSON.stringify(answer.body)).toBe(400)
  expect(answer.body.errors.map((error: { pointer: string }) => error.pointer)).toContain(pointer)
})

test('complaint, cause and correction are written down; two who write the same job are told [S0.14a]', async () => {
  const job = await firstJob()
  const written = await advisor.patch(path(`/jobs/${job.id}`), {
    cause: 'Worn pads',
    correction: 'Replaced',
    version: job.version,
  })
  expect(written.body).toMatchObject({ cause: 'Worn pads', correction: 'Replaced', version: job.version + 1 })
  expect((await advisor.patch(path(`/jobs/${job.id}`), { cause: 'Rust', version: job.version })).status).toBe(
    409,
  )
})

test('a declined job is a record, keeps its lines and no longer counts; it can be revived', async () => {
  const fresh = await open({ serviceIds: [service.id] })
  const job = (await sheet(advisor, fresh.id)).jobs[0]
  const base = path(`/jobs/${job.id}`, fresh.id)
  expect((await advisor.post(`${base}/decline`, {})).body.errors).toMatchObject([{ pointer: '/how' }])
  expect((await advisor.post(`${base}/decline`, { how: 'phone', note: 'Too dear' })).body.authorisation).toBe(
    'declined',
  )
  expect((await sheet(advisor, fresh.id)).total).toEqual({ amount: 0, currency: 'USD' })
  const refused = await advisor.post(`${base}/lines`, { kind: 'part', text: 'x', unitPrice: null })
  expect(refused.body).toMatchObject({ code: 'illegal-move', reason: 'job_declined' })
  const revived = await advisor.post(`${base}/authorise`, { how: 'in_person', amount: 10_000 })
  expect(revived.body).toMatchObject({ authorisation: 'authorised', lines: [{ total: { amount: 12_900 } }] })
  const { timeline } = await sheet(advisor, fresh.id)
  const answers = timeline
    .filter((entry: { kind: string }) => entry.kind === 'answer')
    .map((entry: { text: string }) => entry.text)
  expect(answers).toEqual([
    'Yes to “Oil change”, in person, up to $100.00',
    'No to “Oil change”, by phone',
    'Yes to “Oil change”, with the booking, up to $129.00',
  ])
})

test('a customer answers for themselves, online, and only what is theirs to see', async () => {
  const fresh = await open({ serviceIds: [service.id] })
  const job = (await sheet(advisor, fresh.id)).jobs[0]
  app.clock.advance({ minutes: 5 })
  const draft = (await advisor.post(path('/jobs', fresh.id), { title: 'Perhaps the exhaust' })).body
  const withCode = (jobId: string, verb: string) =>
    path(`/jobs/${jobId}/${verb}?code=${fresh.code}`, fresh.id)
  expect((await app.guest.post(withCode(job.id, 'decline'), { how: 'phone' })).status).toBe(400)
  expect((await app.guest.post(withCode(job.id, 'decline'))).body.authorisation).toBe('declined')
  expect((await app.guest.post(withCode(draft.id, 'authorise'))).status).toBe(404)
  const seen = await app.guest.get(path(`?code=${fresh.code}`, fresh.id))
  expect(seen.body.jobs.map((one: { id: string }) => one.id)).toEqual([job.id])
})

test('a job that nobody was asked about can be taken off, an answered one not', async () => {
  const fresh = await open({ serviceIds: [service.id] })
  const booked = (await sheet(advisor, fresh.id)).jobs[0]
  const added = (await advisor.post(path('/jobs', fresh.id), { serviceId: quote.id })).body
  expect(added).toMatchObject({ title: 'Engine rebuild', lines: [{ unitPrice: null }] })
  expect((await advisor.delete(path(`/jobs/${added.id}`, fresh.id))).status).toBe(204)
  expect((await advisor.delete(path(`/jobs/${booked.id}`, fresh.id))).body.reason).toBe('job_answered')
})

test('another shop’s service, job, line, bay or person does not exist here', async () => {
  const other = await stranger.get(`/api/service-request?shop=${elsewhere.shop.slug}`)
  expect(other.body.requests).toEqual([])
  const refused = await advisor.post(path('/jobs'), { serviceId: foreignService.id })
  expect(refused.status).toBe(404)
  expect(refused.body.errors).toMatchObject([{ pointer: '/serviceId' }])
  const foreignBay = await elsewhere.addResource()
  expect((await advisor.put(path('/bay'), { bayId: foreignBay.id })).status).toBe(404)
  expect((await advisor.post(path('/assignments'), { staffId: stranger.staffId })).status).toBe(404)
  const fresh = await open({ serviceIds: [service.id] })
  const line = (await sheet(advisor, fresh.id)).jobs[0].lines[0]
  expect((await advisor.patch(path(`/lines/${line.id}`), { quantity: 2 })).status).toBe(404)
})

test('a bay is given and taken, people are put on and off, each once in the timeline [S0.13e] [S3.A1c]', async () => {
  const fresh = await open()
  const bay = await at.addResource({ name: 'Bay 7' })
  expect((await advisor.put(path('/bay', fresh.id), { bayId: bay.id })).body.bay).toEqual({
    id: bay.id,
    name: 'Bay 7',
  })
  for (let times = 0; times < 2; times += 1) {
    const put = await advisor.post(path('/assignments', fresh.id), { staffId: technicianId })
    expect(put.body.people).toHaveLength(1)
  }
  const { timeline } = await sheet(advisor, fresh.id)
  expect(timeline.map((entry: { text: string }) => entry.text)).toEqual([
    expect.stringMatching(/^Person \d+ was put on the job$/),
    'Placed in Bay 7',
    'Repair order opened',
  ])
  expect((await advisor.put(path('/bay', fresh.id), { bayId: null })).body.bay).toBeNull()
})

test('a technician reads the issue and writes the sheet of an assigned order, and of no other [S0.14a] [S2.11a]', async () => {
  const fresh = await open({ serviceIds: [service.id] })
  const job = (await sheet(advisor, fresh.id)).jobs[0]
  const line = { kind: 'part', text: 'Filter', unitPrice: { amount: 900, currency: 'USD' } }
  expect((await technician.post(path(`/jobs/${job.id}/lines`, fresh.id), line)).status).toBe(404)
  await advisor.post(path('/assignments', fresh.id), { staffId: technicianId })
  expect((await sheet(technician, fresh.id)).description).toMatch(/squeaks/)
  expect((await technician.post(path(`/jobs/${job.id}/lines`, fresh.id), line)).status).toBe(201)
  expect((await technician.post(path('/notes', fresh.id), { text: 'Rotor is fine' })).status).toBe(201)
  expect((await technician.post(path('/assignments', fresh.id), { staffId: technicianId })).status).toBe(403)
  expect((await technician.post(path(`/jobs/${job.id}/authorise`, fresh.id), { how: 'phone' })).status).toBe(
    403,
  )
})

test('finance sees lines and money, not the description nor the photos, and writes nothing', async () => {
  const seen = await sheet(finance)
  expect(seen.description).toBeNull()
  expect(seen.images).toEqual([])
  expect(seen.allowed).toEqual([])
  const plain = await open({ description: 'It rattles. My neighbour Bob hit it.' })
  expect(JSON.stringify(await sheet(finance, plain.id))).not.toContain('neighbour')
  expect(JSON.stringify(await sheet(advisor, plain.id))).toContain('neighbour')
  const job = await firstJob()
  expect((await finance.post(path('/notes'), { text: 'x' })).status).toBe(403)
  expect((await finance.patch(path(`/jobs/${job.id}`), { cause: 'x' })).status).toBe(403)
})

test('the customer sees notes that are for them, no costs, no names of staff', async () => {
  const customer = await app.people.add()
  const mine = await open({ customer: undefined, serviceIds: [service.id] }, customer)
  await advisor.post(path('/notes', mine.id), { text: 'Grumpy' })
  await advisor.post(path('/notes', mine.id), { text: 'Ready at four', visibility: 'customer' })
  await advisor.post(path('/assignments', mine.id), { staffId: technicianId })
  const seen = await sheet(customer, mine.id)
  const text = JSON.stringify(seen)
  expect(text).toContain('Ready at four')
  expect(text).not.toMatch(/Grumpy|"cost"/)
  for (const hidden of [technician.name, advisor.name]) expect(text).not.toContain(`"${hidden}"`)
  expect(seen.people).toEqual([])
  expect(seen.allowed).toEqual(['canceled'])
})

test('strangers get 401 without a code and 404 with another shop’s rights, at every door', async () => {
  const doors: ['get' | 'post' | 'patch' | 'put' | 'delete', string, object?][] = [
    ['get', path()],
    ['post', path('/jobs'), { title: 'x' }],
    ['post', path('/notes'), { text: 'x' }],
    ['post', path('/images'), { imageIds: ['01890000-0000-7000-8000-000000000000'] }],
    ['post', path('/assignments'), { staffId: technicianId }],
    ['put', path('/bay'), { bayId: null }],
    ['delete', path('/assignments/x')],
  ]
  for (const [method, url, body] of doors) {
    const ask = (by: Client) =>
      method === 'get' || method === 'delete' ? by[method](url) : by[method](url, body)
    expect((await ask(app.guest)).status, `${method} ${url}`).toBe(401)
    expect((await ask(stranger)).status, `${method} ${url}`).toBe(404)
  }
})

test('nothing is written on a closed or canceled order but notes', async () => {
  const fresh = await open({ serviceIds: [service.id] })
  const job = (await sheet(advisor, fresh.id)).jobs[0]
  await advisor.patch(path('/status', fresh.id), { status: 'canceled' })
  for (const answer of [
    await advisor.post(path('/jobs', fresh.id), { title: 'x' }),
    await advisor.patch(path(`/jobs/${job.id}`, fresh.id), { cause: 'x' }),
    await advisor.post(path(`/jobs/${job.id}/decline`, fresh.id), { how: 'phone' }),
    await advisor.patch(path('/status', fresh.id), { promisedAt: '2026-12-02T10:00:00Z' }),
  ]) {
    expect(answer.status).toBe(409)
    expect(answer.body.reason).toBe('final_stage')
  }
  expect((await advisor.post(path('/notes', fresh.id), { text: 'Called, does not want it' })).status).toBe(
    201,
  )
})
