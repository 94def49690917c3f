import { expect, test } from 'vitest'
import { testApp } from '../../kit/testing/app.ts'
import { testShop } from '../../kit/testing/shop.ts'
import { signedInBrowser } from '../../web/testing/browser.ts'
import { addPages } from '../../web/testing/pages.ts'

// Tuesday, eight in the morning in New York.
const app = await testApp({ at: '2026-12-01T13:00:00Z', config: { rateLimits: 0 } })
await addPages(app.app)
const { shop, owner, hire, addService, addResource } = await testShop(app)
await addResource()
const service = await addService({ needs: [{ kind: 'bay' }] })
const advisor = await hire('advisor')
const base = `/api/shops/${shop.slug}`
const on = (time: string) => `2026-12-${time}:00-05:00`

interface Conflict {
  id: string
  cause: string
  resource: unknown
  appointment: { id: string }
}

async function conflicts(): Promise<Conflict[]> {
  await app.drainJobs()
  return (await advisor.get<{ conflicts: Conflict[] }>(`${base}/conflicts`)).body.conflicts
}

let guests = 0

/** A booked visit whose part can be given a date. */
async function visitAt(startsAt: string) {
  guests += 1
  const email = `guest${guests}@example.org`
  const { body } = await app.guest.post('/api/appointment', {
    shop: shop.slug,
    serviceIds: [service.id],
    startsAt,
    asset: { kind: 'vehicle', make: 'Toyota', model: 'Corolla' },
    description: 'It squeaks.',
    customer: { name: `Guest ${guests}`, email },
  })
  const order = `/api/service-request/${body.requestId}`
  const sheet = await advisor.get<{ jobs: { id: string; lines: { id: string }[] }[] }>(order)
  const [job] = sheet.body.jobs
  const line = `${order}/lines/${job?.lines[0]?.id}`
  return {
    id: body.id as string,
    code: body.trackingCode as string,
    email,
    order,
    job: job?.id ?? '',
    parts: async (availableFrom: string | null) => {
      const answer = await advisor.patch(line, { availableFrom })
      expect(answer.status, answer.text).toBe(200)
    },
  }
}

test('parts that come after the visit are in its way, once, until they come in time again [S2.04d]', async () => {
  const visit = await visitAt(on('03T09:00'))
  await visit.parts('2026-12-03')
  expect(await conflicts()).toEqual([])
  await visit.parts('2026-12-04')
  const [conflict, ...more] = await conflicts()
  expect(more).toEqual([])
  expect(conflict).toMatchObject({ cause: 'parts', resource: null, appointment: { id: visit.id } })
  await visit.parts('2026-12-07')
  expect((await conflicts()).map(({ id }) => id)).toEqual([conflict?.id])
  await visit.parts('2026-12-02')
  expect(await conflicts()).toEqual([])
  const { rows } = await app.services.database.pool.query(
    'select cause, resolution, resolved_by from conflicts where appointment_id = $1',
    [visit.id],
  )
  expect(rows).toEqual([{ cause: 'parts', resolution: 'free', resolved_by: null }])
})

test('it is given one of the times at which the parts are there, and no other', async () => {
  const visit = await visitAt(on('03T11:00'))
  await visit.parts('2026-12-08')
  const [conflict] = await conflicts()
  const choices = await advisor.get<{ others: unknown[]; times: { startsAt: string }[] }>(
    `${base}/conflicts/${conflict?.id}/choices`,
  )
  expect(choices.body.others).toEqual([])
  expect(choices.body.times[0]?.startsAt).toBe(on('08T08:00'))
  const move = (startsAt: string) =>
    advisor.post(`${base}/conflicts/${conflict?.id}/resolve`, { how: 'move', startsAt })
  const early = await move(on('04T09:00'))
  expect(early.body).toMatchObject({ code: 'not-a-slot', reason: 'parts_expected', partsOn: '2026-12-08' })
  // The nearest to the day on which they come.
  expect(early.body.alternatives.map(({ startsAt }: { startsAt: string }) => startsAt)).toEqual([
    on('08T08:00'),
    on('08T08:30'),
    on('08T09:00'),
  ])
  expect((await move(on('08T08:00'))).body).toMatchObject({ resolution: 'moved', left: 0 })
  expect(await conflicts()).toEqual([])
})

