import { expect, test } from 'vitest'
import { testApp } from '../../../kit/testing/app.ts'
import { testShop } from '../../../kit/testing/shop.ts'
import { signedInBrowser, valueOf } from '../../../web/testing/browser.ts'
import { addPages } from '../../../web/testing/pages.ts'
import { addClosure, AddClosure } from '../../shops/add-closure.ts'
import { editShop, EditShop } from '../../shops/edit-shop.ts'

// Tuesday, nine in the morning in New York; open from eight to six on weekdays.
const house = await testApp({ at: '2026-12-01T14:00:00Z', config: { rateLimits: 0 } })
await addPages(house.app)
const here = await testShop(house)
const { shop } = here
const ann = await here.hire('technician')
const bob = await here.hire('technician')
const [one, two] = [await here.addResource({ name: 'Bay One' }), await here.addResource({ name: 'Bay Two' })]
const service = await here.addService({
  name: 'Oil change',
  needs: [{ kind: 'technician' }, { kind: 'bay' }],
})
const advisor = await here.hire('advisor')
const finance = await here.hire('finance')
const stranger = await (await testShop(house)).hire('owner')
const counter = await signedInBrowser(house.app, advisor)
const base = `/desk/${shop.slug}/calendar`

let visits = 0

/** A visit of an hour by a customer of its own; confirmed unless the shop asks its staff. */
async function book(startsAt: string): Promise<{ id: string; requestId: string; name: string }> {
  visits += 1
  const name = `Visitor ${visits}`
  const answer = await house.guest.post('/api/appointment', {
    shop: shop.slug,
    serviceIds: [service.id],
    startsAt,
    asset: { kind: 'vehicle', make: 'Toyota', model: 'Corolla', plate: `VIS ${visits}` },
    description: 'Time for oil.',
    customer: { name, phone: `+1212555${String(200 + visits).padStart(4, '0')}` },
  })
  expect(answer.status, answer.text).toBe(201)
  return { id: answer.body.id, requestId: answer.body.requestId, name }
}

const visitOf = async (id: string, date: string) => {
  const { body } = await advisor.get(`/api/appointment?shop=${shop.slug}&date=${date}`)
  return body.appointments.find((found: { id: string }) => found.id === id)
}

const send = async (id: string, verb: string, form: Record<string, string> = {}, date = '2026-12-02') => {
  const pick = verb === 'move' ? `&pick=${form['date']}` : ''
  const answer = await counter.submit(`${base}?date=${date}&appointment=${id}${pick}&do=${verb}`, form)
  return { ...answer, text: shown(answer.text) }
}

/** What a reader sees: without the data that goes to the browser's scripts. */
const shown = (page: string): string => page.replaceAll(/<script.*?<\/script>/gs, '')

test('the day shows who comes, where and when, with phones for the list [S1.4.3d] [S1.4.3d1] [S4.04a]', async () => {
  const { id, name } = await book('2026-12-02T15:00:00Z')
  const page = (await counter.open(`${base}?date=2026-12-02`)).text
  for (const text of [
    'Wednesday, December 2, 2026',
    'Bay One',
    'Bay Two',
    name,
    '(212) 555-0201',
    'VIS 1',
    'Confirmed',
  ])
    expect(page).toContain(text)
  expect(page).toContain(`appointment=${id}`)
  expect(page).not.toContain('day-now')
  expect((await counter.open(base)).text).toContain('day-now')
  const people = (await counter.open(`${base}?date=2026-12-02&by=people`)).text
  expect(people).toContain(ann.name)
  expect(people).toContain(bob.name)
  expect((await counter.open(`/fa${base}?date=2026-12-02`)).text).toContain('چهارشنبه')
})

