import { expect, test } from 'vitest'
import { testApp } from '../../kit/testing/app.ts'
import { testShop } from '../../kit/testing/shop.ts'
import { signedInBrowser } from '../../web/testing/browser.ts'
import { addPages } from '../../web/testing/pages.ts'

// Tuesday; open from eight to six on weekdays.
const house = await testApp({ at: '2026-12-01T14:00:00Z', config: { rateLimits: 0 } })
await addPages(house.app)
const { shop, owner, hire, addService, addResource } = await testShop(house)
const ann = await hire('technician')
const bob = await hire('technician')
const bay = await addResource({ name: 'Bay One' })
await addResource({ name: 'Bay Two' })
const service = await addService({ needs: [{ kind: 'technician' }, { kind: 'bay' }] })
const advisor = await hire('advisor')
const base = `/api/shops/${shop.slug}`

let visits = 0

/** A visit of an hour; gives its id and what it holds. */
async function book(startsAt: string): Promise<{ id: string; holds: string[] }> {
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
  const list = await advisor.get(`/api/appointment?shop=${shop.slug}&date=${startsAt.slice(0, 10)}`)
  const mine = list.body.appointments.find(({ id }: { id: string }) => id === answer.body.id)
  return { id: answer.body.id, holds: mine.resourceIds }
}

async function conflicts(): Promise<
  { id: string; cause: string; resource: { id: string } | null; appointment: { id: string } }[]
> {
  await house.drainJobs()
  const answer = await advisor.get(`${base}/conflicts`)
  expect(answer.status, answer.text).toBe(200)
  return answer.body.conflicts
}

const causes = async () => (await conflicts()).map(({ cause }) => cause)

/** The calendar places of the two technicians that the visit holds. */
async function technicianOf({ holds }: { holds: string[] }): Promise<{ id: string; name: string }> {
  const { body } = await owner.get(`${base}/resources`)
  const all: { id: string; kind: string; name: string }[] = body.resources
  const held = all.find(({ id, kind }) => kind === 'technician' && holds.includes(id))
  if (!held) throw new Error('the visit holds no technician')
  return held
}

test('a sick note is accepted, its visits become conflicts once, and another technician resolves them', async () => {
  const visit = await book('2026-12-02T15:00:00Z')
  const away = await technicianOf(visit)
  const note = { startsAt: '2026-12-02T00:00:00-05:00', endsAt: '2026-12-03T00:00:00-05:00', reason: 'Flu' }
  const granted = await owner.post(`${base}/resources/${away.id}/time-off`, note)
  expect(granted.status, granted.text).toBe(201)
  const [conflict, ...others] = await conflicts()
  expect(others).toEqual([])
  expect(conflict).toMatchObject({
    cause: 'time_off',
    resource: { id: away.id, name: away.name },
    appointment: { id: visit.id },
  })
  await owner.post(`${base}/resources/${away.id}/time-off`, { ...note, reason: 'Flu, again' })
  expect((await conflicts()).map(({ id }) => id)).toEqual([conflict?.id])
  const page = (await advisor.get(`/desk/${shop.slug}`)).text
  expect(page).toContain('Visits that cannot be as booked')
  expect(page).toContain(`${away.name} is away`)
  expect(page).toContain(`/desk/${shop.slug}/calendar?date=2026-12-02&amp;appointment=${visit.id}`)
  const other = [ann, bob].find(({ name }) => name !== away.name)
  const { body } = await owner.get(`${base}/resources`)
  const otherPlace = body.resources.find(({ name }: { name: string }) => name === other?.name)
  const moved = await advisor.patch(`/api/appointment/${visit.id}`, { resourceIds: [otherPlace.id, bay.id] })
  expect(moved.status, moved.text).toBe(200)
  expect(await conflicts()).toEqual([])
})

test('a closed day is one conflict a visit; opened again there is none, and nothing is lost', async () => {
  const visit = await book('2026-12-10T15:00:00Z')
  const closure = await owner.post(`${base}/closures`, { startsOn: '2026-12-10', reason: 'Frost' })
  expect(closure.status, closure.text).toBe(201)
  expect(await conflicts()).toMatchObject([
    { cause: 'closure', resource: null, appointment: { id: visit.id } },
  ])
  await owner.delete(`${base}/closures/${closure.body.id}`)
  expect(await conflicts()).toEqual([])
  const { body } = await advisor.get(`/api/appointment?shop=${shop.slug}&date=2026-12-10`)
  expect(body.appointments).toMatchObject([{ id: visit.id, status: 'confirmed' }])
})

