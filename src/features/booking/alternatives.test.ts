import { expect, test } from 'vitest'
import { transaction } from '../../kit/db/index.ts'
import { Problem } from '../../kit/errors.ts'
import { once } from '../../kit/http/idempotency.ts'
import { testApp } from '../../kit/testing/app.ts'
import { testShop } from '../../kit/testing/shop.ts'
import { lockCalendar } from './store-calendar.ts'

// Tuesday, eight in the morning in New York; open from eight to six on weekdays, one bay.
const app = await testApp({ at: '2026-12-01T13:00:00Z', config: { rateLimits: 0 } })
const { shop, hire, addService, addResource, owner } = await testShop(app)
await addResource()
const service = await addService({ needs: [{ kind: 'bay' }] })
const advisor = await hire('advisor')

interface Refusal {
  code: string
  alternatives: { startsAt: string; endsAt: string }[]
}

let guests = 0
const book = (startsAt: string, headers: Record<string, string> = {}, who = app.guest) => {
  guests += 1
  return who.post<Refusal & { id: string; trackingCode: string }>(
    '/api/appointment',
    {
      shop: shop.slug,
      serviceIds: [service.id],
      startsAt,
      asset: { kind: 'vehicle', make: 'Toyota', model: 'Corolla' },
      description: 'It squeaks.',
      customer: { name: `Guest ${guests}`, email: `guest${guests}@example.org` },
      ...(who === app.guest ? {} : { source: 'phone' }),
    },
    headers,
  )
}
const freeStarts = async (from: string, to = from): Promise<string[]> => {
  const url = `/api/shops/${shop.slug}/slots?service=${service.id}&from=${from}&to=${to}`
  return (await app.guest.get(url)).body.slots.map(({ startsAt }: { startsAt: string }) => startsAt)
}
const startsOf = ({ alternatives }: Refusal) => alternatives.map(({ startsAt }) => startsAt)
const on = (time: string) => `2026-12-${time}:00-05:00`

test('of many who want one time at once one gets it, all others the same three times that are free [S3.C4] [S2.04d]', async () => {
  const answers = await Promise.all(Array.from({ length: 12 }, () => book(on('02T12:00'))))
  expect(answers.filter(({ status }) => status === 201)).toHaveLength(1)
  const refused = answers.filter(({ status }) => status === 409)
  expect(refused).toHaveLength(11)
  const free = await freeStarts('2026-12-02')
  for (const { body } of refused) {
    expect(startsOf(body)).toEqual([on('02T11:00'), on('02T13:00'), on('02T10:30')])
    expect(free).toEqual(expect.arrayContaining(startsOf(body)))
  }
  // Another booking makes another version: nothing kept is told again.
  expect((await book(on('02T13:00'))).status).toBe(201)
  expect(startsOf((await book(on('02T12:00'))).body)).toEqual([
    on('02T11:00'),
    on('02T10:30'),
    on('02T10:00'),
  ])
  // What is kept is not kept beyond the notice that a time needs.
  app.clock.set('2026-12-02T13:01:00Z')
  expect(startsOf((await book(on('02T12:00'))).body)).toEqual([
    on('02T11:00'),
    on('02T10:30'),
    on('02T14:00'),
  ])
  app.clock.set('2026-12-02T13:31:00Z')
  expect(startsOf((await book(on('02T12:00'))).body)).toEqual([
    on('02T11:00'),
    on('02T14:00'),
    on('02T14:30'),
  ])
  app.clock.set('2026-12-01T13:00:00Z')
})

test('under a key the refusal has its times too, and is told again word for word', async () => {
  const headers = { 'idempotency-key': 'a-key-that-nobody-guesses' }
  guests = 100
  const first = await book(on('02T12:00'), headers)
  guests = 100
  const again = await book(on('02T12:00'), headers)
  expect(first.status).toBe(409)
  expect(startsOf(first.body)).toHaveLength(3)
  expect(again.body).toEqual(first.body)
})

test('a time that is not offered is refused with the nearest that are: past, closed, too far, off the step', async () => {
  for (const [wanted, nearest] of [
    // Two hours of notice.
    ['2026-11-30T10:00:00-05:00', on('01T10:00')],
    [on('05T12:00'), on('04T17:00')],
    [on('03T09:10'), on('03T09:00')],
    [on('03T17:30'), on('03T17:00')],
  ] as const) {
    const { status, body } = await book(wanted)
    expect([status, body.code, body.alternatives.length], wanted).toEqual([422, 'not-a-slot', 3])
    expect(startsOf(body)[0], wanted).toBe(nearest)
  }
  for (const wanted of ['2031-01-01T10:00:00Z', '1900-01-01T00:00:00Z']) {
    const { status, body } = await book(wanted)
    expect(status, wanted).toBe(422)
    expect(body.alternatives, wanted).toHaveLength(3)
  }
  const last = startsOf((await book('2031-01-01T10:00:00Z')).body)
  const date = last[0]?.slice(0, 10) ?? ''
  expect(await freeStarts(date)).toContain(last[0])
})

test('where nothing at all is free there is nothing to offer', async () => {
  const closed = await testShop(app, { hours: [] })
  const nothing = await closed.addService()
  const answer = await app.guest.post<Refusal>('/api/appointment', {
    shop: closed.shop.slug,
    serviceIds: [nothing.id],
    startsAt: on('03T10:00'),
    asset: { kind: 'vehicle', make: 'Toyota', model: 'Corolla' },
    description: 'It squeaks.',
    customer: { name: 'Guest', email: 'guest@example.org' },
  })
  expect([answer.status, answer.body.alternatives]).toEqual([422, []])
})

test('a visit that moves is offered what it could have, its own length and its own time among it', async () => {
  const { body } = await book(on('08T09:00'))
  await book(on('08T11:00'))
  const moved = await advisor.patch<Refusal>(`/api/appointment/${body.id}`, {
    startsAt: on('08T10:00'),
    durationMinutes: 120,
  })
  expect(moved.status).toBe(409)
  // Two hours that end by eleven, its own hour among them.
  expect(startsOf(moved.body)).toEqual([on('08T09:00'), on('08T08:30'), on('08T08:00')])
  expect(
    (await owner.get(`/api/appointment?shop=${shop.slug}&date=2026-12-08`)).body.appointments,
  ).toHaveLength(2)
})

test('what a refusal still looks for it looks for once the calendar is nobody’s: after a rollback, and under a key', async () => {
  const refuse = () =>
    new Problem('slot-taken', {
      later: async () => {
        // Fails at once where the row is still locked.
        const { rowCount } = await app.services.database.pool.query(
          'select version from calendars where shop_id = $1 for update nowait',
          [shop.id],
        )
        return { alternatives: rowCount }
      },
    })
  const work = async (tx: Parameters<typeof lockCalendar>[0]): Promise<never> => {
    await lockCalendar(tx, shop.id)
    throw refuse()
  }
  await expect(transaction(app.system, (tx) => transaction(tx, work))).rejects.toMatchObject({
    extra: { alternatives: 1 },
  })
  const call = { key: 'another-key-that-is-long', method: 'POST', path: '/', body: {} }
  const kept = await once(app.system, call, work, ({ extra }) => extra)
  expect(kept).toEqual({ status: 409, body: { alternatives: 1 } })
})
