import { expect, test } from 'vitest'
import { testApp } from '../../kit/testing/app.ts'
import { testShop } from '../../kit/testing/shop.ts'
import type { Person } from '../../kit/testing/people.ts'
import { plainBrowser, type PlainBrowser } from '../../web/testing/plain-browser.ts'
import { addPages } from '../../web/testing/pages.ts'
import { isCommonPin } from './common-pins.ts'

const house = await testApp({ config: { rateLimits: 0 } })
await addPages(house.app)
const { clock, system } = house
const { shop, owner, hire } = await testShop(house)
const elsewhere = await testShop(house)
const manager = await hire('manager')
const devices = `/api/shops/${shop.slug}/devices`
const settings = `/desk/${shop.slug}/settings/devices`
const PIN = '4729'

async function signIn(who: { email: string; password: string }): Promise<PlainBrowser> {
  const browser = plainBrowser(house.app)
  await browser.open('/sign-in?own=1')
  await browser.press('Sign in', { fill: { email: who.email, password: who.password } })
  return browser
}

/** A browser that a manager has just registered; it shows the people of the shop. */
async function register(minutes = '5'): Promise<PlainBrowser> {
  const browser = await signIn(manager)
  await browser.open(settings)
  await browser.press('Register this browser', {
    fill: { name: 'Counter', place: 'Front desk', lockMinutes: minutes },
  })
  return browser
}

async function withPin(...roles: Parameters<typeof hire>): Promise<Person & { staffId: string }> {
  const person = await hire(...roles)
  const set = await person.put('/api/auth/device-pin', {
    shop: shop.slug,
    pin: PIN,
    presentPassword: person.password,
  })
  expect(set.status, set.text).toBe(204)
  return person
}

async function unlock(browser: PlainBrowser, { staffId }: { staffId: string }, pin = PIN) {
  await browser.open(`/device?person=${staffId}`)
  return browser.press('Unlock', { fill: { pin } })
}