test('a canceled visit is in conflict no more', async () => {
  const visit = await book('2026-12-11T15:00:00Z')
  await owner.post(`${base}/closures`, { startsOn: '2026-12-11' })
  expect(await causes()).toEqual(['closure'])
  await advisor.post(`/api/appointment/${visit.id}/cancel`, { reason: 'We are closed.' })
  expect(await causes()).toEqual([])
  const { rows } = await house.services.database.pool.query(
    `select resolution from conflicts where appointment_id = $1`,
    [visit.id],
  )
  expect(rows).toEqual([{ resolution: 'canceled' }])
})

const resolve = (id: string, body: object, who = advisor) => who.post(`${base}/conflicts/${id}/resolve`, body)
const recordOf = async (id: string) => {
  const { rows } = await house.services.database.pool.query(
    `select resolution, resolved_by, reason, asked_by from conflicts where id = $1`,
    [id],
  )
  return rows[0]
}

/** A visit whose technician is away then. */
async function visitInConflict(startsAt: string) {
  const visit = await book(startsAt)
  const away = await technicianOf(visit)
  const date = startsAt.slice(0, 10)
  const next = Temporal.PlainDate.from(date).add({ days: 1 }).toString()
  const note = { startsAt: `${date}T00:00:00-05:00`, endsAt: `${next}T00:00:00-05:00` }
  expect((await owner.post(`${base}/resources/${away.id}/time-off`, note)).status).toBe(201)
  const conflict = (await conflicts()).find(({ appointment }) => appointment.id === visit.id)
  if (!conflict) throw new Error('no conflict')
  return { visit, away, conflict }
}

const choicesOf = async (id: string) => {
  const answer = await advisor.get(`${base}/conflicts/${id}/choices`)
  expect(answer.status, answer.text).toBe(200)
  return answer.body as { others: { id: string; name: string }[]; times: { startsAt: string }[] }
}

test('the choices are real: who is free then takes over, and the record says who decided', async () => {
  const { visit, away, conflict } = await visitInConflict('2026-12-14T15:00:00Z')
  const { others, times } = await choicesOf(conflict.id)
  expect(others.map(({ name }) => name)).toEqual(
    [ann, bob].filter(({ name }) => name !== away.name).map(({ name }) => name),
  )
  expect(times.length).toBeGreaterThan(0)
  const answer = await resolve(conflict.id, { how: 'give', resourceId: others[0]?.id })
  expect(answer.body, answer.text).toMatchObject({
    resolution: 'given',
    left: 0,
    appointment: { id: visit.id, startsAt: '2026-12-14T10:00:00-05:00' },
  })
  expect(await recordOf(conflict.id)).toMatchObject({ resolution: 'given', resolved_by: advisor.id })
  expect(await conflicts()).toEqual([])
  const again = await resolve(conflict.id, { how: 'keep', reason: 'Too late.' })
  expect(again.body).toMatchObject({ code: 'illegal-move', reason: 'conflict_resolved' })
  expect((await advisor.get(`${base}/conflicts/${conflict.id}/choices`)).status).toBe(404)
})

test('who is taken is no choice; the visit goes to one of the nearest free times instead', async () => {
  const { visit, away, conflict } = await visitInConflict('2026-12-15T15:00:00Z')
  const other = await book('2026-12-15T15:00:00Z')
  expect(other.holds).not.toContain(away.id)
  const { others, times } = await choicesOf(conflict.id)
  expect(others).toEqual([])
  const taken = await resolve(conflict.id, { how: 'move', startsAt: '2026-12-15T15:00:00Z' })
  expect(taken.body).toMatchObject({ resolution: null, left: 1 })
  const refused = await resolve(conflict.id, { how: 'give', resourceId: away.id })
  expect(refused.body).toMatchObject({ resolution: null })
  const moved = await resolve(conflict.id, { how: 'move', startsAt: times[0]?.startsAt })
  expect(moved.body, moved.text).toMatchObject({ resolution: 'moved', left: 0 })
  const { body } = await advisor.get(`/api/appointment?shop=${shop.slug}&date=2026-12-15`)
  const mine = body.appointments.find(({ id }: { id: string }) => id === visit.id)
  expect(mine.startsAt).toBe(times[0]?.startsAt)
  expect(mine.resourceIds).not.toContain(away.id)
})