test('closed time is hatched, closed days say why, and a week shows its seven days', async () => {
  await addClosure(
    house.system,
    shop,
    AddClosure.parse({ startsOn: '2026-12-25', endsOn: '2026-12-25', reason: 'Christmas' }),
  )
  expect((await counter.open(`${base}?date=2026-12-25`)).text).toContain('Closed: Christmas')
  const sunday = (await counter.open(`${base}?date=2026-12-06`)).text
  expect(sunday).toContain('Closed')
  expect(sunday).toContain('hatched')
  const week = (await counter.open(`${base}?date=2026-12-02&view=week`)).text
  expect(week.match(/class="week-day/g)).toHaveLength(14)
  expect(week).toContain('Visitor 1')
  expect((await counter.open(`${base}?date=nonsense`)).status).toBe(303)
  expect((await counter.open(`${base}?date=2026-02-30`)).status).toBe(303)
})

test('a visit opens beside the day with its customer, order and what can be done [S0.18b] [S0.13d] [S2.04c]', async () => {
  const { id, name } = await book('2026-12-02T16:00:00Z')
  const panel = (await counter.open(`${base}?date=2026-12-02&appointment=${id}`)).text
  for (const text of [name, 'Oil change', 'do=cancel', 'do=places', `pick=2026-12-02`])
    expect(panel).toContain(text)
  expect(panel).not.toContain('do=no-show')
  expect(panel).not.toContain('do=confirm')
  expect((await counter.open(`${base}?appointment=unknown`)).text).not.toContain('panel-title')
})

test('a visit moves to a free time, or to any other by the clock; what is taken offers the nearest [S3.A2b]', async () => {
  const { id } = await book('2026-12-03T15:00:00Z')
  const times = (await counter.open(`${base}?date=2026-12-03&appointment=${id}&pick=2026-12-04`)).text
  const startsAt = valueOf(times, 'startsAt')
  expect(startsAt).toBe('2026-12-04T08:00:00-05:00')
  const moved = await send(id, 'move', { date: '2026-12-04', startsAt }, '2026-12-03')
  expect(moved).toMatchObject({ status: 303, to: `${base}?date=2026-12-04&appointment=${id}&done=moved` })
  expect((await send(id, 'move', { date: '2026-12-04', time: '۱۴:۱۵', startsAt })).status).toBe(303)
  expect(await visitOf(id, '2026-12-04')).toMatchObject({ startsAt: '2026-12-04T14:15:00-05:00' })
  const nonsense = await send(id, 'move', { date: '2026-12-04', time: '25:99' })
  expect(nonsense.status).toBe(400)
  expect(nonsense.text).toContain('Please write a time such as 09:30.')
  expect((await send(id, 'move', { date: '2026-12-04' })).status).toBe(400)
  expect((await send(id, 'move', { date: '2026-12-05', time: '10:00' })).text).toContain('cannot be booked')
  await book('2026-12-07T15:00:00Z')
  await book('2026-12-07T15:00:00Z')
  const taken = await send(id, 'move', { date: '2026-12-07', time: '10:00' })
  expect(taken.status).toBe(409)
  expect(taken.text).toContain('Free near it:')
  const alternative = valueOf(taken.text, 'alternative')
  expect(alternative).toBe('2026-12-07T09:00:00-05:00')
  expect((await send(id, 'move', { date: '2026-12-07', time: '10:00', alternative })).status).toBe(303)
})

test('a visit is given to another bay and technician [S3.A2b]', async () => {
  const { id } = await book('2026-12-08T15:00:00Z')
  const { resourceIds } = await visitOf(id, '2026-12-08')
  const bay = resourceIds.includes(one.id) ? two.id : one.id
  const browser = counter.submit(`${base}?date=2026-12-08&appointment=${id}&do=places`, { resourceIds: bay })
  expect((await browser).to).toContain('done=placed')
  const after = await visitOf(id, '2026-12-08')
  expect(after.resourceIds).toContain(bay)
  expect(after.resourceIds).toHaveLength(2)
  expect((await send(id, 'places', { resourceIds: shop.id })).status).toBe(404)
})

test('the work of a visit is changed beside the day; what does not fit offers times that it fits into [S0.13d]', async () => {
  const wash = await here.addService({ name: 'Wash', needs: [{ kind: 'technician' }] })
  const { id, requestId } = await book('2026-12-16T15:00:00Z')
  const at = `${base}?date=2026-12-16&appointment=${id}`
  const panel = (await counter.open(at)).text
  expect(panel).toContain('Change the work')
  const version = valueOf(panel, 'version')
  const work = (serviceIds: string[], more = {}) =>
    counter.submit(`${at}&do=work`, { version, serviceIds, ...more })
  const none = await work([])
  expect(none.status).toBe(400)
  await book('2026-12-16T16:00:00Z')
  await book('2026-12-16T16:00:00Z')
  const taken = await work([service.id, wash.id])
  expect(taken.status).toBe(409)
  expect(taken.text).toContain('This work does not fit at the time of the visit')
  expect(taken.text).toContain('Free near it:')
  expect(taken.text).toMatch(
    new RegExp(`<input[^>]*value="${wash.id}"[^>]*checked|<input[^>]*checked[^>]*value="${wash.id}"`),
  )
  expect(await visitOf(id, '2026-12-16')).toMatchObject({ serviceIds: [service.id] })
  const alternative = valueOf(taken.text, 'alternative')
  const put = await work([service.id, wash.id], { alternative })
  expect(put.to).toContain(`appointment=${id}&done=moved`)
  const stale = await work([wash.id])
  expect(stale.status).toBe(409)
  expect(shown(stale.text)).toContain('Somebody else changed this')
  const less = await counter.submit(`${at}&do=work`, {
    version: valueOf(stale.text, 'version'),
    serviceIds: [wash.id],
  })
  expect(less.to).toContain('done=worked')
  expect(shown((await counter.open(less.to)).text)).toContain('Length, people and places have followed.')
  const order = shown((await counter.open(`/desk/${shop.slug}/orders/${requestId}`)).text)
  expect(order).toContain('Appointment changed')
  expect(order).toContain('Declined')
  const money = await signedInBrowser(house.app, finance)
  expect((await money.submit(`${at}&do=work`, { serviceIds: [service.id] })).status).toBe(403)
})

test('a visit is canceled with a reason, and who did not come is noted only after the start [S3.A2c]', async () => {
  const { id } = await book('2026-12-09T15:00:00Z')
  expect((await send(id, 'no-show')).text).toContain('The appointment has not begun yet.')
  expect((await send(id, 'cancel', { reason: 'The lift is broken.' })).to).toContain('done=canceled')
  const page = (await counter.open(`${base}?date=2026-12-09&appointment=${id}`)).text
  expect(page).toContain('The lift is broken.')
  expect(page).toContain('Not coming')
  expect(page).not.toContain('do=cancel')
  const missed = await book('2026-12-01T16:00:00Z')
  house.clock.advance({ hours: 3 })
  expect((await counter.open(`${base}?appointment=${missed.id}`)).text).toContain('do=no-show')
  expect((await send(missed.id, 'no-show', {}, '2026-12-01')).to).toContain('done=no_show')
})

test('where the shop asks its staff, a requested visit is confirmed or declined here', async () => {
  await editShop(house.system, shop, EditShop.parse({ confirmBookings: 'by_staff' }))
  const yes = await book('2026-12-10T15:00:00Z')
  const no = await book('2026-12-10T16:00:00Z')
  expect((await counter.open(`${base}?date=2026-12-10&appointment=${yes.id}`)).text).toContain('do=confirm')
  expect((await send(yes.id, 'confirm')).to).toContain('done=confirmed')
  expect((await send(no.id, 'decline', { reason: 'No parts.' })).to).toContain('done=declined')
  expect((await send(no.id, 'confirm')).text).toContain('The shop has declined this appointment.')
  expect(await visitOf(yes.id, '2026-12-10')).toMatchObject({ status: 'confirmed' })
  await editShop(house.system, shop, EditShop.parse({ confirmBookings: 'instant' }))
})

test('a request that waits is given its time, once however often it is pressed [S3.A2a]', async () => {
  const opened = await house.guest.post('/api/service-request', {
    shop: shop.slug,
    asset: { kind: 'vehicle', make: 'Kia', model: 'Rio' },
    description: 'It squeaks when it rains.',
    customer: { name: 'Wanda Waiting', phone: '+12125550777' },
  })
  const { id } = opened.body
  const waiting = (await counter.open(`${base}?date=2026-12-11`)).text
  expect(waiting).toContain('Wanda Waiting')
  const bare = (await counter.open(`${base}?date=2026-12-11&book=${id}`)).text
  expect(bare).toContain('It squeaks when it rains.')
  expect(bare).toContain('Choose the work first')
  const url = `${base}?date=2026-12-11&book=${id}&service=${service.id}&pick=2026-12-11`
  const owner = await here.hire('owner')
  const closure = { startsOn: '2026-12-01', endsOn: '2026-12-03' }
  expect((await owner.post(`/api/shops/${shop.slug}/closures`, closure)).status).toBe(201)
  const first = (await counter.open(`${base}?book=${id}&service=${service.id}`)).text
  expect(first).toContain('value="2026-12-04T08:00:00-05:00"')
  const page = (await counter.open(url)).text
  expect(page).toContain('value="2026-12-11T08:00:00-05:00"')
  expect(page).not.toContain('First free now')
  const form = {
    _key: valueOf(page, '_key'),
    date: '2026-12-11',
    startsAt: '2026-12-11T08:00:00-05:00',
    serviceIds: service.id,
    source: 'phone',
  }
  const booked = await counter.submit(`${url}&do=book`, form)
  expect(booked.status, booked.text).toBe(303)
  expect((await counter.submit(`${url}&do=book`, form)).to).toBe(booked.to)
  expect((await counter.open(booked.to)).text).toContain('Booked. The customer is told.')
  expect((await counter.open(`${base}?date=2026-12-11&book=${id}`)).text).not.toContain('panel-title')
})

test('who stands at the counter gets the first free minute of today, once somebody is free [S2.04b]', async () => {
  house.clock.set('2026-12-08T15:07:20Z')
  const walkIn = async (name: string) => {
    const opened = await house.guest.post('/api/service-request', {
      shop: shop.slug,
      asset: { kind: 'vehicle', make: 'Kia', model: 'Rio' },
      description: 'It squeaks.',
      customer: { name, phone: '+12125550778' },
    })
    const url = `${base}?book=${opened.body.id}&service=${service.id}&pick=2026-12-08`
    const page = (await counter.open(url)).text
    expect(page).toContain('First free now')
    const form = {
      _key: valueOf(page, '_key'),
      date: '2026-12-08',
      serviceIds: service.id,
      source: 'walk_in',
    }
    const booked = await counter.submit(`${url}&do=book`, {
      ...form,
      alternative: valueOf(page, 'alternative'),
    })
    expect(booked.status, booked.text).toBe(303)
    return (await visitOf(/appointment=([^&]+)/.exec(booked.to)?.[1] ?? '', '2026-12-08')).startsAt
  }
  // One of two bays and two technicians is taken from ten to eleven.
  expect(await walkIn('Walter Walkin')).toBe('2026-12-08T10:07:00-05:00')
  expect(await walkIn('Wilma Walkin')).toBe('2026-12-08T11:00:00-05:00')
})

test('the calendar is for those who plan; a technician sees their own visits only', async () => {
  const mine = await book('2026-12-14T15:00:00Z')
  const { resourceIds } = await visitOf(mine.id, '2026-12-14')
  const annHas = (await counter.open(`${base}?date=2026-12-14&by=people`)).text
  expect(annHas).toContain(mine.name)
  expect(resourceIds).toHaveLength(2)
  const bench = await Promise.all([ann, bob].map((who) => signedInBrowser(house.app, who)))
  const seen = await Promise.all(bench.map((browser) => browser.open(`${base}?date=2026-12-14`)))
  expect(seen.filter(({ text }) => text.includes(mine.name))).toHaveLength(1)
  const other = bench[seen.findIndex(({ text }) => !text.includes(mine.name))]
  expect((await other?.open(`${base}?date=2026-12-14&appointment=${mine.id}`))?.text).not.toContain(
    'panel-title',
  )
  expect((await house.app.inject({ url: base })).statusCode).toBe(302)
  expect((await (await signedInBrowser(house.app, stranger)).open(base)).status).toBe(404)
  const money = await signedInBrowser(house.app, finance)
  expect((await money.open(base)).status).toBe(403)
  const cancel = `${base}?date=2026-12-14&appointment=${mine.id}&do=cancel`
  expect((await money.submit(cancel)).status).toBe(403)
  expect((await counter.submit(`${base}?do=nothing`)).status).toBe(404)
})

test('the day plan prints in both languages behind signed links, for who sees the whole day', async () => {
  await book('2026-12-15T15:00:00Z')
  const page = (await counter.open(`${base}?date=2026-12-15`)).text
  for (const locale of ['en', 'fa']) {
    const link = new RegExp(`http://fixbay\\.test(/papers/day-plan/[^"]*locale=${locale}[^"]*)"`).exec(
      page,
    )?.[1]
    const paper = await house.guest.get((link ?? '').replaceAll('&amp;', '&'))
    expect(paper.status).toBe(200)
    expect(paper.text.startsWith('%PDF')).toBe(true)
  }
  const rest = await advisor.get(`/api/shops/${shop.slug}/day-plan?date=2026-12-15`)
  const url = new URL(rest.body.pdfUrl)
  expect((await house.guest.get(url.pathname + url.search)).status).toBe(200)
  const forged = url.pathname.replace('2026-12-15', '2026-12-16')
  expect((await house.guest.get(forged + url.search)).status).toBe(404)
  expect((await ann.get(`/api/shops/${shop.slug}/day-plan?date=2026-12-15`)).status).toBe(403)
  expect((await house.guest.get(`/api/shops/${shop.slug}/day-plan?date=2026-12-15`)).status).toBe(401)
  expect((await advisor.get(`/api/shops/${shop.slug}/day-plan?date=tomorrow`)).status).toBe(400)
})

test('a visit is added beside the day for a new customer, at the time and the bay that somebody pointed at', async () => {
  const at = `${base}?date=2026-12-09&add=2026-12-09T15:30:00.000Z&on=${two.id}`
  const form = (await counter.open(at)).text
  expect(form).toMatch(/name="time"[^>]*value="10:30.AM"/)
  expect(form).toContain(`name="resourceId" value="${two.id}"`)
  const visit = {
    date: '2026-12-09',
    time: '10:30 am',
    resourceId: two.id,
    'customer.name': 'Nadia New',
    'customer.phone': '(212) 555-0177',
    'asset.kind': 'vehicle',
    'asset.make': 'Saab',
    'asset.model': '900',
    serviceIds: service.id,
    source: 'phone',
  }
  const wrong = await counter.submit(`${at}&do=add`, { ...visit, time: 'noon', 'customer.phone': '12' })
  expect(wrong.status).toBe(400)
  const vague = await counter.submit(`${at}&do=add`, { ...visit, time: 'noon' })
  expect(vague.status).toBe(400)
  for (const text of ['value="noon"', 'value="Nadia New"', 'value="Saab"', 'such as 09:30'])
    expect(vague.text).toContain(text)
  const added = await counter.submit(`${at}&do=add`, visit)
  expect(added.status, added.text).toBe(303)
  const id = /appointment=([\w-]+)/.exec(added.to)?.[1] ?? ''
  const made = await visitOf(id, '2026-12-09')
  expect(made).toMatchObject({ status: 'confirmed', startsAt: '2026-12-09T10:30:00-05:00' })
  expect(made.customer).toMatchObject({ name: 'Nadia New', phone: '+12125550177' })
  expect(made.resourceIds).toContain(two.id)
  const count = async () =>
    (await advisor.get(`/api/appointment?shop=${shop.slug}&date=2026-12-09`)).body.appointments.length
  const before = await count()
  // The bay is taken now: nothing is written, what was typed stays, and what is free is one press away.
  const again = await counter.submit(`${at}&do=add`, { ...visit, 'customer.name': 'Second Caller' })
  expect(again.status).toBe(409)
  expect(again.text).toContain('name="alternative"')
  expect(await count()).toBe(before)
})

test('only who takes bookings in adds one; a form that is sent all the same is refused', async () => {
  const at = `${base}?date=2026-12-09&add=now`
  const visit = {
    date: '2026-12-09',
    time: '16:00',
    serviceIds: service.id,
    source: 'phone',
    description: 'Oil.',
  }
  const more = {
    'customer.name': 'No One',
    'customer.phone': '+12125550178',
    'asset.kind': 'vehicle',
    'asset.make': 'A',
    'asset.model': 'B',
  }
  for (const [who, status] of [
    [ann, 403],
    [finance, 403],
    [stranger, 404],
  ] as const) {
    const browser = await signedInBrowser(house.app, who)
    expect((await browser.open(at)).text).not.toContain('name="customer.name"')
    const sent = await browser.submit(`${at}&do=add`, { ...visit, ...more })
    expect([status, 403]).toContain(sent.status)
  }
})

test('what nobody has confirmed stands out in both grids without colour, and says so', async () => {
  await here.owner.patch(`/api/shops/${shop.slug}`, { confirmBookings: 'by_staff' })
  await book('2026-12-16T15:00:00Z')
  const day = shown((await counter.open(`${base}?date=2026-12-16`)).text)
  expect(day).toMatch(/class="visit [^"]*visit-unsure/)
  expect(day).toMatch(/<span class="visit-line">Requested<\/span>/)
  const week = shown((await counter.open(`${base}?date=2026-12-16&view=week`)).text)
  expect(week).toMatch(/class="week-visit [^"]*visit-unsure/)
  await here.owner.patch(`/api/shops/${shop.slug}`, { confirmBookings: 'instant' })
})

