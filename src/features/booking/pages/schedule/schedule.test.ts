import ICAL from 'ical.js'
import { expect, test } from 'vitest'
import { testApp } from '../../../../kit/testing/app.ts'
import { testShop } from '../../../../kit/testing/shop.ts'
import { signedInBrowser } from '../../../../web/testing/browser.ts'
import { addPages } from '../../../../web/testing/pages.ts'
import { textOf } from '../../../../web/testing/plain-browser.ts'
import { csvOf } from '../../day-csv.ts'

// Tuesday, nine in the morning in New York; open from eight to six on weekdays.
const house = await testApp({ at: '2026-12-01T14:00:00Z', config: { rateLimits: 0 } })
await addPages(house.app)
const { shop, owner, hire, addService, addResource } = await testShop(house)
const bay = await addResource({ name: 'Bay One' })
const service = await addService({ name: 'Oil change', needs: [{ kind: 'technician' }, { kind: 'bay' }] })
const ann = await hire('technician')
const advisor = await hire('advisor')
const finance = await hire('finance')
const stranger = await (await testShop(house)).hire('owner')
const customer = await house.people.add({ name: 'Cleo Young', email: 'cleo@example.org' })
const base = `/api/shops/${shop.slug}`
const desk = `/desk/${shop.slug}`

const { body: listed } = await owner.get<{ resources: { id: string; kind: string }[] }>(`${base}/resources`)
const place = listed.resources.find(({ kind }) => kind === 'technician')?.id ?? ''

async function book(startsAt: string): Promise<string> {
  const answer = await customer.post('/api/appointment', {
    shop: shop.slug,
    serviceIds: [service.id],
    startsAt,
    asset: { kind: 'vehicle', make: 'Toyota', model: 'Corolla', plate: 'ICE 42' },
    description: 'It squeaks.',
  })
  expect(answer.status, answer.text).toBe(201)
  return String(answer.body['id'])
}

/** What an independent parser reads of a feed: entries by their UID. */
function entriesOf(text: string) {
  const calendar = new ICAL.Component(ICAL.parse(text))
  const events = calendar.getAllSubcomponents('vevent').map((one) => ({
    uid: String(one.getFirstPropertyValue('uid')),
    status: String(one.getFirstPropertyValue('status')),
    summary: String(one.getFirstPropertyValue('summary')),
    sequence: Number(one.getFirstPropertyValue('sequence') ?? 0),
    start: new ICAL.Event(one).startDate.toJSDate().toISOString(),
  }))
  return { calendar, events: new Map(events.map((event) => [event.uid, event])) }
}

const pathOf = (link: string) => new URL(link).pathname
const feed = async (who: typeof ann | typeof customer, kind: string) =>
  pathOf(String((await who.post(`/api/me/calendar-feeds/${kind}`)).body['url']))
const host = new URL(house.system.services.config.url).hostname

test('a person sees their own week with hours, breaks, visits and the next free time [S3.A3a]', async () => {
  const shifts = [2, 3, 4].map((weekday) => ({
    weekday,
    opens: '09:00',
    closes: '17:00',
    breaks: [{ starts: '12:00', ends: '13:00' }],
  }))
  await owner.put(`${base}/resources/${place}/shifts`, { shifts })
  const id = await book('2026-12-02T15:00:00Z')
  for (const [who, status] of [
    [house.guest, 401],
    [stranger, 403],
    [customer, 403],
    [finance, 200],
  ] as const)
    expect((await who.get(`${base}/my-schedule`)).status).toBe(status)
  const { body } = await ann.get<{ days: Record<string, unknown>[]; nextFree: string }>(`${base}/my-schedule`)
  expect(body.days[1]).toMatchObject({
    date: '2026-12-02',
    why: 'week',
    hours: [{ opens: '09:00', closes: '17:00', breaks: [{ starts: '12:00', ends: '13:00' }] }],
    visits: [{ id, status: 'confirmed' }],
  })
  expect(body.days[3]).toMatchObject({ date: '2026-12-04', hours: [], visits: [] })
  expect(body.nextFree).toBe('2026-12-01T09:00:00-05:00')
  expect((await ann.get(`${base}/my-schedule?from=soon`)).status).toBe(400)
})

