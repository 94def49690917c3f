import { expect, test } from 'vitest'
import { runJob } from '../../kit/jobs/worker.ts'
import { testApp } from '../../kit/testing/app.ts'
import { testShop } from '../../kit/testing/shop.ts'
import { signedInBrowser } from '../../web/testing/browser.ts'
import { addPages } from '../../web/testing/pages.ts'
import { jobs } from './jobs.ts'

// Wednesday, eight in the morning in New York; open from eight to six.
const house = await testApp({ at: '2026-12-02T13:00:00Z', config: { rateLimits: 0 } })
await addPages(house.app)
const needs = [{ kind: 'technician' as const }, { kind: 'bay' as const }]
const at = (time: string) => `2026-12-02T${time}:00-05:00`

interface Resource {
  id: string
  kind: string
  name: string
}

/** A shop with two technicians and two bays, in which a visit takes an hour. */
async function smallShop() {
  const made = await testShop(house)
  const base = `/api/shops/${made.shop.slug}`
  await made.owner.patch(base, { leadMinutes: 0 })
  const staff = [await made.hire('technician'), await made.hire('technician')]
  for (const name of ['Bay One', 'Bay Two']) await made.addResource({ name })
  const service = await made.addService({ needs })
  const advisor = await made.hire('advisor')
  const { body } = await made.owner.get<{ resources: Resource[] }>(`${base}/resources`)
  const of = (kind: string) => body.resources.filter((one) => one.kind === kind)
  let visits = 0
  /** A visit in the bay and by the person of that number. */
  const book = async (time: string, n: 0 | 1) => {
    visits += 1
    const answer = await advisor.post('/api/appointment', {
      shop: made.shop.slug,
      serviceIds: [service.id],
      startsAt: at(time),
      asset: { kind: 'vehicle', make: 'Toyota', model: 'Corolla' },
      description: 'It squeaks.',
      customer: { name: `Visitor ${visits}`, email: `v${visits}.${made.shop.slug}@example.org` },
      source: 'phone',
    })
    expect(answer.status, answer.text).toBe(201)
    const { id, requestId } = answer.body as { id: string; requestId: string }
    const resourceIds = [of('bay')[n]?.id, of('technician')[n]?.id]
    const placed = await advisor.patch(`/api/appointment/${id}`, { resourceIds })
    expect(placed.status, placed.text).toBe(200)
    return { id, requestId }
  }
  return {
    ...made,
    base,
    service,
    advisor,
    staff,
    bays: of('bay'),
    people: of('technician'),
    book,
    stage: async (requestId: string, status: string) => {
      const answer = await advisor.patch(`/api/service-request/${requestId}/status`, { status })
      expect(answer.status, answer.text).toBe(200)
    },
    /** Says at the order where it stands and who works on it. */
    puts: async (requestId: string, n: 0 | 1) => {
      const order = `/api/service-request/${requestId}`
      const bay = await advisor.put(`${order}/bay`, { bayId: of('bay')[n]?.id })
      expect(bay.status, bay.text).toBe(200)
      const person = await advisor.post(`${order}/assignments`, { staffId: staff[n]?.staffId })
      expect(person.status, person.text).toBeLessThan(300)
    },
    /** Whose way work stands in, and by which person or bay. */
    overruns: async () => {
      await house.drainJobs()
      const found = await advisor.get<{
        conflicts: { appointment: { id: string }; resource: { name: string } }[]
      }>(`${base}/conflicts`)
      return found.body.conflicts
        .map(({ appointment, resource }) => `${appointment.id} ${resource.name}`)
        .toSorted()
    },
  }
}

const minute = async () => {
  await house.drainJobs()
  await runJob(house.services, 'work', { job: 'find-overruns' }, jobs, house.clock.now())
}

