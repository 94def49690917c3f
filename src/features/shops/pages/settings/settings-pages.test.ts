import { expect, test } from 'vitest'
import type { Person } from '../../../../kit/testing/people.ts'
import { testApp } from '../../../../kit/testing/app.ts'
import { testShop } from '../../../../kit/testing/shop.ts'
import { addPages } from '../../../../web/testing/pages.ts'

const app = await testApp({ at: '2026-12-01T15:00:00Z' })
await addPages(app.app)
const { shop, owner, hire, addService, addResource } = await testShop(app, { slug: 'harbor' })
const other = await testShop(app)
const advisor = await hire('advisor')
const technician = await hire('technician')
const at = (page: string) => `/desk/harbor/settings${page}`

/** What a form of a page sends, without JavaScript. */
async function send(who: Person, path: string, fields: [string, string][] | Record<string, string>) {
  const answer = await who.post<string>(path, new URLSearchParams(fields).toString(), {
    'content-type': 'application/x-www-form-urlencoded',
    'sec-fetch-site': 'same-origin',
  })
  return { status: answer.status, to: answer.headers['location'], text: answer.text }
}

const settings = async () => (await owner.get(`/api/shops/harbor/settings`)).body
const version = async () => String((await settings())['version'])
const pages = [
  '',
  '/hours',
  '/place',
  '/booking',
  '/tax',
  '/texts',
  '/services',
  '/services/new',
  '/people',
  '/bays',
]

test('every settings page opens in both languages for those who may read it, and for nobody else', async () => {
  for (const page of pages) {
    for (const prefix of ['', '/fa']) {
      const { status, text } = await owner.get<string>(prefix + at(page))
      expect([page, status, text.includes('<h1')]).toEqual([page, 200, true])
    }
    expect([page, (await other.owner.get(at(page))).status]).toEqual([page, 404])
    expect((await app.guest.get(at(page))).status).toBe(302)
  }
  expect((await advisor.get<string>(at('/tax'))).text).toContain('You can look at these settings')
  expect((await send(advisor, at('/tax?do=add'), { name: 'VAT', percent: '20' })).status).toBe(403)
  const people = await technician.get<string>(at('/people'))
  expect(people.text).toContain(technician.name)
  expect(people.text).not.toContain(advisor.name)
})

test('the week is saved as typed; halves and overlaps are said at their row', async () => {
  const row = (index: number, weekday: number, opens: string, closes: string): [string, string][] => [
    [`hours.${index}.weekday`, String(weekday)],
    [`hours.${index}.opens`, opens],
    [`hours.${index}.closes`, closes],
  ]
  const good = [
    ['version', await version()] as [string, string],
    ...row(0, 1, '08:00', '12:00'),
    ...row(1, 1, '۱۳:۰۰', '18:00'),
    ...row(2, 2, '', ''),
    ...row(3, 3, '20:00', '02:00'),
  ]
  expect(await send(owner, at('/hours?do=week'), good)).toMatchObject({
    status: 303,
    to: at('/hours?saved=1'),
  })
  const half = [
    ['version', await version()] as [string, string],
    ...row(0, 1, '', ''),
    ...row(1, 2, '08:00', ''),
  ]
  const refused = await send(owner, at('/hours?do=week'), half)
  expect(refused.status).toBe(400)
  expect(refused.text).toContain('href="#f-hours-1-closes"')
  const stale = await send(owner, at('/hours?do=week'), [['version', '1'], ...row(0, 1, '08:00', '09:00')])
  expect(stale.status).toBe(409)
  const hours = (await app.guest.get('/api/shops/harbor')).body['hours']
  expect(hours).toEqual([
    { weekday: 1, opens: '08:00', closes: '12:00' },
    { weekday: 1, opens: '13:00', closes: '18:00' },
    { weekday: 3, opens: '20:00', closes: '02:00' },
  ])
})