test('what is declined waits for nothing; kept with a reason it is kept', async () => {
  const visit = await visitAt(on('04T13:00'))
  await visit.parts('2026-12-20')
  expect(await conflicts()).toHaveLength(1)
  const declined = await advisor.post(`${visit.order}/jobs/${visit.job}/decline`, { how: 'phone' })
  expect(declined.status, declined.text).toBe(200)
  expect(await conflicts()).toEqual([])
  const other = await visitAt(on('04T15:00'))
  await other.parts('2026-12-20')
  const [conflict] = await conflicts()
  const kept = await advisor.post(`${base}/conflicts/${conflict?.id}/resolve`, {
    how: 'keep',
    reason: 'We begin with the brakes.',
  })
  expect(kept.body).toMatchObject({ resolution: 'kept', left: 0 })
  await other.parts('2026-12-21')
  expect(await conflicts()).toEqual([])
})

test('the customer who is asked hears why and until when, on the tracking page, by mail and where they choose', async () => {
  const visit = await visitAt(on('09T09:00'))
  await visit.parts('2026-12-10')
  const [conflict] = await conflicts()
  expect((await advisor.post(`${base}/conflicts/${conflict?.id}/ask`)).status).toBe(200)
  await app.drainJobs()
  const mail = app.outbox.mails(visit.email).find(({ subject }) => subject.includes('choose another time'))
  expect(mail?.text).toContain('Parts for your repair arrive later than planned.')
  expect(mail?.text).toContain('Please choose by')
  for (const page of [`/track/${visit.code}`, `/track/${visit.code}/time`]) {
    const { text } = await app.guest.get(page)
    expect(text, page).toContain('asks you to choose another time')
    expect(text, page).toContain('Parts for your repair arrive later than planned.')
    expect(text, page).toContain('Please choose by')
  }
  // Sunday: the nearest times that are offered, each one press, and nothing about somebody who was faster.
  const sunday = new URLSearchParams({ startsAt: on('13T09:00') }).toString()
  const refused = await app.guest.post<string>(`/track/${visit.code}/time`, sunday, {
    'content-type': 'application/x-www-form-urlencoded',
    'sec-fetch-site': 'same-origin',
  })
  expect(refused.status).toBe(422)
  expect(refused.text.match(/name="instead"/g)).toHaveLength(3)
  expect(refused.text).toContain('The shop does not offer this time.')
  const inPersian = (await app.guest.get(`/fa/track/${visit.code}`)).text
  expect(inPersian).toContain('قطعه‌های کار شما دیرتر از برنامه می‌رسد.')
})

test('the portal says it too, and gives the way however short the notice; who was not asked sees nothing of it', async () => {
  await owner.patch(base, { rescheduleUntilMinutes: 40_000, cancelUntilMinutes: 40_000 })
  const customer = await app.people.add()
  const booked = await customer.post('/api/appointment', {
    shop: shop.slug,
    serviceIds: [service.id],
    startsAt: on('10T09:00'),
    asset: { kind: 'vehicle', make: 'Toyota', model: 'Corolla' },
    description: 'It squeaks.',
  })
  expect(booked.status, booked.text).toBe(201)
  const portal = await signedInBrowser(app.app, customer)
  const list = async () => (await portal.open('/me/appointments')).text
  const away = `/me/repairs/${booked.body.requestId}/time`
  expect(await list()).not.toContain(away)
  const closure = await owner.post(`${base}/closures`, { startsOn: '2026-12-10', reason: 'Frost' })
  const conflict = (await conflicts()).find(({ appointment }) => appointment.id === booked.body.id)
  expect(await list()).not.toContain('choose another time')
  await advisor.post(`${base}/conflicts/${conflict?.id}/ask`)
  const asked = await list()
  for (const text of ['The shop asks you to choose another time.', 'The shop is closed that day.', away])
    expect(asked).toContain(text)
  await owner.delete(`${base}/closures/${closure.body.id}`)
  await conflicts()
  expect(await list()).not.toContain('choose another time')
})

test('what the shop has written about coming late stands where it is booked and in the confirmation', async () => {
  const put = await owner.put(`${base}/texts`, {
    texts: [{ key: 'late_policy', locale: 'en', body: 'After fifteen minutes\nwe take the next car.' }],
  })
  expect(put.status, put.text).toBe(200)
  const visit = await visitAt(on('11T09:00'))
  await app.drainJobs()
  const mail = app.outbox.mails(visit.email).at(-1)
  expect(mail?.text).toMatch(/If you come late: .After fifteen minutes we take the next car./)
})