test('a slot is not offered in a break, and an extra day is', async () => {
  const at = async (date: string) => {
    const { body } = await house.guest.get<{ slots: { startsAt: string }[] }>(
      `${base}/slots?service=${service.id}&from=${date}&to=${date}`,
    )
    return body.slots.map(({ startsAt }) => startsAt.slice(11, 16))
  }
  const thursday = await at('2026-12-03')
  expect(thursday).toContain('11:00')
  expect(thursday).not.toContain('12:00')
  expect(thursday).not.toContain('11:30')
  expect(await at('2026-12-04')).toEqual([])
  const hours = [{ opens: '10:00', closes: '12:00' }]
  const extra = await owner.post(`${base}/resources/${place}/shift-exceptions`, {
    startsOn: '2026-12-04',
    hours,
  })
  expect(await at('2026-12-04')).toContain('10:00')
  await owner.delete(`${base}/shift-exceptions/${String(extra.body['id'])}`)
  expect(await at('2026-12-04')).toEqual([])
})

test('a visit that an exception leaves without its person becomes a conflict of the shift', async () => {
  const off = await owner.post(`${base}/resources/${place}/shift-exceptions`, {
    startsOn: '2026-12-02',
    hours: [],
  })
  await house.drainJobs()
  const { body } = await advisor.get(`${base}/conflicts`)
  expect(body['conflicts']).toMatchObject([{ cause: 'shift', resource: { id: place } }])
  await owner.delete(`${base}/shift-exceptions/${String(off.body['id'])}`)
  await house.drainJobs()
  expect((await advisor.get(`${base}/conflicts`)).body['conflicts']).toEqual([])
})

test('the page asks for time off without a script, a manager grants it, and it is taken back', async () => {
  const own = await signedInBrowser(house.app, ann)
  const page = await own.open(`${desk}/my-schedule?week=2026-12-02`)
  expect(page.text).toContain('Oil change')
  expect(page.text).toContain('Break')
  const wrong = await own.submit(`${desk}/my-schedule?do=ask`, {
    firstDay: '2026-12-10',
    lastDay: '2026-12-09',
  })
  expect([wrong.status, wrong.text.includes('2026-12-10')]).toEqual([400, true])
  const asked = await own.submit(`${desk}/my-schedule?do=ask`, {
    firstDay: '2026-12-02',
    reason: 'A wedding',
  })
  expect(asked.status).toBe(303)
  expect((await (await signedInBrowser(house.app, advisor)).open(`${desk}/time-off`)).status).toBe(403)
  const chief = await signedInBrowser(house.app, owner)
  const hint = '1 request for time off waits for an answer'
  expect((await chief.open(desk)).text).toContain(hint)
  expect((await (await signedInBrowser(house.app, advisor)).open(desk)).text).not.toContain(hint)
  const list = await chief.open(`${desk}/time-off`)
  expect(list.text).toContain('A wedding')
  expect(textOf(list.text)).toMatch(/· Wed, Dec 2\s*· A wedding/)
  expect(list.text).toContain('1 visit would need another time or person.')
  const timeOff = /name="timeOff" value="([\w-]+)"/.exec(list.text)?.[1] ?? ''
  const granted = await chief.submit(`${desk}/time-off?do=decide`, {
    timeOff,
    decision: 'granted',
    answer: 'Fine',
  })
  expect(granted.status).toBe(303)
  const again = await chief.submit(`${desk}/time-off?do=decide`, { timeOff, decision: 'granted' })
  expect(again.status).toBe(409)
  expect((await own.open(`${desk}/my-schedule`)).text).toContain('Fine')
  expect((await own.submit(`${desk}/my-schedule?do=withdraw`, { timeOff })).status).toBe(303)
  expect((await chief.submit(`${desk}/time-off?do=sick`, { person: ann.staffId })).status).toBe(303)
  const { body } = await owner.get<{ timeOff: { id: string; endsAt: string }[] }>(`${base}/time-off`)
  expect(body.timeOff[0]?.endsAt).toBe('2026-12-02T00:00:00-05:00')
  await owner.delete(`${base}/time-off/${body.timeOff[0]?.id}`)
})