/** What the browser's cookies open by REST. */
async function ask(browser: PlainBrowser, url: string, method: 'GET' | 'PATCH' = 'GET', payload?: object) {
  const cookie = [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  return house.app.inject({
    method,
    url,
    headers: { cookie, 'sec-fetch-site': 'same-origin' },
    ...(payload ? { payload } : {}),
  })
}
const board = `/api/service-request?shop=${shop.slug}`

test('a manager registers the browser, is signed out of it, and it asks who is there', async () => {
  const advisor = await withPin('advisor')
  for (const who of [advisor, elsewhere.owner]) {
    const browser = await signIn(who)
    expect((await browser.open(settings)).status).toBeGreaterThanOrEqual(403)
  }
  const browser = await register()
  expect(browser.page.path).toBe('/device')
  expect(browser.page.html).toContain(advisor.name)
  expect(browser.cookies.has('session')).toBe(false)
  expect((await browser.open(`/desk/${shop.slug}`)).path).toBe(
    `/device?to=${encodeURIComponent(`/desk/${shop.slug}`)}`,
  )
  const { body } = await manager.get(devices)
  expect(body['devices'].at(-1)).toMatchObject({ name: 'Counter', place: 'Front desk', lockMinutes: 5 })
  for (const [who, status] of [
    [house.guest, 401],
    [advisor, 403],
    [elsewhere.owner, 403],
  ] as const)
    expect((await who.get(devices)).status).toBe(status)
})

test('what is wrong in the form is said, and what was typed stays', async () => {
  const browser = await signIn(manager)
  await browser.open(settings)
  const refused = await browser.press('Register this browser', {
    fill: { name: '', place: 'Bay 2', lockMinutes: '61' },
  })
  expect(refused.status).toBe(400)
  expect(refused.html).toContain('value="Bay 2"')
  expect(refused.html).toContain('value="61"')
  expect(browser.cookies.has('device')).toBe(false)
})

test('a PIN opens the desk in its person’s name, in that shop alone, and nothing of their own', async () => {
  const advisor = await withPin('advisor')
  await elsewhere.owner.patch(`/api/shops/${elsewhere.shop.slug}`, {})
  const browser = await register()
  await unlock(browser, advisor)
  expect(browser.page.path).toBe(`/desk/${shop.slug}`)
  expect((await ask(browser, board)).statusCode).toBe(200)
  const added = await house.app.inject({
    method: 'POST',
    url: `/api/shops/${shop.slug}/customers`,
    headers: {
      cookie: [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; '),
      'sec-fetch-site': 'same-origin',
    },
    payload: { name: 'Grace', email: 'grace@example.org' },
  })
  expect(added.statusCode, added.body).toBe(201)
  const event = await system.db
    .selectFrom('events')
    .select(['actorId', 'actingFor'])
    .where('type', '=', 'customer.added')
    .where('shopId', '=', shop.id)
    .executeTakeFirstOrThrow()
  expect(event).toEqual({ actorId: advisor.id, actingFor: null })
  for (const url of [
    '/api/me',
    '/api/auth/sessions',
    '/api/auth/security',
    '/api/garage',
    '/api/service-request',
  ]) {
    const refused = await ask(browser, url)
    expect([url, refused.statusCode, refused.json()['reason']]).toEqual([url, 403, 'shared_device'])
  }
  for (const path of ['/me', '/me/security', '/me/profile', '/me/security/pin'])
    expect([path, (await browser.open(path)).status]).toEqual([path, 403])
  // Also where a page is refused, the lock is at hand.
  expect(browser.page.html).toContain('data-lock-after="5"')
  // Where they are signed in says so.
  const { body } = await advisor.get('/api/auth/sessions')
  expect(body['sessions'].map((one: { sharedDevice: string | null }) => one.sharedDevice)).toContain(
    'Counter',
  )
})

test('who works in two shops, and for the platform, has at a device only the rights of its shop', async () => {
  const root = await house.people.add({ role: 'super_admin' })
  const { addPerson, AddPerson } = await import('./add-person.ts')
  for (const one of [shop, elsewhere.shop])
    await addPerson(system, one, AddPerson.parse({ name: root.name, roles: ['advisor'] }), root.id)
  const set = await root.put('/api/auth/device-pin', {
    shop: shop.slug,
    pin: PIN,
    presentPassword: root.password,
  })
  expect(set.status, set.text).toBe(204)
  const row = await system.db
    .selectFrom('staff')
    .select('id')
    .where('shopId', '=', shop.id)
    .where('accountId', '=', root.id)
    .executeTakeFirstOrThrow()
  const browser = await register()
  await unlock(browser, { staffId: row.id })
  expect((await ask(browser, board)).statusCode).toBe(200)
  expect((await ask(browser, `/api/service-request?shop=${elsewhere.shop.slug}`)).statusCode).toBe(403)
  expect((await ask(browser, '/api/audit')).statusCode).toBe(404)
  expect((await browser.open(`/desk/${elsewhere.shop.slug}`)).status).toBe(404)
  expect((await ask(browser, `/api/shops/${shop.slug}`, 'PATCH', { name: 'Mine' })).statusCode).toBe(403)
})

/** A try at a PIN whose page is not drawn: its status, or where it led. */
async function attempt(browser: PlainBrowser, { staffId }: { staffId: string }, pin = PIN) {
  const answer = await house.app.inject({
    method: 'POST',
    url: '/device.data',
    headers: {
      cookie: `device=${browser.cookies.get('device') ?? ''}`,
      'sec-fetch-site': 'same-origin',
      'content-type': 'application/x-www-form-urlencoded',
    },
    payload: new URLSearchParams({ person: staffId, pin }).toString(),
  })
  return answer.headers['set-cookie'] ? 'in' : answer.statusCode
}

test('five wrong PINs lock that person for a quarter of an hour at every device, a burst no less', async () => {
  const [advisor, other] = [await withPin('advisor'), await withPin('advisor')]
  const browser = await register()
  const refused = await unlock(browser, advisor, '4720')
  expect(refused.status).toBe(400)
  expect(refused.html).toContain('This PIN is not right')
  expect(refused.html).not.toContain('value="4720"')
  for (const pin of ['1111', '0000', '4728']) expect(await attempt(browser, advisor, pin)).toBe(400)
  expect(await attempt(browser, advisor, '4727')).toBe(429)
  expect(await attempt(browser, advisor)).toBe(429)
  expect(await attempt(await register(), advisor)).toBe(429)
  expect(await attempt(browser, other)).toBe('in')
  clock.advance({ minutes: 14 })
  expect(await attempt(browser, advisor)).toBe(429)
  clock.advance({ minutes: 2 })
  expect(await attempt(browser, advisor)).toBe('in')
  // A right one sets the count back.
  for (const pin of ['4720', '4721', '4722', '4723']) expect(await attempt(browser, advisor, pin)).toBe(400)
  expect(await attempt(browser, advisor)).toBe('in')
  expect(await attempt(browser, advisor, '4724')).toBe(400)
  const burst = await Promise.all(
    Array.from({ length: 12 }, (_, at) => attempt(browser, other, String(5300 + at))),
  )
  expect(burst.filter((one) => one === 400)).toHaveLength(4)
  expect(burst.filter((one) => one === 429)).toHaveLength(8)
})

test('it locks by itself after the time that the shop chose, and at once by the button; use keeps it open', async () => {
  const advisor = await withPin('advisor')
  const browser = await register('3')
  await unlock(browser, advisor)
  for (let minute = 0; minute < 6; minute += 2) {
    clock.advance({ minutes: 2 })
    expect((await browser.open(`/desk/${shop.slug}`)).path).toBe(`/desk/${shop.slug}`)
  }
  // A stream that the page itself keeps open is nobody's use.
  clock.advance({ minutes: 2 })
  const cookie = [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  await house.app.inject({ url: '/api/health', headers: { cookie, accept: 'text/event-stream' } })
  clock.advance({ minutes: 1, seconds: 1 })
  expect((await browser.open(`/desk/${shop.slug}`)).path).toContain('/device?to=')
  await unlock(browser, advisor)
  const session = browser.cookies.get('session') ?? ''
  expect(browser.page.html).toContain('data-lock-after="3"')
  await browser.press('Lock')
  expect(browser.page.path).toBe('/device')
  browser.cookies.set('session', session)
  expect((await ask(browser, board)).statusCode).toBe(401)
})

test('the next person takes over by face and PIN; a form of the one before is refused', async () => {
  const [ann, ben] = [await withPin('manager'), await withPin('manager')]
  const browser = await register()
  await unlock(browser, ann)
  const first = browser.cookies.get('session') ?? ''
  const left = await browser.open(`/desk/${shop.slug}/settings/bays`)
  await browser.open('/device')
  expect(browser.page.html).toContain(`Go on as ${ann.name}`)
  await unlock(browser, ben)
  const second = browser.cookies.get('session') ?? ''
  expect(second).not.toBe(first)
  browser.page = left
  const late = await browser.press(/Add/, { fill: { name: 'Bay of Ann' } })
  expect(late.status).toBe(409)
  expect(late.html).toContain('opened for somebody else')
  browser.cookies.set('session', first)
  expect((await ask(browser, board)).statusCode).toBe(401)
})

test('a removed device is out at once: its cookie, what was open at it, and copies of both', async () => {
  const advisor = await withPin('advisor')
  const browser = await register()
  await unlock(browser, advisor)
  const stolen = new Map(browser.cookies)
  // The session alone opens nothing in another browser.
  const thief = plainBrowser(house.app)
  thief.cookies.set('session', stolen.get('session') ?? '')
  expect((await ask(thief, board)).statusCode).toBe(401)
  const id = (await manager.get(devices)).body['devices'].at(-1).id as string
  expect((await elsewhere.owner.delete(`${devices}/${id}`)).status).toBe(403)
  expect((await advisor.delete(`${devices}/${id}`)).status).toBe(403)
  expect((await owner.delete(`${devices}/${id}`)).status).toBe(204)
  expect((await owner.delete(`${devices}/${id}`)).status).toBe(404)
  expect((await ask(browser, board)).statusCode).toBe(401)
  expect((await browser.open('/device')).path).toBe('/sign-in?own=1')
  const again = plainBrowser(house.app)
  for (const [name, value] of stolen) again.cookies.set(name, value)
  expect((await ask(again, board)).statusCode).toBe(401)
  const answer = await house.app.inject({
    method: 'POST',
    url: '/device',
    headers: {
      cookie: `device=${stolen.get('device') ?? ''}`,
      'sec-fetch-site': 'same-origin',
      'content-type': 'application/x-www-form-urlencoded',
    },
    payload: new URLSearchParams({ person: advisor.staffId, pin: PIN }).toString(),
  })
  expect([answer.headers.location, answer.headers['set-cookie']]).toEqual(['/sign-in?own=1', undefined])
})

test('a cookie that was planted before opens nothing after: the PIN makes a new session', async () => {
  const advisor = await withPin('advisor')
  const browser = await register()
  browser.cookies.set('session', 'planted')
  await unlock(browser, advisor)
  expect(browser.cookies.get('session')).not.toBe('planted')
  const thief = plainBrowser(house.app)
  for (const [name, value] of browser.cookies) thief.cookies.set(name, value)
  thief.cookies.set('session', 'planted')
  expect((await ask(thief, board)).statusCode).toBe(401)
  // A device of nobody's making is none.
  const made = plainBrowser(house.app)
  made.cookies.set('device', 'made-up')
  expect((await made.open('/device')).path).toBe('/sign-in?own=1')
})

test('a PIN is set by the password, at the device too; never a common one, and not where two steps are asked for', async () => {
  const advisor = await hire('advisor')
  const put = (given: object) =>
    advisor.put('/api/auth/device-pin', {
      shop: shop.slug,
      pin: PIN,
      presentPassword: advisor.password,
      ...given,
    })
  for (const [given, pointer] of [
    [{ pin: '1234' }, '/pin'],
    [{ pin: '0000' }, '/pin'],
    [{ pin: '123' }, '/pin'],
    [{ pin: '123456789' }, '/pin'],
    [{ pin: 'abcd' }, '/pin'],
    [{ presentPassword: 'wrong' }, '/presentPassword'],
    [{ shop: elsewhere.shop.slug }, '/shop'],
  ] as const)
    expect((await put(given)).body['errors'][0].pointer).toBe(pointer)
  expect((await house.guest.put('/api/auth/device-pin', {})).status).toBe(401)
  const browser = await register()
  await browser.open(`/device?person=${advisor.staffId}`)
  expect(browser.page.path).toBe(`/device/pin?person=${advisor.staffId}`)
  const wrong = await browser.press('Set the PIN and unlock', { fill: { password: 'wrong', pin: PIN } })
  expect([wrong.status, browser.cookies.has('session')]).toEqual([400, false])
  const common = await browser.press('Set the PIN and unlock', {
    fill: { password: advisor.password, pin: '۱۲۳۴' },
  })
  expect(common.html).toContain('This PIN is guessed first')
  await browser.press('Set the PIN and unlock', { fill: { password: advisor.password, pin: '۴۷۲۹' } })
  expect(browser.page.path).toBe(`/desk/${shop.slug}`)
  // Another person's PIN of the same digits has another hash, and is none of theirs.
  const hashes = await system.db
    .selectFrom('devicePins')
    .select('pinHash')
    .where('shopId', '=', shop.id)
    .execute()
  expect(new Set(hashes.map(({ pinHash }) => pinHash)).size).toBe(hashes.length)
  expect(hashes.every(({ pinHash }) => pinHash.startsWith('$argon2id$'))).toBe(true)
  await system.db
    .insertInto('accountTotp')
    .values({
      accountId: advisor.id,
      secret: Buffer.from('x'),
      createdAt: clock.now(),
      confirmedAt: clock.now(),
    })
    .execute()
  await browser.open(`/device/pin?person=${advisor.staffId}`)
  const own = await browser.press('Set the PIN and unlock', {
    fill: { password: advisor.password, pin: '5830' },
  })
  expect([own.status, own.html.includes('two steps')]).toEqual([409, true])
})

test('who leaves the shop, or whose account is closed, is not among the faces any more', async () => {
  const advisor = await withPin('advisor')
  const browser = await register()
  await unlock(browser, advisor)
  const left = await owner.post(`/api/shops/${shop.slug}/staff/${advisor.staffId}/leave`)
  expect(left.status, left.text).toBeLessThan(300)
  expect((await ask(browser, board)).statusCode).toBe(403)
  expect((await browser.open('/device')).html).not.toContain(`person=${advisor.staffId}`)
})

test('a registered device with a PIN counts as the second factor that the shop asks for, in that shop', async () => {
  const technician = await withPin('technician')
  const rule = await owner.put(`/api/shops/${shop.slug}/second-factor`, { roles: ['technician'] })
  expect(rule.status, rule.text).toBe(200)
  clock.advance({ hours: 24 * 8 })
  expect((await technician.get(`/api/shops/${shop.slug}/my-schedule`)).status).toBe(403)
  const browser = await register()
  await unlock(browser, technician)
  expect(browser.page.path).toBe(`/desk/${shop.slug}/my-day`)
  expect((await ask(browser, `/api/shops/${shop.slug}/my-schedule`)).statusCode).toBe(200)
})

test('runs, repeats, pairs, years and patterns are common; others are not', () => {
  for (const pin of [
    '1234',
    '0123',
    '7890',
    '4321',
    '0000',
    '99999999',
    '1212',
    '112233',
    '123123',
    '1221',
    '1984',
    '1370',
    '2580',
  ])
    expect([pin, isCommonPin(pin)]).toEqual([pin, true])
  for (const pin of ['4729', '83027', '502917', '73918264'])
    expect([pin, isCommonPin(pin)]).toEqual([pin, false])
})
