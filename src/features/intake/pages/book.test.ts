import { expect, test } from 'vitest'
import { testApp } from '../../../kit/testing/app.ts'
import { testShop } from '../../../kit/testing/shop.ts'
import { addPages } from '../../../web/testing/pages.ts'
import { type Doing, plainBrowser, type PlainBrowser, textOf } from '../../../web/testing/plain-browser.ts'

// Tuesday, eight in the morning in New York.
const house = await testApp({ at: '2026-12-01T13:00:00Z' })
const { app, outbox, drainJobs } = house
await addPages(app)
const hours = [1, 2, 3, 4, 5].map((weekday) => ({ weekday, opens: '08:00', closes: '17:00' }))
const needs = [{ kind: 'technician' as const }, { kind: 'bay' as const }]
const { shop, hire, addService, addResource } = await testShop(house, { hours })
await hire('technician')
await addResource()
const brakes = await addService({ name: 'Brake pads', needs, durationMinutes: 60 })
const oil = await addService({ name: 'Oil change', needs, price: { amount: 8900, currency: 'USD' } })
const diagnosis = await addService({ name: 'Find the cause', needs, priceKind: 'quote', price: null })

const book = `/shops/${shop.slug}/book`
const car: Doing = {
  fill: {
    'asset.make': 'Toyota',
    'asset.model': 'Corolla',
    'asset.year': '۲۰۱۹',
    description: 'It squeaks.',
  },
}
const guest: Doing = {
  fill: { 'customer.name': 'Grace Guest', 'customer.phone': '(212) 555-0123' },
  tick: { termsAccepted: 'on' },
}
const JPEG_HEAD = Uint8Array.from([0x4d, 0x5a, 0x90, 0, 3, 0, 0, 0, 4, 0, 0, 0, 0xff, 0xff])

/** Chooses a service and a time of a day. */
async function chooseTime(tab: PlainBrowser, time: string, prefix = ''): Promise<void> {
  await tab.open(`${prefix}${book}?service=${brakes.id}&day=${time.slice(0, 10)}`)
  await tab.press(/^(?:Next: your car|بعدی: خودرو)$/, { tick: { startsAt: time } })
}

/** Everything up to the last button. */
async function fillInAll(tab: PlainBrowser, time: string): Promise<void> {
  await chooseTime(tab, time)
  await tab.press('Next: your name', car)
}

const freeStarts = async (date: string): Promise<string[]> => {
  const { body } = await house.guest.get(
    `/api/shops/${shop.slug}/slots?service=${brakes.id}&from=${date}&to=${date}`,
  )
  return body.slots.map((slot: { startsAt: string }) =>
    Temporal.Instant.from(slot.startsAt).toString(),
  ) as string[]
}
const ordersOf = async () => {
  const { rows } = await house.services.database.pool.query<{ number: number }>(
    'select number from orders where shop_id = $1',
    [shop.id],
  )
  return rows.length
}

test('a guest books in four plain pages: what, when, which, who [S0.01a] [S0.01b] [S0.02a] [S0.03a] [S0.03b] [S0.04] [S1.3.5] [S1.3.6] [S1.3.7] [S2.04a]', async () => {
  const tab = plainBrowser(app)
  const first = await tab.open(book)
  expect(first.status).toBe(200)
  expect(textOf(first.html)).toContain('What needs doing?')
  const when = await tab.press('Choose a time', { tick: { service: [brakes.id, oil.id] } })
  expect(when.path).toContain(`service=${brakes.id}`)
  expect(textOf(when.html)).toContain('First free')
  expect(textOf(when.html)).toContain('$237.35 tax included')
  await tab.press(/^Wed2Dec\d+ free$/)
  const which = await tab.press('Next: your car', { tick: { startsAt: '2026-12-02T14:00:00Z' } })
  expect(textOf(which.html)).toContain('Wed, Dec 2, 9:00 AM')
  const who = await tab.press('Next: your name', car)
  expect(textOf(who.html)).toContain('Toyota Corolla')
  expect(textOf(who.html)).toMatch(
    /What it will cost.*Brake pads ?\$129\.00.*Sales tax 8\.875% ?\$19\.35.*Total ?\$237\.35/,
  )
  const booked = await tab.press('Book tomorrow 9:00 AM', guest)
  expect([booked.status, booked.path]).toEqual([200, expect.stringMatching(/^\/track\/\w{16}\?new=1$/)])
  expect(textOf(booked.html)).toContain('Your Corolla is booked for tomorrow, 9:00 AM.')
  expect(await freeStarts('2026-12-02')).not.toContain('2026-12-02T14:00:00Z')
  await drainJobs()
  expect(outbox.texts('+12125550123')[0]?.text).toContain('/track/')
})