test('the person’s page plans breaks, other hours and weeks for a while, and keeps what was typed wrong', async () => {
  const chief = await signedInBrowser(house.app, owner)
  const page = `${desk}/settings/people/${ann.staffId}`
  const shown = (await chief.open(page)).text
  expect(shown).toMatch(/name="shifts\.\d+\.breaks\.0\.starts"[^>]*value="12:00.PM"/)
  const half = {
    resource: place,
    'shifts.0.weekday': '2',
    'shifts.0.opens': '09:00',
    'shifts.0.closes': '17:00',
  }
  const wrong = await chief.submit(`${page}?do=shifts`, {
    ...half,
    'shifts.0.breaks.0.starts': '18:00',
    'shifts.0.breaks.0.ends': '19:00',
  })
  expect(wrong.status).toBe(400)
  expect(wrong.text).toContain('This is not within the stretch of work.')
  const later = { ...half, from: '2027-02-01', until: '2027-02-14' }
  expect((await chief.submit(`${page}?do=shifts`, later)).status).toBe(303)
  expect((await chief.submit(`${page}?do=drop`, { resource: place, from: '2027-02-01' })).status).toBe(303)
  const extra = {
    resource: place,
    startsOn: '2026-12-19',
    'hours.0.weekday': '1',
    'hours.0.opens': '09:00',
    'hours.0.closes': '12:00',
    reason: 'Inventory',
  }
  expect((await chief.submit(`${page}?do=exception`, extra)).status).toBe(303)
  expect((await chief.open(page)).text).toContain('Inventory')
  const { body } = await owner.get<{ exceptions: { id: string }[] }>(`${base}/shift-exceptions`)
  expect((await chief.submit(`${page}?do=usual`, { exception: body.exceptions[0]?.id ?? '' })).status).toBe(
    303,
  )
  expect((await chief.open(page)).text).not.toContain('Inventory')
})

test('anybody of the shop can be ill: who has no place in the calendar too, on the list and on their own page', async () => {
  const chief = await signedInBrowser(house.app, owner)
  const list = await chief.open(`${desk}/time-off`)
  expect(list.text).toContain(`<option value="${advisor.staffId}">`)
  expect((await chief.submit(`${desk}/time-off?do=sick`, { person: advisor.staffId })).status).toBe(303)
  const page = `${desk}/settings/people/${advisor.staffId}`
  expect((await chief.open(page)).text).toContain('a sick note too')
  const wrong = await chief.submit(`${page}?do=person-away`, {
    firstDay: '2026-12-10',
    lastDay: '2026-12-10',
    fromTime: 'noon',
    reason: 'Dentist',
  })
  expect(wrong.status).toBe(400)
  for (const text of ['value="noon"', 'value="Dentist"', 'Please write a time such as 09:30.'])
    expect(wrong.text).toContain(text)
  const form = { firstDay: '1405/09/19', fromTime: '۱:۳۰ ب.ظ.', toTime: '5 pm', reason: 'Dentist' }
  expect((await chief.submit(`${page}?do=person-away`, form)).status).toBe(303)
  const { body } = await owner.get<{
    timeOff: { id: string; staffId: string; startsAt: string; endsAt: string }[]
  }>(`${base}/time-off`)
  const mine = body.timeOff.filter(({ staffId }) => staffId === advisor.staffId)
  expect(mine.map(({ startsAt, endsAt }) => [startsAt, endsAt])).toContainEqual([
    '2026-12-10T13:30:00-05:00',
    '2026-12-10T17:00:00-05:00',
  ])
  for (const { id } of mine) expect((await chief.submit(`${page}?do=back`, { timeOff: id })).status).toBe(303)
  const at = `${base}/people/${advisor.staffId}/time-off`
  const stretch = { startsAt: '2026-12-10T13:00:00Z', endsAt: '2026-12-10T17:00:00Z' }
  expect((await house.guest.post(at, stretch)).status).toBe(401)
  expect((await advisor.post(at, stretch)).status).toBe(403)
  expect((await owner.post(`${base}/people/${shop.id}/time-off`, stretch)).status).toBe(404)
  expect((await owner.post(at, { ...stretch, endsAt: stretch.startsAt })).status).toBe(400)
})