test('a closure is typed in either calendar, and taken away', async () => {
  const close = (fields: Record<string, string>) => send(owner, at('/hours?do=closure'), fields)
  expect(
    (await close({ startsOn: '۱۴۰۵/۱۰/۱', endsOn: '1405/10/3', reason: 'Yalda', yearly: 'jalali' })).status,
  ).toBe(303)
  expect((await close({ startsOn: '2026-12-31', endsOn: '', reason: '', yearly: '' })).status).toBe(303)
  const wrong = await close({ startsOn: '2026-02-30', reason: 'Kept as typed' })
  expect(wrong.status).toBe(400)
  expect(wrong.text).toContain('value="Kept as typed"')
  const listed = await owner.get<{ closures: { id: string; startsOn: string; yearly: string | null }[] }>(
    '/api/shops/harbor/closures',
  )
  expect(listed.body.closures).toMatchObject([
    { startsOn: '2026-12-22', endsOn: '2026-12-24', yearly: 'jalali' },
    { startsOn: '2026-12-31', endsOn: '2026-12-31', yearly: null },
  ])
  const id = listed.body.closures[0]?.id ?? ''
  expect((await send(owner, at('/hours?do=remove'), { closure: id })).status).toBe(303)
})

test('a manager writes hours over midnight, two stretches a day and yearly closures of either calendar, in any digits', async () => {
  const manager = await hire('manager')
  const before = (await app.guest.get('/api/shops/harbor')).body['hours']
  const week: [string, string][] = [
    ['hours.0.weekday', '5'],
    ['hours.0.opens', '6 pm'],
    ['hours.0.closes', '۲:۰۰'],
    ['hours.1.weekday', '6'],
    ['hours.1.opens', '9'],
    ['hours.1.closes', '12:30'],
    ['hours.2.weekday', '6'],
    ['hours.2.opens', '1.30 pm'],
    ['hours.2.closes', '1800'],
  ]
  const save = async (rows: [string, string][]) =>
    send(manager, at('/hours?do=week'), [['version', await version()], ...rows])
  for (const [wrong, ...said] of [
    ['noon', 'Please write a time such as 09:30.', 'value="noon"'],
    ['25:00', 'Please write a time such as 09:30.', 'value="25:00"'],
    ['', 'Please fill this in.'],
  ] as const) {
    const refused = await save([...week.slice(0, 2), ['hours.0.closes', wrong], ...week.slice(3)])
    expect(refused.status, wrong).toBe(400)
    for (const text of [...said, 'value="6 pm"', 'value="1.30 pm"'])
      expect(refused.text, wrong).toContain(text)
  }
  // Saturday begins while Friday's night is still open.
  const overlap = await save([...week.slice(0, 4), ['hours.1.opens', '1:00'], ...week.slice(5)])
  expect(overlap.status).toBe(400)
  expect(overlap.text).toContain('value="1:00"')
  expect((await save(week)).to).toBe(at('/hours?saved=1'))
  expect((await app.guest.get('/api/shops/harbor')).body['hours']).toEqual([
    { weekday: 5, opens: '18:00', closes: '02:00' },
    { weekday: 6, opens: '09:00', closes: '12:30' },
    { weekday: 6, opens: '13:30', closes: '18:00' },
  ])
  const shown = (await manager.get<string>(`/fa${at('/hours')}`)).text
  expect(shown).toContain('value="۱۸:۰۰"')
  const close = (fields: Record<string, string>) => send(manager, at('/hours?do=closure'), fields)
  const bad = await close({ startsOn: '1405/13/01', reason: 'Nowruz', yearly: 'jalali' })
  expect(bad.status).toBe(400)
  for (const text of ['value="1405/13/01"', 'value="Nowruz"']) expect(bad.text).toContain(text)
  expect(
    (await close({ startsOn: '۱۴۰۶/۱/۱', endsOn: '۱۴۰۶/۱/۴', reason: 'Nowruz', yearly: 'jalali' })).status,
  ).toBe(303)
  expect((await close({ startsOn: '2026-12-25', reason: 'Christmas', yearly: 'gregorian' })).status).toBe(303)
  const { closures } = (
    await manager.get<{
      closures: { id: string; startsOn: string; reason: string; yearly: string | null }[]
    }>('/api/shops/harbor/closures')
  ).body
  expect(closures.map(({ startsOn, reason, yearly }) => [startsOn, reason, yearly])).toEqual(
    expect.arrayContaining([
      ['2027-03-21', 'Nowruz', 'jalali'],
      ['2026-12-25', 'Christmas', 'gregorian'],
    ]),
  )
  for (const { id } of closures) await send(manager, at('/hours?do=remove'), { closure: id })
  await owner.put('/api/shops/harbor/hours', { hours: before })
})

