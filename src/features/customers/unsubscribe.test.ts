import { expect, test } from 'vitest'
import { transaction } from '../../kit/db/index.ts'
import { notify } from '../../kit/notify.ts'
import { testApp } from '../../kit/testing/app.ts'
import { testShop } from '../../kit/testing/shop.ts'
import { addPages } from '../../web/testing/pages.ts'
import { plainBrowser, textOf } from '../../web/testing/plain-browser.ts'

const app = await testApp({ config: { rateLimits: 0 } })
await addPages(app.app)
const here = await testShop(app, { name: 'Harbor Auto' })
const there = await testShop(app)
const advisor = await here.hire('advisor')
const customers = `/api/shops/${here.shop.slug}/customers`

async function add(name: string) {
  const email = `${name.toLowerCase()}@example.org`
  const { status, text, body } = await advisor.post(customers, { name, email, phone: '+12125550188' })
  expect(status, text).toBe(201)
  return { id: String(body['id']), email }
}

type Customer = Awaited<ReturnType<typeof add>>

const say = async ({ id }: Customer, granted: boolean, purpose = 'reminders') =>
  expect((await advisor.post(`${customers}/${id}/consents`, { purpose, granted })).status).toBeLessThan(300)

type Message = { purpose: 'service' } | { purpose: 'reminders' | 'promotions' }

/** Writes one message as any sender would, and gives what became of it and the mail that went. */
async function send({ id, email }: Customer, message: Message, channel: 'email' | 'sms' = 'email') {
  app.outbox.clear()
  const to =
    channel === 'email'
      ? ({ channel, to: email, template: 'signInChanged' } as const)
      : ({ channel, to: '+12125550188', template: 'signInChanged' } as const)
  await transaction(app.system, (tx) =>
    notify(tx, {
      ...to,
      ...message,
      locale: 'en',
      brand: 'Harbor Auto',
      params: { name: 'Ada', what: 'x' },
      shopId: here.shop.id,
      customerId: id,
    }),
  )
  await app.drainJobs()
  return { mail: app.outbox.mails(email).at(-1), text: app.outbox.texts('+12125550188').at(-1) }
}

/** The address in the header, as the path that a mail program calls. */
function stopOf(mail: Awaited<ReturnType<typeof send>>['mail']): string {
  const url = /^<(.+)>$/.exec(mail?.headers?.['List-Unsubscribe'] ?? '')?.[1] ?? ''
  return new URL(url).pathname
}

/** One press in a mail program (RFC 8058): no cookie, no origin. */
const press = (url: string) =>
  app.app.inject({
    method: 'POST',
    url,
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    payload: 'List-Unsubscribe=One-Click',
  })

test('reminders and news go to nobody who has not agreed, whoever sends them; news of a repair needs no yes', async () => {
  const ada = await add('Ada')
  for (const purpose of ['reminders', 'promotions'] as const)
    expect((await send(ada, { purpose })).mail).toBeUndefined()
  expect((await send(ada, { purpose: 'service' })).mail).toBeDefined()
  await say(ada, true)
  expect((await send(ada, { purpose: 'reminders' })).mail).toBeDefined()
  expect((await send(ada, { purpose: 'promotions' })).mail).toBeUndefined()
  app.clock.advance({ minutes: 1 })
  await say(ada, false)
  expect((await send(ada, { purpose: 'reminders' })).mail).toBeUndefined()
  const { rows } = await app.services.database.pool.query(
    "select count(*)::int as n from messages where customer_id = $1 and status = 'suppressed'",
    [ada.id],
  )
  expect(rows[0].n).toBe(4)
})

test('one press in the mail program ends that kind of mail from that shop, and nothing else', async () => {
  const bo = await add('Bo')
  await say(bo, true)
  await say(bo, true, 'promotions')
  const { mail } = await send(bo, { purpose: 'reminders' })
  expect(mail?.headers?.['List-Unsubscribe-Post']).toBe('List-Unsubscribe=One-Click')
  const url = stopOf(mail)
  expect(mail?.text).toContain(`No more reminders from \u2068Harbor Auto\u2069: http://fixbay.test${url}`)
  expect(mail?.html).toContain(`href="http://fixbay.test${url}"`)
  expect((await send(bo, { purpose: 'service' })).mail?.headers).not.toHaveProperty('List-Unsubscribe')

  // Programs that look at every link change nothing.
  app.clock.advance({ minutes: 1 })
  expect((await app.guest.get(url)).status).toBe(200)
  expect((await send(bo, { purpose: 'reminders' })).mail).toBeDefined()

  const pressed = await press(url)
  expect([pressed.statusCode, pressed.headers.location]).toEqual([200, undefined])
  expect((await send(bo, { purpose: 'reminders' })).mail).toBeUndefined()
  expect((await send(bo, { purpose: 'promotions' })).mail).toBeDefined()
  expect((await send(bo, { purpose: 'reminders' }, 'sms')).text).toBeDefined()
  expect((await press(url)).statusCode).toBe(200)
  const said = await advisor.get(`${customers}/${bo.id}`)
  expect(
    said.body['consents'].filter(({ purpose }: { purpose: string }) => purpose === 'reminders'),
  ).toMatchObject([{ channel: 'email', granted: false, source: 'web' }, { granted: true }])
})

test('the page says what ends, in both languages, and its button ends it; a link that was bent is none', async () => {
  const cy = await add('Cy')
  await say(cy, true, 'promotions')
  const url = stopOf((await send(cy, { purpose: 'promotions' })).mail)
  app.clock.advance({ minutes: 1 })
  const tab = plainBrowser(app.app)
  expect(textOf((await tab.open(`/fa${url}`)).html)).toContain('دیگر این ایمیل‌ها را نمی‌خواهم')
  expect(textOf((await tab.open(url)).html)).toContain(
    'Harbor Auto sends you no more news and offers by mail',
  )
  await tab.press('No more of these mails')
  expect(textOf(tab.page.html)).toContain('Harbor Auto sends you no news or offers by mail')
  expect((await send(cy, { purpose: 'promotions' })).mail).toBeUndefined()

  const di = await add('Di')
  await say(di, true)
  const [, , shop = '', customer = '', purpose = '', signature = ''] = url.split('/')
  for (const parts of [
    [there.shop.id, customer, purpose, signature],
    [shop, di.id, purpose, signature],
    [shop, customer, 'reminders', signature],
    [shop, customer, 'service', signature],
    [shop, customer, purpose, `${signature.slice(0, -1)}${signature.endsWith('A') ? 'B' : 'A'}`],
    ['x', customer, purpose, signature],
  ]) {
    const bent = `/unsubscribe/${parts.join('/')}`
    expect([(await app.guest.get(bent)).status, (await press(bent)).statusCode]).toEqual([404, 404])
  }
  expect((await send(di, { purpose: 'reminders' })).mail).toBeDefined()
})