test('a date takes several stretches with named breaks, which stand in calendar, plan and one’s own schedule', async () => {
  const chief = await signedInBrowser(house.app, owner)
  const page = `${desk}/settings/people/${ann.staffId}`
  const day = {
    resource: place,
    startsOn: '2026-12-03',
    'hours.0.weekday': '1',
    'hours.0.opens': '9',
    'hours.0.closes': '1 pm',
    'hours.0.breaks.0.name': 'Coffee',
    'hours.0.breaks.0.starts': '10:00',
    'hours.0.breaks.0.ends': '10:15',
    'hours.0.breaks.1.starts': '11:30',
    'hours.0.breaks.1.ends': '11:45',
    'hours.1.weekday': '1',
    'hours.1.opens': '2 pm',
    'hours.1.closes': '۶ ب.ظ.',
    'hours.1.breaks.0.name': 'Prayer',
    'hours.1.breaks.0.starts': '15:00',
    'hours.1.breaks.0.ends': '15:20',
  }
  const wrong = await chief.submit(`${page}?do=exception`, { ...day, 'hours.1.breaks.0.ends': '7 pm' })
  expect(wrong.status).toBe(400)
  for (const text of ['value="Prayer"', 'value="7 pm"', 'This is not within the stretch of work.'])
    expect(wrong.text).toContain(text)
  expect((await chief.submit(`${page}?do=exception`, day)).status).toBe(303)
  const { body } = await owner.get<{ exceptions: { id: string; hours: unknown[] }[] }>(
    `${base}/shift-exceptions`,
  )
  expect(body.exceptions[0]?.hours).toEqual([
    {
      opens: '09:00',
      closes: '13:00',
      breaks: [
        { starts: '10:00', ends: '10:15', name: 'Coffee' },
        { starts: '11:30', ends: '11:45' },
      ],
    },
    { opens: '14:00', closes: '18:00', breaks: [{ starts: '15:00', ends: '15:20', name: 'Prayer' }] },
  ])
  const grid = (await chief.open(`${desk}/calendar?date=2026-12-03&by=people`)).text
  for (const text of ['Coffee', 'Prayer', '>Break<']) expect(grid).toContain(text)
  const own = await signedInBrowser(house.app, ann)
  expect((await own.open(`${desk}/my-schedule?week=2026-12-03`)).text).toContain('Prayer')
  await owner.delete(`${base}/shift-exceptions/${body.exceptions[0]?.id}`)
})

test('a work feed is secret, told once, readable by others’ parsers, and dead when its owner leaves', async () => {
  expect((await house.guest.post('/api/me/calendar-feeds/work')).status).toBe(401)
  expect((await customer.post('/api/me/calendar-feeds/work')).status).toBe(403)
  expect((await ann.post('/api/me/calendar-feeds/all')).status).toBe(400)
  const tim = await hire('technician')
  const path = await feed(ann, 'work')
  expect(path).toMatch(/^\/feeds\/[\w-]{43}\.ics$/)
  const answer = await house.app.inject({ url: path })
  expect([answer.statusCode, answer.headers['content-type']]).toEqual([200, 'text/calendar; charset=utf-8'])
  expect(answer.headers['set-cookie']).toBeUndefined()
  const { calendar, events } = entriesOf(answer.body)
  expect(String(calendar.getFirstPropertyValue('refresh-interval'))).toBe('PT1H')
  const visit = [...events.values()].find(({ uid }) => uid.startsWith('work-'))
  expect(visit).toMatchObject({
    summary: 'Cleo · Toyota Corolla',
    status: 'CONFIRMED',
    start: '2026-12-02T15:00:00.000Z',
  })
  for (const secret of ['Young', '5550123', 'cleo@']) expect(answer.body).not.toContain(secret)
  expect([...events.keys()].some((uid) => uid.startsWith(`shift-${place}`))).toBe(true)
  const etag = String(answer.headers['etag'])
  expect((await house.app.inject({ url: path, headers: { 'if-none-match': etag } })).statusCode).toBe(304)
  const next = await feed(ann, 'work')
  expect((await house.app.inject({ url: path })).statusCode).toBe(404)
  expect((await house.app.inject({ url: next })).statusCode).toBe(200)
  expect((await house.app.inject({ url: '/feeds/nonsense.ics' })).statusCode).toBe(404)
  expect((await ann.delete('/api/me/calendar-feeds/work')).status).toBe(204)
  expect((await house.app.inject({ url: next })).statusCode).toBe(404)
  const his = await feed(tim, 'work')
  expect((await house.app.inject({ url: his })).statusCode).toBe(200)
  await owner.post(`${base}/staff/${tim.staffId}/leave`)
  expect((await house.app.inject({ url: his })).statusCode).toBe(404)
})

