import { expect, test } from 'vitest'
import { runJob } from '../../kit/jobs/worker.ts'
import { testApp } from '../../kit/testing/app.ts'
import { testShop } from '../../kit/testing/shop.ts'
import { jobs } from './jobs.ts'

// Wednesday, eight in the morning in New York; open from eight to six.
const house = await testApp({ at: '2026-12-02T13:00:00Z', config: { rateLimits: 0 } })
const { shop, owner, hire, addService, addResource } = await testShop(house)
await owner.patch(`/api/shops/${shop.slug}`, { leadMinutes: 0 })
const ann = await hire('technician')
const bay = await addResource({ name: 'Bay One' })
const service = await addService({ needs: [{ kind: 'technician' }, { kind: 'bay' }] })
const advisor = await hire('advisor')
const base = `/api/shops/${shop.slug}`

let visits = 0

async function book(startsAt: string): Promise<{ id: string; requestId: string }> {
  visits += 1
  const answer = await house.guest.post('/api/appointment', {
    shop: shop.slug,
    serviceIds: [service.id],
    startsAt,
    asset: { kind: 'vehicle', make: 'Toyota', model: 'Corolla' },
    description: 'It squeaks.',
    customer: { name: `Visitor ${visits}`, email: `visitor${visits}@example.org` },
  })
  expect(answer.status, answer.text).toBe(201)
  return { id: answer.body.id, requestId: answer.body.requestId }
}

const setStage = async ({ requestId }: { requestId: string }, status: string) => {
  const answer = await advisor.patch(`/api/service-request/${requestId}/status`, { status })
  expect(answer.status, answer.text).toBe(200)
}

const aMinuteLater = async () => {
  await house.drainJobs()
  await runJob(house.services, 'work', { job: 'find-overruns' }, jobs, house.clock.now())
  await house.drainJobs()
}

/** Whose way work stands in, and by which person or bay. */
async function overruns(): Promise<string[]> {
  const { body } = await advisor.get(`${base}/conflicts`)
  return body.conflicts.map(
    ({ cause, appointment, resource }: Record<string, { id: string; name: string }> & { cause: string }) =>
      `${cause} ${appointment?.id} ${resource?.name}`,
  )
}

const first = await book('2026-12-02T14:00:00Z')
const second = await book('2026-12-02T15:00:00Z')
const third = await book('2026-12-02T16:00:00Z')

test('work that is not done when the next visit begins is in its way, once; done, it is not', async () => {
  await setStage(first, 'in_progress')
  house.clock.set('2026-12-02T14:59:00Z')
  await aMinuteLater()
  expect(await overruns()).toEqual([])
  house.clock.set('2026-12-02T15:01:00Z')
  await aMinuteLater()
  const both = [`overrun ${second.id} ${ann.name}`, `overrun ${second.id} ${bay.name}`].toSorted()
  expect((await overruns()).toSorted()).toEqual(both)
  await aMinuteLater()
  expect((await overruns()).toSorted()).toEqual(both)
  // Waiting for parts it stands in the bay, but nobody works on it.
  await setStage(first, 'awaiting_parts')
  await aMinuteLater()
  expect(await overruns()).toEqual([`overrun ${second.id} ${bay.name}`])
  await setStage(first, 'in_progress')
  await setStage(first, 'quality_check')
  await setStage(first, 'ready_for_pickup')
  await house.drainJobs()
  expect(await overruns()).toEqual([])
  const { rows } = await house.services.database.pool.query(
    `select distinct resolution, resolved_by from conflicts where cause = 'overrun'`,
  )
  expect(rows).toEqual([{ resolution: 'free', resolved_by: null }])
})

test('a promise beyond the next visit is in its way at once, and moves nothing by itself', async () => {
  await setStage(second, 'in_progress')
  const promise = (promisedAt: string | null) =>
    advisor.patch(`/api/service-request/${second.requestId}/status`, { promisedAt })
  expect((await promise('2026-12-02T16:30:00Z')).status).toBe(200)
  await house.drainJobs()
  expect((await overruns()).toSorted()).toEqual(
    [`overrun ${third.id} ${ann.name}`, `overrun ${third.id} ${bay.name}`].toSorted(),
  )
  const { body } = await advisor.get(`/api/appointment?shop=${shop.slug}&date=2026-12-02`)
  expect(body.appointments.map(({ startsAt }: { startsAt: string }) => startsAt.slice(11, 16))).toEqual([
    '09:00',
    '10:00',
    '11:00',
  ])
  const list = await advisor.get(`${base}/conflicts`)
  const choices = await advisor.get(`${base}/conflicts/${list.body.conflicts[0].id}/choices`)
  expect(choices.body.others).toEqual([])
  expect(choices.body.times[0].startsAt).toBe('2026-12-02T11:30:00-05:00')
  const moved = await advisor.post(`${base}/conflicts/${list.body.conflicts[0].id}/resolve`, {
    how: 'move',
    startsAt: choices.body.times[0].startsAt,
  })
  expect(moved.body, moved.text).toMatchObject({ resolution: 'moved', left: 0 })
  await promise('2026-12-02T15:45:00Z')
  await house.drainJobs()
  expect(await overruns()).toEqual([])
})

test('a promise that is kept again ends the conflict by itself', async () => {
  const promise = (promisedAt: string) =>
    advisor.patch(`/api/service-request/${second.requestId}/status`, { promisedAt })
  await promise('2026-12-02T17:00:00Z')
  await house.drainJobs()
  expect(await overruns()).toHaveLength(2)
  await promise('2026-12-02T16:15:00Z')
  await house.drainJobs()
  expect(await overruns()).toEqual([])
  const { rows } = await house.services.database.pool.query(
    `select distinct resolution, resolved_by from conflicts where appointment_id = $1 and resolution <> 'moved'`,
    [third.id],
  )
  expect(rows).toEqual([{ resolution: 'free', resolved_by: null }])
})