test('a Persian reader finds the services under Persian headings', async () => {
  const fa = { name: 'شست‌وشو', description: '', category: 'نظافت' }
  await addService({ name: 'Wash', category: 'Cleaning', needs, translations: { fa } })
  const tab = plainBrowser(app)
  await tab.open(`/fa${book}`)
  expect(textOf(tab.page.html)).toContain('نظافت')
  expect(textOf(tab.page.html)).not.toContain('Cleaning')
})

test('going on without a choice says what is missing, and a later part cannot be opened first', async () => {
  const tab = plainBrowser(app)
  await tab.open(book)
  expect(textOf((await tab.press('Choose a time')).html)).toContain('Please choose at least one service.')
  await tab.open(`${book}?service=${brakes.id}`)
  expect(textOf((await tab.press('Next: your car')).html)).toContain('Please choose a time.')
  expect(textOf((await tab.open(`${book}?step=who`)).html)).toContain('Please choose at least one service.')
})

test('going on without a service says so once, above all of them', async () => {
  const tab = plainBrowser(app)
  await tab.open(book)
  const { html } = await tab.press('Choose a time')
  // In the summary and beside the first choice.
  expect(html.split('Please choose at least one service.').length - 1).toBe(2)
})

test('what is wrong stands beside its field, and what was typed is kept [S0.03a]', async () => {
  const tab = plainBrowser(app)
  await chooseTime(tab, '2026-12-03T14:00:00Z')
  const wrong = await tab.press('Next: your name', {
    fill: { 'asset.make': 'Lada', 'asset.model': '', 'asset.year': '3000', description: 'x'.repeat(100_000) },
  })
  expect(wrong.status).toBe(400)
  for (const words of ['Model: Please fill this in.', 'At most 10,000 characters, please.'])
    expect(textOf(wrong.html)).toContain(words)
  expect(wrong.html).toMatch(/name="asset\.make"[^>]*value="Lada"|value="Lada"[^>]*name="asset\.make"/)
  expect(wrong.html).toContain('x'.repeat(100_000))
  const year = await tab.press('Next: your name', { fill: { 'asset.model': 'Niva', description: 'Old' } })
  expect(textOf(year.html)).toMatch(/Year: .*2027/)
  await tab.press('Next: your name', { fill: { 'asset.year': '1398' } })
  const nobody = await tab.press('Book Thursday 9:00 AM', { fill: { 'customer.name': '' } })
  expect(nobody.status).toBe(400)
  expect(textOf(nobody.html)).toContain('Name: Please fill this in.')
  expect(textOf(nobody.html)).toContain('Mobile phone: An e-mail address or a phone number is needed.')
  expect(textOf(nobody.html)).toContain('Please agree to the terms first.')
  const phone = await tab.press('Book Thursday 9:00 AM', {
    fill: { 'customer.name': 'Nia', 'customer.phone': '12' },
    tick: { termsAccepted: 'on' },
  })
  expect(textOf(phone.html)).toMatch(/Mobile phone: /)
  expect(phone.html).toContain('value="Nia"')
  const booked = await tab.press('Book Thursday 9:00 AM', { fill: { 'customer.phone': '۲۱۲۵۵۵۰۱۷۷' } })
  expect(textOf(booked.html)).toContain('Lada Niva 2019')
})

test('a time that somebody else takes between page and confirm: all typed is kept, the nearest are one press away', async () => {
  const tab = plainBrowser(app)
  await fillInAll(tab, '2026-12-04T15:00:00Z')
  // The ten minutes that it was held are over, and somebody else is faster.
  house.clock.advance({ minutes: 10 })
  const other = plainBrowser(app)
  await fillInAll(other, '2026-12-04T15:00:00Z')
  expect((await other.press('Book Friday 10:00 AM', guest)).path).toContain('/track/')
  const taken = await tab.press('Book Friday 10:00 AM', guest)
  expect(taken.status).toBe(409)
  expect(textOf(taken.html)).toContain('This time has just been taken')
  expect(taken.html).not.toContain('value="2026-12-04T15:00:00Z"')
  expect(taken.html).toContain('value="Grace Guest"')
  const buttons = [...taken.html.matchAll(/<button[^>]*name="book"[^>]*>(.*?)<\/button>/g)]
  expect(buttons.map(([, words = '']) => textOf(words))).toEqual([
    'Book Friday 9:00 AM',
    'Book Friday 11:00 AM',
    expect.stringMatching(/^Book Friday/),
  ])
  const booked = await tab.press('Book Friday 9:00 AM')
  expect(booked.path).toContain('/track/')
  expect(textOf(booked.html)).toContain('Fri, Dec 4, 9:00 AM')
})