test('what is kept as it is stays kept, with who and why, until its time changes', async () => {
  const { visit, conflict } = await visitInConflict('2026-12-16T15:00:00Z')
  expect((await resolve(conflict.id, { how: 'keep' })).status).toBe(400)
  const kept = await resolve(conflict.id, { how: 'keep', reason: 'Ann comes in for an hour.' })
  expect(kept.body, kept.text).toMatchObject({ resolution: 'kept', left: 0 })
  expect(await recordOf(conflict.id)).toEqual({
    resolution: 'kept',
    resolved_by: advisor.id,
    reason: 'Ann comes in for an hour.',
    asked_by: null,
  })
  const closure = await owner.post(`${base}/closures`, { startsOn: '2026-12-31' })
  expect(await conflicts()).toEqual([])
  await owner.delete(`${base}/closures/${closure.body.id}`)
  await owner.post(`${base}/closures`, { startsOn: '2026-12-16' })
  expect(await causes()).toEqual(['closure'])
  const [next] = await conflicts()
  const canceled = await resolve(next?.id ?? '', { how: 'cancel', reason: 'We are closed.' })
  expect(canceled.body).toMatchObject({
    resolution: 'canceled',
    appointment: { id: visit.id, status: 'canceled' },
  })
  expect(await recordOf(next?.id ?? '')).toMatchObject({ resolution: 'canceled', resolved_by: advisor.id })
})

test('the customer is asked once, chooses by the link whatever the notice, and that resolves it', async () => {
  const answer = await house.guest.post('/api/appointment', {
    shop: shop.slug,
    serviceIds: [service.id],
    startsAt: '2026-12-02T20:00:00Z',
    asset: { kind: 'vehicle', make: 'Toyota', model: 'Corolla' },
    description: 'It squeaks.',
    customer: { name: 'Asked Customer', email: 'asked@example.org' },
  })
  const { id, trackingCode } = answer.body
  await owner.patch(base, { rescheduleUntilMinutes: 2880 })
  const code = `?code=${trackingCode}`
  const late = await house.guest.patch(`/api/appointment/${id}${code}`, { startsAt: '2026-12-03T20:00:00Z' })
  expect(late.body.reason).toBe('too_late_to_reschedule')
  const note = { startsAt: '2026-12-02T14:00:00-05:00', endsAt: '2026-12-02T18:00:00-05:00' }
  const { body } = await owner.get(`${base}/resources`)
  for (const { id: place, kind } of body.resources as { id: string; kind: string }[])
    if (kind === 'technician') await owner.post(`${base}/resources/${place}/time-off`, note)
  const [conflict] = await conflicts()
  const ask = `${base}/conflicts/${conflict?.id}/ask`
  const asked = await advisor.post(ask)
  expect(asked.body, asked.text).toEqual({ askedAt: '2026-12-01T09:00:00-05:00' })
  expect((await advisor.post(ask)).status).toBe(200)
  expect(await conflicts()).toMatchObject([{ id: conflict?.id, askedAt: '2026-12-01T09:00:00-05:00' }])
  const mails = house.outbox.mails('asked@example.org').map(({ subject }) => subject)
  expect(mails.filter((subject) => subject.includes('choose another time'))).toHaveLength(1)
  const mail = house.outbox.mails('asked@example.org').at(-1)
  expect(mail?.text).toContain(`/track/${trackingCode}/time`)
  const page = await house.guest.get(`/track/${trackingCode}/time`)
  expect(page.text).toContain('asks you to choose another time')
  const chosen = await house.guest.patch(`/api/appointment/${id}${code}`, {
    startsAt: '2026-12-03T20:00:00Z',
  })
  expect(chosen.status, chosen.text).toBe(200)
  expect(await conflicts()).toEqual([])
  expect(await recordOf(conflict?.id ?? '')).toMatchObject({
    resolution: 'customer_moved',
    resolved_by: null,
    asked_by: advisor.id,
  })
})

test('a week of somebody ill: all to one who is free, what is left stays a conflict', async () => {
  const days = ['2027-01-04', '2027-01-05', '2027-01-06']
  const visits = await Promise.all(days.map((day) => book(`${day}T15:00:00Z`)))
  const { body } = await owner.get(`${base}/resources`)
  const people: { id: string; kind: string }[] = body.resources
  const [first, second] = people.filter(({ kind }) => kind === 'technician')
  for (const { id, holds } of visits)
    if (!holds.includes(first?.id ?? ''))
      await advisor.patch(`/api/appointment/${id}`, { resourceIds: [first?.id] })
  // On the last day the other one is taken.
  await book(`${days[2]}T15:00:00Z`)
  const note = { startsAt: '2027-01-04T00:00:00-05:00', endsAt: '2027-01-09T00:00:00-05:00' }
  await owner.post(`${base}/resources/${first?.id}/time-off`, note)
  expect(await causes()).toEqual(['time_off', 'time_off', 'time_off'])
  const given = await advisor.post(`${base}/conflicts/give`, { from: first?.id, to: second?.id })
  expect(given.body, given.text).toEqual({ given: [visits[0]?.id, visits[1]?.id], left: [visits[2]?.id] })
  expect((await conflicts()).map(({ appointment }) => appointment.id)).toEqual([visits[2]?.id])
  expect((await advisor.post(`${base}/conflicts/give`, { from: first?.id, to: shop.id })).status).toBe(404)
  await advisor.post(`/api/appointment/${visits[2]?.id}/cancel`)
  expect(await conflicts()).toEqual([])
})