test('place and contact are saved; what was emptied is cleared, what is wrong is kept as typed', async () => {
  const form = async (fields: Record<string, string>) =>
    send(owner, at('/place'), [
      ['version', await version()],
      ['kinds', 'workshop'],
      ['kinds', 'device'],
      ...Object.entries({
        name: 'Harbor Auto',
        address: '2 Pier Road',
        city: 'New York',
        region: 'US',
        timezone: 'America/New_York',
        locale: 'en',
        calendar: 'gregorian',
        phone: '(212) 555-0123',
        email: '',
        website: 'harbor.example',
        accent: '#0A7B83',
        lat: '۴۰٫۷',
        lon: '-74',
        ...fields,
      }),
    ])
  expect((await form({})).status).toBe(303)
  expect(await settings()).toMatchObject({
    name: 'Harbor Auto',
    kinds: ['workshop', 'device'],
    phone: '+12125550123',
    email: null,
    website: 'https://harbor.example',
    location: { lat: 40.7, lon: -74 },
  })
  expect((await form({ phone: '', lat: '', lon: '', accent: '' })).status).toBe(303)
  expect(await settings()).toMatchObject({ phone: null, location: null, accent: null })
  const refused = await form({ name: '', lat: '91', phone: '12', city: 'Kept' })
  expect(refused.status).toBe(400)
  expect(refused.text).toContain('value="Kept"')
  expect((await form({ lat: '40', lon: '' })).text).toContain('href="#f-lon"')
})

test('booking policies and tax are saved, an unticked box is a no', async () => {
  const booking = {
    confirmBookings: 'by_staff',
    slotStepMinutes: '15',
    leadMinutes: '0',
    horizonDays: '۳۰',
    cancelUntilMinutes: '1440',
    rescheduleUntilMinutes: '60',
    confirmAskMinutes: '1440',
    confirmReleaseMinutes: '240',
    offerMinutes: '30',
    noShowLimit: '',
  }
  expect((await send(owner, at('/booking'), { version: await version(), ...booking })).status).toBe(303)
  expect(await settings()).toMatchObject({
    confirmBookings: 'by_staff',
    horizonDays: 30,
    confirmAskMinutes: 1440,
    confirmReleaseMinutes: 240,
    offerMinutes: 30,
    noShowLimit: null,
    qualityCheck: false,
  })
  const on = { version: await version(), ...booking, qualityCheck: 'on' }
  expect((await send(owner, at('/booking'), on)).status).toBe(303)
  expect(await settings()).toMatchObject({ qualityCheck: true })
  expect(
    (await send(owner, at('/booking'), { version: await version(), ...booking, horizonDays: '999' })).status,
  ).toBe(400)
  const papers = {
    version: await version(),
    taxMode: 'included',
    rounding: 'half_away_per_rate',
    legalName: '',
    taxNumber: 'US-1',
    invoicePrefix: '',
    fiscalYearStarts: '4',
  }
  expect((await send(owner, at('/tax?do=papers'), papers)).status).toBe(303)
  expect(
    (await send(owner, at('/tax?do=add'), { name: 'Reduced', percent: '4.5', isDefault: 'on' })).status,
  ).toBe(303)
  const now = await settings()
  expect(now).toMatchObject({ taxMode: 'included', fiscalYearStarts: 4, taxNumber: 'US-1', legalName: null })
  const rates = now['taxRates'] as { id: string; isDefault: boolean; percent: number }[]
  expect(rates).toMatchObject([
    { percent: 4.5, isDefault: true },
    { percent: 8.875, isDefault: false },
  ])
  const old = { rate: rates[1]?.id ?? '', name: 'Sales tax', percent: '8.875' }
  expect((await send(owner, at('/tax?do=rate'), { ...old, isDefault: 'true' })).status).toBe(303)
  const refused = await send(owner, at('/tax?do=rate'), { ...old, retire: 'true' })
  expect(refused.status).toBe(409)
  expect(refused.text).toContain('Choose another one as the usual rate first')
})

test('texts are saved in both languages, and an emptied one goes', async () => {
  const form = (about: string) =>
    send(owner, at('/texts'), {
      'texts.0.key': 'about',
      'texts.0.locale': 'en',
      'texts.0.body': about,
      'texts.1.key': 'about',
      'texts.1.locale': 'fa',
      'texts.1.body': 'کنار آب',
    })
  expect((await form('By the water')).status).toBe(303)
  expect((await app.guest.get('/api/shops/harbor')).body['about']).toBe('By the water')
  expect((await form('')).status).toBe(303)
  expect((await app.guest.get('/api/shops/harbor')).body['about']).toBe('کنار آب')
})