test('a chosen time is held while the form is filled; going back gives it back', async () => {
  const tab = plainBrowser(app)
  await chooseTime(tab, '2026-12-10T14:00:00Z')
  expect(tab.page.path).toMatch(/[?&]hold=[\w-]{43}/)
  expect(textOf(tab.page.html)).toMatch(/Thu, Dec 10, 9:00 AM ?Held for you until 8:\d0 AM/)
  expect(await freeStarts('2026-12-10')).not.toContain('2026-12-10T14:00:00Z')
  const who = await tab.press('Next: your name', car)
  expect(textOf(who.html)).toContain('Held for you until')
  await tab.press(/^Change.*When/)
  expect(textOf(tab.page.html)).not.toContain('Held for you')
  expect(await freeStarts('2026-12-10')).toContain('2026-12-10T14:00:00Z')
  // A reload of the address with a hold that is over says so, and the time can still be had.
  const reloaded = await tab.open(
    `${book}?service=${brakes.id}&startsAt=2026-12-10T14:00:00Z&hold=${'x'.repeat(43)}`,
  )
  expect(textOf(reloaded.html)).toContain('It is still free')
})

test('who holds a time books it though it was nearly over; who let it run out may still be lucky', async () => {
  const tab = plainBrowser(app)
  await fillInAll(tab, '2026-12-14T14:00:00Z')
  house.clock.advance({ minutes: 9 })
  expect((await tab.press('Book Mon, Dec 14, 9:00 AM', guest)).path).toContain('/track/')
  await fillInAll(tab, '2026-12-14T15:00:00Z')
  house.clock.advance({ minutes: 11 })
  expect((await tab.press('Book Mon, Dec 14, 10:00 AM', guest)).path).toContain('/track/')
})

test('a guest joins the waitlist by the form, in plain pages, and sees it on the page of the request', async () => {
  const tab = plainBrowser(app)
  await tab.open(`${book}?service=${brakes.id}`)
  const wait = await tab.press('join the waitlist')
  expect(textOf(wait.html)).toContain('As soon as a time becomes free')
  await tab.press('Next: your car', { tick: { 'wait.part': 'evening' } })
  await tab.press('Next: your name', car)
  const joined = await tab.press('Join the waitlist', guest)
  expect(joined.path, textOf(joined.html)).toMatch(/^\/track\/\w{16}\?new=1$/)
  expect(textOf(joined.html)).toContain('You are number 1 on the waitlist')
})

test('a second press of the last button books nothing more and leads to the same repair', async () => {
  const tab = plainBrowser(app)
  await fillInAll(tab, '2026-12-07T14:00:00Z')
  const before = await ordersOf()
  const presses = await Promise.all([1, 2, 3].map(() => tab.send('Book Mon, Dec 7, 9:00 AM', guest)))
  const again = await tab.send('Book Mon, Dec 7, 9:00 AM', guest)
  expect(new Set([...presses, again].map(({ path }) => path)).size).toBe(1)
  expect(await ordersOf()).toBe(before + 1)
})

