import { expect, test } from 'vitest'
import { testApp } from '../../kit/testing/app.ts'
import { testShop } from '../../kit/testing/shop.ts'
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

test('who plans sees conflicts; others do not', async () => {
  expect((await house.guest.get(`${base}/conflicts`)).status).toBe(401)
  expect((await ann.get(`${base}/conflicts`)).status).toBe(403)
  expect((await (await hire('finance')).get(`${base}/conflicts`)).status).toBe(403)
  expect((await (await testShop(house)).owner.get(`${base}/conflicts`)).status).toBe(403)
})