test('what is on offer just now stands on the shop’s page until it is emptied, and is the business of those who may [S0.17d]', async () => {
  const form = (who: Person, body: string) =>
    send(who, at('/texts'), {
      'texts.0.key': 'promotion',
      'texts.0.locale': 'en',
      'texts.0.body': body,
    })
  const offer = 'Winter check for $49 until 31 January'
  expect((await form(technician, offer)).status).toBe(403)
  expect((await form(await hire('marketing'), offer)).status).toBe(303)
  expect((await app.guest.get('/shops/harbor')).text).toContain(offer)
  expect((await app.guest.get('/fa/shops/harbor')).text).toContain('پیشنهاد این روزها')
  expect((await form(owner, '')).status).toBe(303)
  expect((await app.guest.get('/shops/harbor')).text).not.toContain('On offer now')
})

test('services are added, repriced, moved, retired and offered again by forms [S0.17b] [S0.17c] [S4.04b]', async () => {
  const service = {
    name: 'Oil change',
    description: '',
    category: 'Maintenance',
    'translations.fa.name': 'تعویض روغن',
    durationMinutes: '۶۰',
    setupMinutes: '0',
    cleanupMinutes: '10',
    'needs.0.kind': 'technician',
    'needs.0.skill': '',
    'needs.0.count': '1',
    'needs.0.holdsCleanup': 'on',
    dropOff: 'false',
    runsBeside: 'on',
    confirmBookings: 'by_staff',
    'needs.1.kind': '',
    'needs.1.count': '1',
    taxRateId: '',
    cost: '',
    leadMinutes: '',
    dailyLimit: '',
  }
  const add = (fields: Record<string, string>) =>
    send(owner, at('/services/new'), { ...service, priceKind: 'fixed', ...fields })
  expect((await add({ price: '1,29.00.0' })).text).toContain('Please enter an amount')
  expect((await add({ price: '' })).status).toBe(400)
  expect(await add({ price: '$129.00' })).toMatchObject({ status: 303, to: at('/services?saved=1') })
  const brakes = await addService({ name: 'Brakes' })
  const list = async () =>
    (
      await app.guest.get<{ services: { id: string; name: string; price: unknown }[] }>(
        '/api/shops/harbor/services',
      )
    ).body.services
  const [oil] = await list()
  expect(oil).toMatchObject({ name: 'Oil change', price: { amount: 12_900, currency: 'USD' } })
  const { body: catalog } = await owner.get<{ services: unknown[] }>('/api/shops/harbor/catalog')
  expect(catalog.services[0]).toMatchObject({
    dropOff: false,
    runsBeside: true,
    confirmBookings: 'by_staff',
    needs: [{ kind: 'technician', holdsSetup: false, holdsCleanup: true }],
  })
  const page = at(`/services/${oil?.id}`)
  const shown = (await owner.get<string>(page)).text
  for (const value of ['value="129.00"', 'value="تعویض روغن"', 'value="60"']) expect(shown).toContain(value)
  const price = { version: '1', priceKind: 'from', price: '۱۴۹٫۵۰' }
  expect((await send(owner, `${page}?do=price`, price)).status).toBe(303)
  expect((await send(owner, `${page}?do=price`, price)).status).toBe(409)
  expect(
    (await send(owner, `${page}?do=edit`, { ...service, version: '2', name: 'Oil and filter' })).status,
  ).toBe(303)
  expect((await list())[0]).toMatchObject({ name: 'Oil and filter', price: { amount: 14_950 } })
  expect((await send(owner, at('/services?do=move'), { move: `down ${oil?.id}` })).status).toBe(303)
  expect((await list()).map((one) => one.id)).toEqual([brakes.id, oil?.id])
  expect((await send(owner, `${page}?do=retire`, { version: '3', retired: 'true' })).status).toBe(303)
  expect(await list()).toHaveLength(1)
  expect((await send(owner, at('/services?do=restore'), { service: oil?.id ?? '' })).status).toBe(303)
  expect(await list()).toHaveLength(2)
  expect(
    (await send(other.owner, `/desk/${other.shop.slug}/settings/services/${oil?.id}?do=price`, price)).status,
  ).toBe(404)
})