test('photos go up with the form; a renamed executable is refused beside the field and the rest is kept [S0.03c]', async () => {
  const { default: sharp } = await import('sharp')
  const picture = await sharp({ create: { width: 64, height: 48, channels: 3, background: 'teal' } })
    .jpeg()
    .toBuffer()
  const tab = plainBrowser(app)
  await chooseTime(tab, '2026-12-08T14:00:00Z')
  const files = {
    imageIds: [
      { name: 'a.jpg', bytes: picture },
      { name: 'virus.jpg', bytes: JPEG_HEAD },
    ],
  }
  const refused = await tab.press('Next: your name', { ...car, files })
  expect(refused.status).toBe(400)
  expect(textOf(refused.html)).toContain('This is not a photo that can be used')
  expect(textOf(refused.html)).toContain('Photo 1')
  expect(refused.html).toContain('value="Corolla"')
  const who = await tab.press('Next: your name', car)
  expect(textOf(who.html)).toContain('1 photo')
  const booked = await tab.press(/^Book /, guest)
  expect(booked.html).toMatch(/<img[^>]+\/files\/[^"]+thumb/)
})

test('a photo can be left out again without JavaScript', async () => {
  const { default: sharp } = await import('sharp')
  const picture = await sharp({ create: { width: 9, height: 9, channels: 3, background: 'red' } })
    .png()
    .toBuffer()
  const tab = plainBrowser(app)
  await chooseTime(tab, '2026-12-09T14:00:00Z')
  await tab.press('Next: your name', { ...car, files: { imageIds: [{ name: 'a.png', bytes: picture }] } })
  const back = await tab.press(/^Change: Which car/)
  expect(textOf(back.html)).toContain('Photo 1')
  expect(textOf((await tab.press('Remove: Photo 1')).html)).not.toContain('Photo 1')
})

test('a foreign or retired service is not there; a day without times leads to the next free one', async () => {
  const { addService: addElsewhere } = await testShop(house)
  const foreign = await addElsewhere()
  const tab = plainBrowser(app)
  expect(textOf((await tab.open(`${book}?service=${foreign.id}`)).html)).toContain('What needs doing?')
  expect((await tab.open(`${book}?service=${brakes.id}&startsAt=nonsense&day=nonsense&from=9`)).status).toBe(
    200,
  )
  const gone = await tab.open(`${book}?service=${brakes.id}&startsAt=2026-11-01T14:00:00Z`)
  expect(textOf(gone.html)).toContain('not free for this any more')
  expect((await tab.open('/shops/nowhere/book')).status).toBe(404)
})

test('whoever finds no time, or no service, asks the shop: a request without a time [S1.4.4e] [S3.C2a] [S3.C2b] [S3.C2c]', async () => {
  const tab = plainBrowser(app)
  await tab.open(`/fa${book}`)
  const wish = await tab.press('شرح بدهید و قیمت بپرسید')
  expect(textOf(wish.html)).toContain('چه زمانی برایتان مناسب است؟')
  await tab.press('بعدی: خودرو', {
    fill: { 'preferred.day': '2026-12-03' },
    tick: { 'preferred.part': 'evening' },
  })
  const missing = await tab.press('بعدی: مشخصات شما', { fill: { 'asset.make': 'پژو', 'asset.model': '۲۰۶' } })
  expect(textOf(missing.html)).toContain('چه ایرادی دارد؟: لطفاً این را پر کنید.')
  await tab.press('بعدی: مشخصات شما', { fill: { description: 'کولر سرد نمی‌کند.' } })
  const sent = await tab.press('فرستادن درخواست', {
    fill: { 'customer.name': 'سارا', 'customer.email': 'sara@example.com' },
    tick: { termsAccepted: 'on' },
  })
  expect(sent.path).toMatch(/^\/fa\/track\//)
  expect(textOf(sent.html)).toContain('درخواست شما برای پژو ۲۰۶ به')
  const { rows } = await house.services.database.pool.query<{ at: Temporal.Instant }>(
    `select preferred_at as at from orders where description like 'کولر%'`,
  )
  expect(String(rows[0]?.at)).toBe('2026-12-03T22:00:00Z')
})

test('an open price is said before anything is confirmed [S0.04]', async () => {
  const tab = plainBrowser(app)
  const page = await tab.open(`${book}?service=${diagnosis.id}`)
  expect(textOf(page.html)).toContain('Price after inspection')
  const both = await tab.open(`${book}?service=${diagnosis.id}&service=${oil.id}`)
  expect(textOf(both.html)).toContain('from $96.90')
})

test('a signed-in customer chooses from the garage and is not asked who they are [S1.3.5] [S4.01c] [S4.01d]', async () => {
  const person = await house.people.add({ name: 'Carla Customer' })
  const added = await person.post('/api/garage', {
    kind: 'vehicle',
    make: 'Subaru',
    model: 'Outback',
    plate: 'HTR 2096',
  })
  expect(added.status).toBe(201)
  const tab = plainBrowser(app)
  await tab.open(`/sign-in?to=${encodeURIComponent(`${book}?service=${brakes.id}`)}`)
  await tab.press('Sign in', { fill: { email: person.email, password: person.password } })
  expect(tab.page.path).toContain(brakes.id)
  await tab.press(/^Thu10Dec/)
  await tab.press('Next: your car', { tick: { startsAt: '2026-12-10T14:00:00Z' } })
  expect(textOf(tab.page.html)).toContain('From your garage')
  await tab.press('Next: your name')
  expect(textOf(tab.page.html)).toContain('Carla Customer')
  expect(tab.page.html).not.toContain('name="customer.name"')
  const booked = await tab.press(/^Book /, { tick: { termsAccepted: 'on' } })
  expect(textOf(booked.html)).toContain('Subaru Outback')
  const mine = await person.get('/api/service-request')
  expect(mine.body.requests).toHaveLength(1)
})

test('the page names no cache and keeps what was typed out of the address', async () => {
  const tab = plainBrowser(app)
  await fillInAll(tab, '2026-12-11T14:00:00Z')
  expect(tab.page.path).not.toContain('Corolla')
  expect(String(tab.page.headers['cache-control'])).toContain('private')
})