test('conflicts are for those who plan in this shop; who only works or pays here, customers and strangers are refused', async () => {
  const { conflict } = await visitInConflict('2027-01-12T15:00:00Z')
  const finance = await hire('finance')
  const stranger = await testShop(house)
  const customer = await house.people.add()
  const doors = [
    ['get', `${base}/conflicts`],
    ['get', `${base}/conflicts/${conflict.id}/choices`],
    ['post', `${base}/conflicts/${conflict.id}/resolve`, { how: 'keep', reason: 'So be it.' }],
    ['post', `${base}/conflicts/${conflict.id}/ask`],
    ['post', `${base}/conflicts/give`, { from: conflict.resource?.id, to: bay.id }],
  ] as const
  for (const [method, path, body] of doors) {
    const knock = (who: typeof house.guest) => (method === 'get' ? who.get(path) : who.post(path, body))
    expect((await knock(house.guest)).status, path).toBe(401)
    for (const who of [ann, finance, stranger.owner, customer])
      expect((await knock(who)).status, path).toBe(403)
  }
  const elsewhere = `/api/shops/${stranger.shop.slug}/conflicts/${conflict.id}`
  expect((await stranger.owner.get(`${elsewhere}/choices`)).status).toBe(404)
  expect((await stranger.owner.post(`${elsewhere}/ask`)).status).toBe(404)
  expect((await stranger.owner.post(`${elsewhere}/resolve`, { how: 'keep', reason: 'Mine.' })).status).toBe(
    404,
  )
  expect((await resolve('nonsense', { how: 'keep', reason: 'So be it.' })).status).toBe(404)
  expect((await resolve(conflict.id, { how: 'shrug' })).status).toBe(400)
  expect((await resolve(conflict.id, { how: 'give', resourceId: 'nobody' })).status).toBe(404)
  expect((await resolve(conflict.id, { how: 'cancel' })).status).toBe(200)
})

test('without JavaScript conflicts are walked through by forms; what is typed wrong is said beside the field', async () => {
  const { visit, away, conflict } = await visitInConflict('2027-01-19T15:00:00Z')
  const later = await visitInConflict('2027-01-20T15:00:00Z')
  const page = `/desk/${shop.slug}/conflicts`
  const counter = await signedInBrowser(house.app, advisor)
  const list = (await counter.open(page)).text
  for (const text of [`${away.name} is away`, 'Another time', 'Keep it as it is'])
    expect(list).toContain(text)
  const act = (verb: string, form: Record<string, string>, of = { visit, conflict }) =>
    counter.submit(`${page}?visit=${of.visit.id}&conflict=${of.conflict.id}&do=${verb}`, form)
  const unsaid = await act('keep', { reason: '' })
  expect(unsaid.status).toBe(400)
  expect(unsaid.text).toContain('Please fill this in.')
  const { others } = await choicesOf(conflict.id)
  const given = await act('give', { resourceId: others[0]?.id ?? '' })
  expect(given).toMatchObject({ status: 303, to: `${page}?done=given&visit=${later.visit.id}` })
  expect((await counter.open(given.to)).text).toContain('Given. On to the next one.')
  const late = await act('cancel', { reason: 'Too late.' })
  expect(late.status).toBe(409)
  expect(late.text).toContain('Somebody has resolved this already.')
  expect((await act('ask', { ask: '1' }, later)).to).toBe(`${page}?done=asked`)
  expect((await counter.open(page)).text).toContain('Waiting for an answer.')
  expect((await act('shrug', {}, later)).status).toBe(404)
  const kept = await act('keep', { reason: 'Bob stays longer.' }, later)
  expect(kept.to).toBe(`${page}?done=kept`)
  expect((await counter.open(page)).text).toContain('Nothing is in the way')
})

test('the page of conflicts is for those who plan in this shop', async () => {
  const page = `/desk/${shop.slug}/conflicts`
  expect((await house.app.inject({ url: page })).statusCode).toBe(302)
  const stranger = (await testShop(house)).owner
  for (const [who, status] of [
    [ann, 403],
    [stranger, 404],
    [await house.people.add(), 404],
  ] as const) {
    const browser = await signedInBrowser(house.app, who)
    expect((await browser.open(page)).status).toBe(status)
    const act = `${page}?visit=x&conflict=x&do=keep`
    expect((await browser.submit(act, { reason: 'Mine.' })).status).toBe(status === 404 ? 403 : status)
  }
})