test('work that stands elsewhere than it was planned is in the way there, and no more where it was planned', async () => {
  house.clock.set('2026-12-02T13:00:00Z')
  const shop = await smallShop()
  const late = await shop.book('09:00', 0)
  const afterThere = await shop.book('09:30', 1)
  const afterHere = await shop.book('10:00', 0)
  house.clock.set('2026-12-02T14:05:00Z')
  await shop.puts(late.requestId, 1)
  await shop.stage(late.requestId, 'in_progress')
  const both = [
    `${afterThere.id} ${shop.bays[1]?.name}`,
    `${afterThere.id} ${shop.people[1]?.name}`,
  ].toSorted()
  // It is there until ten as planned, so that the visit at half past nine is told at once.
  expect(await shop.overruns()).toEqual(both)
  house.clock.set('2026-12-02T15:01:00Z')
  await minute()
  expect(await shop.overruns()).toEqual(both)
  // The advisor corrects the order: it stands in the bay of the plan after all, and is late there.
  const order = `/api/service-request/${late.requestId}`
  await shop.advisor.put(`${order}/bay`, { bayId: shop.bays[0]?.id })
  expect(await shop.overruns()).toEqual(
    [`${afterThere.id} ${shop.people[1]?.name}`, `${afterHere.id} ${shop.bays[0]?.name}`].toSorted(),
  )
  await shop.advisor.delete(`${order}/assignments/${shop.staff[1]?.staffId}`)
  expect(await shop.overruns()).toEqual(
    [`${afterHere.id} ${shop.bays[0]?.name}`, `${afterHere.id} ${shop.people[0]?.name}`].toSorted(),
  )
})

test('who came without a visit is in the way of the next in that bay and of that person, until the work is done', async () => {
  house.clock.set('2026-12-02T13:00:00Z')
  const shop = await smallShop()
  const next = await shop.book('11:00', 1)
  const opened = await shop.advisor.post('/api/service-request', {
    shop: shop.shop.slug,
    asset: { kind: 'vehicle', make: 'Kia', model: 'Rio' },
    description: 'It squeaks.',
    customer: { name: 'Walter Walkin', phone: '+12125550178' },
    source: 'walk_in',
  })
  expect(opened.status, opened.text).toBe(201)
  const { id } = opened.body as { id: string }
  await shop.puts(id, 1)
  await shop.stage(id, 'in_progress')
  house.clock.set('2026-12-02T15:59:00Z')
  await minute()
  expect(await shop.overruns()).toEqual([])
  house.clock.set('2026-12-02T16:01:00Z')
  await minute()
  expect(await shop.overruns()).toEqual(
    [`${next.id} ${shop.bays[1]?.name}`, `${next.id} ${shop.people[1]?.name}`].toSorted(),
  )
  await shop.stage(id, 'quality_check')
  await shop.stage(id, 'ready_for_pickup')
  expect(await shop.overruns()).toEqual([])
})

test('what is booked about now is put where nothing stands; the first free minute is one at which something really is free', async () => {
  house.clock.set('2026-12-02T13:00:00Z')
  const shop = await smallShop()
  const late = await shop.book('09:00', 0)
  house.clock.set('2026-12-02T14:00:00Z')
  await shop.stage(late.requestId, 'in_progress')
  house.clock.set('2026-12-02T15:10:00Z')
  const counter = await signedInBrowser(house.app, shop.advisor)
  const walkIn = async () => {
    const opened = await house.guest.post('/api/service-request', {
      shop: shop.shop.slug,
      asset: { kind: 'vehicle', make: 'Kia', model: 'Rio' },
      description: 'It squeaks.',
      customer: { name: 'Wanda Walkin', phone: '+12125550179' },
    })
    const url = `/desk/${shop.shop.slug}/calendar?book=${(opened.body as { id: string }).id}&service=${shop.service.id}`
    const page = (await counter.open(url)).text
    const value = (name: string) => {
      const [tag = ''] = new RegExp(`<[^<]*name="${name}"[^>]*>`).exec(page) ?? []
      return /value="([^"]*)"/.exec(tag)?.[1] ?? ''
    }
    const form = { _key: value('_key'), date: '2026-12-02', serviceIds: shop.service.id, source: 'walk_in' }
    const booked = await counter.submit(`${url}&do=book`, { ...form, alternative: value('alternative') })
    expect(booked.status).toBe(303)
    const { body } = await shop.advisor.get<{
      appointments: { id: string; startsAt: string; resourceIds: string[] }[]
    }>(`/api/appointment?shop=${shop.shop.slug}&date=2026-12-02`)
    return body.appointments.find(({ id }) => booked.to.includes(id))
  }
  const first = await walkIn()
  expect(first?.startsAt).toBe(at('10:10'))
  expect(first?.resourceIds.toSorted()).toEqual([shop.bays[1]?.id ?? '', shop.people[1]?.id ?? ''].toSorted())
  // Nobody knows when the late one is done: not within the next step at least.
  expect((await walkIn())?.startsAt).toBe(at('10:40'))
  await house.drainJobs()
  expect(await shop.overruns()).toEqual([])
})
