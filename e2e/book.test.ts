import { readFileSync } from 'node:fs'
import type { Locator, Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { axeFaults } from './support/axe.ts'
import { visit } from './support/browser.ts'
import { demoFixbay, demoPassword } from './support/demo.ts'
import type { Visit } from './support/visitor.ts'

let url = ''

beforeAll(async () => {
  ;({ url } = await demoFixbay())
}, 300_000)

/** The words of one language by which a person finds their way. */
const WORDS = {
  en: {
    shop: 'Harbor Auto',
    slug: 'harbor-auto',
    book: 'Book a time',
    service: /Oil and filter change/,
    toTimes: 'Choose a time',
    toCar: 'Next: your car',
    make: 'Make',
    model: 'Model',
    issue: /Anything the shop should know/,
    photos: 'Choose photos',
    toName: 'Next: your name',
    name: 'Name',
    phone: 'Mobile phone',
    terms: /I agree to the terms/,
    confirm: /^Book .*\d/,
    booked: /^Your Corolla is booked for .*\d/,
    number: /Booked\. Your number is RO-\d+/,
    story: 'What happened',
    free: /\d free/,
    car: ['Toyota', 'Corolla'],
    typedPhone: '(718) 555-0177',
    what: 'It squeaks when I brake.',
  },
  fa: {
    shop: 'کارشناسی تهران',
    slug: 'tehran-karshenasi',
    book: 'گرفتن نوبت',
    service: /کارشناسی کامل خودرو/,
    toTimes: 'انتخاب وقت',
    toCar: 'بعدی: خودرو',
    make: 'سازنده',
    model: 'مدل',
    issue: /نکته‌ای هست که تعمیرگاه بداند/,
    photos: 'انتخاب عکس',
    toName: 'بعدی: مشخصات شما',
    name: 'نام و نام خانوادگی',
    phone: 'تلفن همراه',
    terms: /شرایط را می‌پذیرم/,
    confirm: /^رزرو .*[۰-۹]/,
    booked: /شما نوبت دارد: .*[۰-۹]/,
    number: /شمارهٔ شما RO-\d+ است/,
    story: 'چه گذشت',
    free: /[۰-۹] خالی/,
    car: ['پژو', '۲۰۶ تیپ ۵'],
    typedPhone: '۰۹۱۲۳۴۵۶۷۸۹',
    what: 'هنگام ترمز صدا می‌دهد.',
  },
} as const

type Words = (typeof WORDS)['en' | 'fa']

const button = (page: Page, name: string | RegExp): Locator => page.getByRole('button', { name, exact: true })

/** Where JavaScript runs, what is pressed before React has taken over goes the plain way; wait, to test the other. */
async function awake(page: Page, visitor: Visit): Promise<void> {
  if (visitor.javaScriptEnabled === false) return
  await page.waitForFunction(() =>
    Object.keys(document.getElementById('main') ?? {}).some((key) => key.startsWith('__react')),
  )
}

/** Chooses a free time of a day far enough ahead that no other test is there, and gives its words. */
async function chooseTime(page: Page, words: Words, day: number): Promise<void> {
  const days = page.getByRole('button', { name: words.free })
  await days.nth(day).click()
  const times = page.getByRole('radio')
  await times.first().waitFor()
  await times.nth(2).check({ force: true })
}

async function tellCar(page: Page, words: Words): Promise<void> {
  await page.getByLabel(words.make, { exact: true }).fill(words.car[0])
  await page.getByLabel(words.model, { exact: true }).fill(words.car[1])
  await page.getByLabel(words.issue).fill(words.what)
}

async function tellName(page: Page, words: Words, name: string): Promise<void> {
  await page.getByLabel(words.name, { exact: true }).fill(name)
  await page.getByLabel(words.phone).fill(words.typedPhone)
  await page.getByRole('checkbox', { name: words.terms }).check()
}

const PICTURE = readFileSync(new URL('../src/kit/files/fixtures/turned.heic', import.meta.url))

const visitors: [string, Visit][] = [
  ['in English on a desk', { locale: 'en', width: 1440 }],
  ['in English on a desk, without JavaScript', { locale: 'en', width: 1440, javaScriptEnabled: false }],
  ['in Persian on a phone', { locale: 'fa', width: 390 }],
  ['in Persian on a phone, without JavaScript', { locale: 'fa', width: 390, javaScriptEnabled: false }],
]

test.each(visitors)(
  'a guest finds a shop, books and follows the repair, %s [S0.01a] [S0.01b] [S0.02a] [S0.03a] [S0.03b] [S0.03c] [S0.04] [S1.3.5] [S4.01d] [S4.T7]',
  async (_who, visitor) => {
    const words = WORDS[visitor.locale ?? 'en']
    const index = visitors.findIndex(([, one]) => one === visitor)
    const { page, leave } = await visit(url, visitor)
    await page.goto('/')
    await page.getByRole('link', { name: words.shop }).first().click()
    await page.getByRole('heading', { level: 1, name: words.shop }).waitFor()
    await page.getByRole('link', { name: words.book, exact: true }).first().click()
    await awake(page, visitor)
    await page.getByRole('checkbox', { name: words.service }).check()
    await button(page, words.toTimes).click()
    await chooseTime(page, words, 3 + index)
    await button(page, words.toCar).click()
    await tellCar(page, words)
    await page
      .getByLabel(words.photos)
      .setInputFiles({ name: 'brake.heic', mimeType: 'image/heic', buffer: PICTURE })
    await button(page, words.toName).click()
    await tellName(page, words, 'Sara Ahmadi')
    await button(page, words.confirm).click()
    await page.waitForURL(/\/track\/\w{16}/)
    await page.getByText(words.number).waitFor()
    const heading = await page.getByRole('heading', { level: 1 }).innerText()
    expect(heading).toMatch(words.booked)
    expect(await page.getByRole('img').count()).toBe(1)
    await page.getByRole('heading', { name: words.story }).waitFor()
    expect(await page.getAttribute('html', 'dir')).toBe(visitor.locale === 'fa' ? 'rtl' : 'ltr')
    await leave()
  },
)

async function upToName(page: Page, words: Words, day: number, visitor: Visit): Promise<void> {
  await page.goto(`/shops/${words.slug}/book`)
  await awake(page, visitor)
  await page.getByRole('checkbox', { name: words.service }).check()
  await button(page, words.toTimes).click()
  await chooseTime(page, words, day)
  await button(page, words.toCar).click()
  await tellCar(page, words)
  await button(page, words.toName).click()
  await page.getByLabel(words.name, { exact: true }).waitFor()
}

test('two people want one time: the second keeps what was typed and takes the nearest with one press', async () => {
  const words = WORDS.en
  const first = await visit(url)
  const second = await visit(url)
  for (const { page } of [first, second]) {
    await upToName(page, words, 7, {})
    await tellName(page, words, 'Ida Instead')
  }
  await button(first.page, words.confirm).click()
  await first.page.waitForURL(/\/track\//)
  // The shop works on several cars at once: others take the rest.
  const wanted = (await second.page.locator('input[name=startsAt]').inputValue()) || ''
  await giveBack(second.page)
  await takeAll(second.page, wanted)
  await button(second.page, words.confirm).click()
  await second.page.getByText('This time has just been taken').waitFor()
  await second.page.getByRole('button', { name: words.confirm }).first().click()
  await second.page.waitForURL(/\/track\//)
  expect(await second.page.getByRole('heading', { level: 1, name: words.booked }).count()).toBe(1)
  await first.leave()
  await second.leave()
})

/** The ten minutes that a time is held for are over. */
async function giveBack(page: Page): Promise<void> {
  const hold = await page.locator('input[name=hold]').inputValue()
  const answer = await fetch(`${url}/api/shops/harbor-auto/holds/${hold}`, { method: 'DELETE' })
  expect(answer.status).toBe(204)
}

/** Others take what is left of a time, until nothing is. */
async function takeAll(page: Page, startsAt: string): Promise<void> {
  const service = await page.locator('input[name=service]').first().inputValue()
  for (let tries = 0; tries < 30; tries += 1) {
    const answer = await fetch(`${url}/api/appointment`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        shop: 'harbor-auto',
        serviceIds: [service],
        startsAt,
        asset: { kind: 'vehicle', make: 'Saab', model: '900' },
        description: 'I was faster.',
        customer: { name: `Faster ${tries}`, email: `faster${tries}@example.com` },
      }),
    })
    if (answer.status === 409) return
    expect(answer.status).toBe(201)
  }
  throw new Error('the time is still free')
}

