import { expect, test } from 'vitest'
import { testApp } from '../../kit/testing/app.ts'
import { testShop } from '../../kit/testing/shop.ts'

const app = await testApp({ at: '2026-12-01T13:00:00Z', config: { rateLimits: 0 } })
const at = await testShop(app)
const advisor = await at.hire('advisor')
const service = await at.addService({ name: 'Oil change' })

async function openIn(...steps: string[]): Promise<string> {
  const answer = await app.guest.post('/api/service-request', {
    shop: at.shop.slug,
    asset: { kind: 'vehicle', make: 'Toyota', model: 'Corolla' },
    description: 'Oil, please.',
    customer: { name: 'Grace Guest', email: 'grace@example.org' },
    serviceIds: [service.id],
  })
  expect(answer.status, JSON.stringify(answer.body)).toBe(201)
  for (const status of steps) expect((await set(answer.body['id'], status)).status, status).toBe(200)
  return answer.body['id']
}

const base = (id: string) => `/api/service-request/${id}`
const set = (id: string, status: string) => advisor.patch(`${base(id)}/status`, { status })
const READY = ['in_progress', 'quality_check', 'ready_for_pickup']

test('completed with a balance shows as payment pending, is not closed, and closes once it is paid [S3.ST.07] [S3.ST.10] [S3.ST.12]', async () => {
  const id = await openIn(...READY, 'completed')
  const shown = await advisor.get(`${base(id)}/status`)
  expect(shown.body).toMatchObject({
    status: 'payment_pending',
    label: 'Payment Pending',
    stage: 'completed',
    balance: { amount: 14045, currency: 'USD' },
  })
  const refused = await set(id, 'closed')
  expect(refused.status).toBe(409)
  expect(refused.body).toMatchObject({ code: 'illegal-move', reason: 'balance_open', allowed: [] })
  const paid = await advisor.post(`${base(id)}/invoice/payments`, { method: 'cash' })
  expect(paid.status, JSON.stringify(paid.body)).toBe(201)
  expect((await advisor.get(`${base(id)}/status`)).body).toMatchObject({
    status: 'completed',
    balance: { amount: 0 },
  })
  expect((await set(id, 'closed')).body).toMatchObject({ status: 'closed' })
})

test('an order with an issued invoice is not canceled, even where its work goes on', async () => {
  const id = await openIn(...READY)
  expect((await advisor.post(`${base(id)}/invoice/issue`)).status).toBe(200)
  expect((await set(id, 'in_progress')).status).toBe(200)
  const refused = await set(id, 'canceled')
  expect(refused.body).toMatchObject({ code: 'illegal-move', reason: 'invoice_issued' })
  expect(refused.body['allowed']).not.toContain('canceled')
})

test('an invoiced line is locked with its job, and what is added after stands beside it', async () => {
  const id = await openIn(...READY)
  await advisor.post(`${base(id)}/invoice/issue`)
  const [job] = (await advisor.get(base(id))).body['jobs']
  const [line] = job.lines
  expect(line.invoiced).toBe(true)
  for (const answer of [
    await advisor.patch(`${base(id)}/lines/${line.id}`, { quantity: 2 }),
    await advisor.delete(`${base(id)}/lines/${line.id}`),
    await advisor.post(`${base(id)}/jobs/${job.id}/decline`, { how: 'phone' }),
  ]) {
    expect(answer.status).toBe(409)
    expect(answer.body).toMatchObject({ code: 'illegal-move', reason: 'line_invoiced' })
  }
  const added = await advisor.post(`${base(id)}/jobs/${job.id}/lines`, {
    kind: 'part',
    text: 'Drain plug',
    unitPrice: { amount: 500, currency: 'USD' },
  })
  expect(added.status).toBe(201)
  expect(added.body['invoiced']).toBe(false)
})