test('a feed keeps the UID of a visit and says that it was canceled', async () => {
  const id = await book('2026-12-03T15:00:00Z')
  const [work, own] = [await feed(ann, 'work'), await feed(customer, 'customer')]
  const read = async (path: string, uid: string) =>
    entriesOf((await house.app.inject({ url: path })).body).events.get(uid)
  const [workId, ownId] = [`work-${id}@${host}`, `${id}@${host}`]
  const before = await read(own, ownId)
  expect(before).toMatchObject({ status: 'CONFIRMED', summary: `${shop.name}: Toyota Corolla` })
  expect(await read(work, workId)).toMatchObject({ status: 'CONFIRMED' })
  expect((await advisor.post(`/api/appointment/${id}/cancel`, { reason: 'Ill' })).status).toBe(200)
  const after = await read(own, ownId)
  expect(after?.status).toBe('CANCELLED')
  expect(after?.sequence).toBeGreaterThan(before?.sequence ?? 0)
  expect(await read(work, workId)).toMatchObject({ status: 'CANCELLED' })
})

test('the customer makes and ends the link on a page of their own', async () => {
  const own = await signedInBrowser(house.app, customer)
  const made = await own.submit('/me/calendar?do=feed', {})
  const link = /\/feeds\/[\w-]{43}\.ics/.exec(made.text)?.[0] ?? ''
  expect((await house.app.inject({ url: link })).statusCode).toBe(200)
  const shown = await own.open('/me/calendar')
  expect([shown.status, shown.text.includes(link), shown.text.includes('Dec 1')]).toEqual([200, false, true])
  expect((await own.submit('/me/calendar?do=end-feed', {})).status).toBe(303)
  expect((await house.app.inject({ url: link })).statusCode).toBe(404)
})

test('the load tells booked and available minutes by day, for those who see the whole schedule', async () => {
  for (const [who, status] of [
    [house.guest, 401],
    [stranger, 403],
    [ann, 403],
    [finance, 403],
    [advisor, 200],
  ] as const)
    expect((await who.get(`${base}/load`)).status).toBe(status)
  expect((await advisor.get(`${base}/load?weeks=99`)).status).toBe(400)
  const { body } = await advisor.get<{ resources: { id: string; days: unknown[] }[] }>(
    `${base}/load?from=2026-12-01&weeks=1`,
  )
  const of = (id: string) => body.resources.find((one) => one.id === id)?.days
  expect(of(place)?.slice(1, 4)).toEqual([
    { date: '2026-12-02', available: 420, booked: 60 },
    { date: '2026-12-03', available: 420, booked: 0 },
    { date: '2026-12-04', available: 0, booked: 0 },
  ])
  expect(of(bay.id)?.[1]).toEqual({ date: '2026-12-02', available: 600, booked: 60 })
  const page = await (await signedInBrowser(house.app, advisor)).open(`${desk}/load`)
  expect(page.text).toContain('1 of 31 h')
  expect((await (await signedInBrowser(house.app, ann)).open(`${desk}/load`)).status).toBe(403)
})

test('the day’s customers are listed and carried away as a table, and that is on record', async () => {
  const path = `${desk}/day-customers?date=2026-12-02`
  const counter = await signedInBrowser(house.app, advisor)
  const page = await counter.open(path)
  for (const seen of ['Cleo Young', 'Oil change', 'ICE 42']) expect(page.text).toContain(seen)
  for (const who of [ann, finance])
    expect((await (await signedInBrowser(house.app, who)).open(path)).status).toBe(403)
  const file = await counter.open(path.replace('customers?', 'customers.csv?'))
  expect(file.text.startsWith('\uFEFF')).toBe(true)
  expect(file.text).toContain('Cleo Young')
  expect((await counter.open(`${desk}/day-customers.csv?date=never`)).status).toBe(400)
  const audited = await house.system.db
    .selectFrom('audit')
    .select(['actorId', 'after'])
    .where('shopId', '=', shop.id)
    .where('action', '=', 'booking.exportDay')
    .execute()
  expect(audited).toMatchObject([{ actorId: advisor.id, after: { date: '2026-12-02', rows: 1 } }])
})

test('a table holds no formula, and quotes what would break it', () => {
  expect(csvOf([['=1+1', '+49 30', '-x', '@y', '\tz', 'a,b', 'say "hi"']])).toBe(
    '\uFEFF\'=1+1,\'+49 30,\'-x,\'@y,\'\tz,"a,b","say ""hi"""\r\n',
  )
})