test('who walks in is added at the first free minute of today, wherever that is; where there is none the nearest times are offered', async () => {
  house.clock.set('2026-12-17T20:20:30Z')
  const at = `${base}?date=2026-12-17&add=now`
  const visit = {
    date: '2026-12-17',
    'customer.phone': '(212) 555-0188',
    'asset.kind': 'vehicle',
    'asset.make': 'Saab',
    'asset.model': '900',
    serviceIds: service.id,
    source: 'walk_in',
    first: '1',
  }
  const add = async (name: string) => {
    const form = (await counter.open(at)).text
    expect(form).toContain('First free today')
    return counter.submit(`${at}&do=add`, { ...visit, _key: valueOf(form, '_key'), 'customer.name': name })
  }
  const starts: string[] = []
  for (const name of ['First One', 'Second One', 'Third One']) {
    const added = await add(name)
    expect(added.status).toBe(303)
    const id = /appointment=([\w-]+)/.exec(added.to)?.[1] ?? ''
    starts.push((await visitOf(id, '2026-12-17')).startsAt.slice(11, 16))
  }
  // Two bays and two technicians: twice now, then after the first of them.
  expect(starts).toEqual(['15:20', '15:20', '16:20'])
  // Another program asks the same, and books it.
  const asked = `/api/shops/${shop.slug}/first-free?service=${service.id}`
  expect((await advisor.get(asked)).body).toEqual({
    timezone: 'America/New_York',
    startsAt: '2026-12-17T16:20:00-05:00',
  })
  const walkIn = {
    startsAt: 'first',
    serviceIds: [service.id],
    asset: { kind: 'vehicle', make: 'Saab', model: '900' },
    customer: { name: 'Fourth One', phone: '+12125550181' },
    source: 'walk_in',
  }
  const rest = `/api/shops/${shop.slug}/visits`
  const put = await advisor.post(rest, walkIn)
  expect(put.status, put.text).toBe(201)
  expect(put.body).toMatchObject({ startsAt: '2026-12-17T16:20:00-05:00', status: 'confirmed' })
  expect((await advisor.post(rest, { ...walkIn, startsAt: 'soon', asset: undefined })).body).toMatchObject({
    status: 400,
    errors: [{ pointer: '/startsAt' }, { pointer: '/asset' }],
  })
  for (const who of [house.guest, finance, stranger]) {
    const refused = who === house.guest ? 401 : 403
    expect([(await who.get(asked)).status, (await who.post(rest, walkIn)).status]).toEqual([refused, refused])
  }
  expect((await advisor.get(`${asked}&request=none`)).body).toMatchObject({
    errors: [{ pointer: '/request' }],
  })
  expect((await advisor.get(`/api/shops/${shop.slug}/first-free?service=none`)).status).toBe(404)
  house.clock.set('2026-12-17T22:30:00Z')
  expect((await advisor.get(asked)).body.startsAt).toBeNull()
  expect((await advisor.post(rest, walkIn)).body).toMatchObject({ reason: 'nothing_free_today' })
  const none = await add('Too Late')
  expect(none.status).toBe(409)
  expect(none.text).toContain('Nothing is free today any more for this work.')
  expect(none.text).toContain('value="Too Late"')
  expect(none.text).toContain('name="alternative"')
})