test('people are taken on once for a double click, planned, given time off, and leave', async () => {
  const key = '31111111-2222-4333-8444-555555555555'
  const zoe: [string, string][] = [
    ['_key', key],
    ['name', 'Zoe'],
    ['roles', 'technician'],
    ['email', ''],
  ]
  const [first, second] = await Promise.all([
    send(owner, at('/people'), zoe),
    send(owner, at('/people'), zoe),
  ])
  expect([first.status, first.to]).toEqual([303, second.to])
  const page = String(first.to).replace('?saved=1', '')
  const resources = await owner.get<{
    resources: { id: string; name: string; shifts: unknown[]; skills: string[] }[]
  }>('/api/shops/harbor/resources')
  const resource = resources.body.resources.find((one) => one.name === 'Zoe')?.id ?? ''
  const shifts = {
    resource,
    'shifts.0.weekday': '1',
    'shifts.0.opens': '08:00',
    'shifts.0.closes': '12:00',
    from: '1405/9/14',
  }
  expect((await send(owner, `${page}?do=shifts`, shifts)).status).toBe(303)
  const able = { resource, version: '1', skills: 'brakes، diagnostics, brakes', lanes: '2' }
  expect((await send(owner, `${page}?do=able`, able)).status).toBe(303)
  const away = { resource, firstDay: '2026-12-10', lastDay: '', fromTime: '', toTime: '', reason: 'Flu' }
  expect((await send(owner, `${page}?do=away`, away)).status).toBe(303)
  const shown = (await owner.get<string>(page)).text
  for (const part of ['brakes, diagnostics', 'Flu', 'Dec 10']) expect(shown).toContain(part)
  const after = await owner.get<typeof resources.body>('/api/shops/harbor/resources')
  expect(after.body.resources.find((one) => one.id === resource)).toMatchObject({
    lanes: 2,
    skills: ['brakes', 'diagnostics'],
    shifts: [{ weekday: 1, from: '2026-12-05' }],
  })
  const off = await owner.get<{ timeOff: { id: string; startsAt: string; endsAt: string }[] }>(
    '/api/shops/harbor/time-off',
  )
  expect(off.body.timeOff).toMatchObject([
    { startsAt: '2026-12-10T00:00:00-05:00', endsAt: '2026-12-11T00:00:00-05:00' },
  ])
  expect((await send(owner, `${page}?do=back`, { timeOff: off.body.timeOff[0]?.id ?? '' })).status).toBe(303)
  expect((await send(owner, `${page}?do=leave`, {})).status).toBe(303)
  expect((await owner.get(page)).status).toBe(404)
})

test('bays are added, planned and taken out of use by forms', async () => {
  const added = await send(owner, at('/bays'), { kind: 'bay', name: 'Bay 9', skills: '', lanes: '' })
  expect(added.status).toBe(303)
  const bay = await addResource({ name: 'Bay 2' })
  const page = at(`/bays/${bay.id}`)
  expect((await send(owner, `${page}?do=name`, { version: '1', name: 'Lift' })).status).toBe(303)
  expect((await owner.get<string>(page)).text).toContain('<h1>Lift</h1>')
  expect((await send(advisor, `${page}?do=retire`, {})).status).toBe(403)
  expect((await send(owner, `${page}?do=retire`, {})).status).toBe(303)
  expect((await owner.get(page)).status).toBe(404)
})

test('whoever was asked joins by the page of the link', async () => {
  await send(owner, at('/people'), { name: 'Tom', roles: 'advisor', email: 'tom@example.com' })
  await app.drainJobs()
  const link =
    /http:\/\/fixbay\.test(\/join\S+)/.exec(app.outbox.mails('tom@example.com').at(-1)?.text ?? '')?.[1] ?? ''
  const stranger = await app.guest.get<string>(link)
  expect(stranger.status).toBe(200)
  expect(stranger.text).toContain('Make an account and join')
  expect(stranger.headers['cache-control']).toBe('no-store')
  const tom = await app.people.add()
  expect((await tom.get<string>(link)).text).toContain('Join Harbor Auto')
  expect(await send(tom, link, {})).toMatchObject({ status: 303, to: `/desk/${shop.slug}` })
  expect((await tom.get(at('/people'))).status).toBe(200)
  expect((await tom.get(link)).status).toBe(404)
})