test('a double click on the last button books once, and the page follows the repair by itself [S3.C3b]', async () => {
  const words = WORDS.en
  const { page, leave } = await visit(url)
  await upToName(page, words, 8, {})
  await tellName(page, words, 'Dora Double')
  await button(page, words.confirm).dblclick()
  await page.waitForURL(/\/track\//)
  await page.getByRole('heading', { level: 1, name: words.booked }).waitFor()
  const orders = await ordersOf('Dora Double')
  expect(orders).toHaveLength(1)
  await followsByItself(page, orders[0]?.id ?? '')
  await leave()
})

/** The work begins at the shop: whoever comes back to the open page reads it there. */
async function followsByItself(page: Page, id: string): Promise<void> {
  await asAdvisor('PATCH', `/api/service-request/${id}/status`, { status: 'in_progress' })
  await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')))
  await page.getByRole('heading', { level: 1, name: 'Your Corolla is being worked on.' }).waitFor()
}

/** Calls REST as the shop's advisor. */
async function asAdvisor<Body>(method: string, path: string, body?: object): Promise<Body> {
  const headers = { 'content-type': 'application/json' }
  const advisor = JSON.stringify({ email: 'advisor@fixbay.example', password: demoPassword })
  const signedIn = await fetch(`${url}/api/auth/login`, { method: 'POST', headers, body: advisor })
  const { accessToken } = (await signedIn.json()) as { accessToken: string }
  const answer = await fetch(url + path, {
    method,
    headers: { ...headers, authorization: `Bearer ${accessToken}` },
    ...(body ? { body: JSON.stringify(body) } : {}),
  })
  expect(answer.ok, path).toBe(true)
  return (await answer.json()) as Body
}

/** The repairs that the shop has of somebody. */
async function ordersOf(name: string): Promise<{ id: string }[]> {
  const path = `/api/service-request?shop=harbor-auto&q=${encodeURIComponent(name)}`
  return (await asAdvisor<{ requests: { id: string }[] }>('GET', path)).requests
}

test('photos show their way and are sent again; a renamed executable is refused and the rest goes on', async () => {
  const words = WORDS.en
  const { page, context, leave } = await visit(url)
  await page.goto(`/shops/${words.slug}/book`)
  await awake(page, {})
  await page.getByRole('checkbox', { name: words.service }).check()
  await button(page, words.toTimes).click()
  await chooseTime(page, words, 5)
  await button(page, words.toCar).click()
  await tellCar(page, words)
  await page.getByLabel(words.photos).setInputFiles([
    { name: 'brake.heic', mimeType: 'image/heic', buffer: PICTURE },
    { name: 'program.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('MZ\u0090\u0000 not a photo') },
  ])
  await page.getByText('Not a photo that can be used.').waitFor()
  expect(await page.getByText('Sent', { exact: true }).count()).toBe(1)
  await page.getByRole('button', { name: 'Remove: Photo 2' }).click()
  await context.route('**/api/uploads', (route) => route.abort())
  await page
    .getByLabel(words.photos)
    .setInputFiles({ name: 'other.heic', mimeType: 'image/heic', buffer: PICTURE })
  await page.getByText('It did not get through').waitFor()
  await context.unroute('**/api/uploads')
  await page.getByRole('button', { name: 'Send again: Photo 2' }).click()
  await page.getByText('Sent', { exact: true }).nth(1).waitFor()
  await button(page, words.toName).click()
  await page.getByText('2 photos').waitFor()
  await leave()
})

test('what was typed survives a reload and the way to the sign-in and back', async () => {
  const words = WORDS.en
  const { page, leave } = await visit(url)
  await upToName(page, words, 5, {})
  await page.getByLabel(words.name, { exact: true }).fill('Rita Reload')
  await page.reload()
  await awake(page, {})
  await page.getByRole('button', { name: words.toName }).waitFor()
  expect(await page.getByLabel(words.make, { exact: true }).inputValue()).toBe('Toyota')
  await button(page, words.toName).click()
  expect(await page.getByLabel(words.name, { exact: true }).inputValue()).toBe('Rita Reload')
  const person = {
    name: 'Rita Reload',
    email: `rita.${Date.now()}@example.com`,
    password: 'Kestrel-harbour-9',
  }
  const made = await page.request.post(`${url}/api/user/create-customer`, { data: person })
  expect(made.status()).toBe(201)
  await page.getByRole('link', { name: 'Sign in instead' }).click()
  await page.getByLabel('E-mail').fill(person.email)
  await page.getByLabel('Password', { exact: true }).fill(person.password)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await page.waitForURL(/\/book\?/)
  await awake(page, {})
  expect(await page.getByLabel(words.make, { exact: true }).inputValue()).toBe('Toyota')
  expect(await page.getByLabel(words.issue).inputValue()).toBe(words.what)
  await leave()
})

test('no page of booking, tracking and portal has a fault that axe finds, on a phone in both languages and themes', async () => {
  for (const visitor of [
    { locale: 'en', width: 390, colorScheme: 'light' },
    { locale: 'fa', width: 390, colorScheme: 'dark' },
  ] as const) {
    const words = WORDS[visitor.locale]
    const { page, leave } = await visit(url, visitor)
    const found: [string, string[]][] = []
    await page.goto(`${visitor.locale === 'fa' ? '/fa' : ''}/shops/${words.slug}/book`)
    await awake(page, visitor)
    found.push(['what', await axeFaults(page)])
    await page.getByRole('checkbox', { name: words.service }).check()
    await button(page, words.toTimes).click()
    await page.getByRole('radio').first().waitFor()
    found.push(['when', await axeFaults(page)])
    await chooseTime(page, words, 6)
    await button(page, words.toCar).click()
    await page.getByLabel(words.make, { exact: true }).waitFor()
    await button(page, words.toName).click()
    await page.getByRole('alert').waitFor()
    found.push(['which, wrong', await axeFaults(page)])
    await tellCar(page, words)
    await button(page, words.toName).click()
    await page.getByLabel(words.name, { exact: true }).waitFor()
    found.push(['who', await axeFaults(page)])
    await tellName(page, words, 'Axel Axe')
    await button(page, words.confirm).click()
    await page.getByRole('heading', { level: 1, name: words.booked }).waitFor()
    found.push(['track', await axeFaults(page)])
    await page.goto(`${new URL(page.url()).pathname}/time`)
    found.push(['time', await axeFaults(page)])
    expect(found.filter(([, faults]) => faults.length > 0)).toEqual([])
    await leave()
  }
})
