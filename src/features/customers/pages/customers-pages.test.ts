import { expect, test } from 'vitest'
import { testApp } from '../../../kit/testing/app.ts'
import type { Person } from '../../../kit/testing/people.ts'
import { testShop } from '../../../kit/testing/shop.ts'
import { addPages } from '../../../web/testing/pages.ts'

const house = await testApp({ at: '2026-12-01T13:00:00Z', config: { rateLimits: 0 } })
const { app } = house
await addPages(app)
const at = await testShop(house)
const { shop } = at
const advisor = await at.hire('advisor')
const finance = await at.hire('finance')
const marketing = await at.hire('marketing')
const stranger = await house.people.add()
const list = `/desk/${shop.slug}/customers`

/** A signed-in browser without JavaScript. */
async function browser({ email, password }: Person) {
  const signIn = await app.inject({
    method: 'POST',
    url: '/sign-in',
    headers: FORM,
    payload: new URLSearchParams({ email, password }).toString(),
  })
  const cookie = [signIn.headers['set-cookie'] ?? []]
    .flat()
    .map((line) => line.split(';')[0])
    .join('; ')
  return {
    open: (url: string) => app.inject({ url, headers: { cookie } }),
    send: (url: string, form: Record<string, string>) =>
      app.inject({
        method: 'POST',
        url,
        headers: { cookie, ...FORM },
        payload: new URLSearchParams(form).toString(),
      }),
  }
}

const FORM = { 'sec-fetch-site': 'same-origin', 'content-type': 'application/x-www-form-urlencoded' }
const counter = await browser(advisor)
const valueOf = (page: string, name: string): string =>
  new RegExp(`name="${name}"[^>]*value="([^"]*)"|value="([^"]*)"[^>]*name="${name}"`)
    .exec(page)
    ?.slice(1)
    .find(Boolean) ?? ''

async function newCustomer(form: Record<string, string>): Promise<string> {
  const sent = await counter.send(`${list}/new`, { locale: 'en', ...form })
  expect(sent.statusCode, sent.body).toBe(303)
  return String(sent.headers.location)
}

test('a customer is written down at the counter, once however often it is pressed [S1.2.3] [S1.4.3a1]', async () => {
  const page = await counter.open(`${list}/new`)
  expect(page.statusCode).toBe(200)
  const form = {
    _key: valueOf(page.body, '_key'),
    name: 'Mina Kazemi',
    phone: '(212) 555-0188',
    locale: 'en',
  }
  const sent = await counter.send(`${list}/new`, form)
  const again = await counter.send(`${list}/new`, form)
  expect(sent.statusCode).toBe(303)
  expect(again.headers.location).toBe(sent.headers.location)
  const shown = await counter.open(String(sent.headers.location))
  expect(shown.body).toContain('Mina Kazemi')
  expect(shown.body).toContain('(212) 555-0188')
  expect((await counter.open(`${list}?q=0188`)).body).toContain('Mina Kazemi')
})

test('a wrong form keeps what was typed and says what is wrong [S1.2.3]', async () => {
  const wrong = await counter.send(`${list}/new`, { name: 'Mina', phone: '12', email: 'mina@', locale: 'en' })
  expect(wrong.statusCode).toBe(400)
  expect(wrong.body).toContain('value="Mina"')
  expect(wrong.body).toContain('This is not an e-mail address.')
})

test('the list shows the crowd, the search its answer, and nobody when nobody is meant [S1.2.4]', async () => {
  await newCustomer({ name: 'Grace Hopper', email: 'grace@example.org' })
  const page = await counter.open(list)
  expect(page.body).toContain('Grace Hopper')
  expect(page.body).toContain('Mina Kazemi')
  const some = (await counter.open(`${list}?q=hopper`)).body
  expect(some).toContain('Grace Hopper')
  expect(some).not.toContain('Mina Kazemi')
  expect((await counter.open(`${list}?q=nobody`)).body).toContain('Nobody by these words')
  expect((await counter.open(`${list}?limit=wrong`)).statusCode).toBe(302)
  expect((await counter.open(`/fa${list}`)).body).toContain('مشتری‌ها')
})

test('contact data are edited where they stand; an edit in between is met, not overwritten [S1.2.5] [S0.18c]', async () => {
  const url =
    (await newCustomer({ name: 'Ada Byron', email: 'ada@example.org', notes: 'Old note' })).split('?')[0] ??
    ''
  const form = await counter.open(`${url}?edit=contact`)
  const version = valueOf(form.body, 'version')
  expect(version).toBe('1')
  const fields = {
    version,
    name: 'Ada Lovelace',
    email: 'ada@example.org',
    phone: '',
    address: '',
    notes: '',
    locale: 'fa',
  }
  const saved = await counter.send(`${url}?do=contact`, fields)
  expect(saved.statusCode, saved.body).toBe(303)
  const shown = (await counter.open(String(saved.headers.location))).body
  expect(shown).toContain('Ada Lovelace')
  expect(shown).toContain('Saved.')
  expect(shown).not.toContain('Old note')
  const late = await counter.send(`${url}?do=contact`, { ...fields, name: 'Ada Typed' })
  expect(late.statusCode).toBe(409)
  expect(late.body).toContain('value="Ada Typed"')
  expect(late.body).toContain('Somebody else changed this')
  const none = await counter.send(`${url}?do=contact`, { ...fields, version: '2', email: '' })
  expect(none.body).toContain('An e-mail address or a phone number is needed.')
})

test('a car is added, edited and taken off the customer’s page [S1.2.6] [S1.2.8] [S1.4.3b1] [S1.4.3b2]', async () => {
  const url = await newCustomer({ name: 'Car Owner', email: 'owner@example.org' })
  expect((await counter.open(`${url}?add=vehicle`)).body).toContain('name="vin"')
  const wrong = await counter.send(`${url}?do=add`, {
    kind: 'vehicle',
    make: 'Toyota',
    model: '',
    year: '3000',
  })
  expect(wrong.statusCode).toBe(400)
  expect(wrong.body).toContain('value="Toyota"')
  const added = await counter.send(`${url}?do=add`, {
    kind: 'vehicle',
    make: 'Toyota',
    model: 'Corolla',
    year: '۲۰۱۹',
    plate: 'abc 1234',
    vin: '',
    odometer: '84,000',
  })
  expect(added.statusCode, added.body).toBe(303)
  const shown = (await counter.open(url)).body
  expect(shown).toContain('ABC 1234')
  expect(shown).toContain('84,000')
  const id = /asset=([0-9a-f-]{36})/.exec(shown)?.[1] ?? ''
  expect(shown).toContain(`/desk/${shop.slug}/new-order?customer=${url.split('/').at(-1)}&amp;asset=${id}`)
  const edited = await counter.send(`${url}?do=asset&asset=${id}&edit=${id}`, {
    kind: 'vehicle',
    version: '1',
    make: 'Toyota',
    model: 'Yaris',
    plate: '',
    notes: 'Towing hook.',
  })
  expect(edited.statusCode, edited.body).toBe(303)
  expect((await counter.open(url)).body).toContain('Toyota Yaris')
  await counter.send(`${url}?do=archive&asset=${id}&edit=${id}`, { version: '2' })
  expect((await counter.open(url)).body).not.toContain('Toyota Yaris')
})

test('who is no longer served says so and can be served again [S1.4.3a2]', async () => {
  const url = await newCustomer({ name: 'Gone Customer', email: 'gone@example.org' })
  expect((await counter.send(`${url}?do=deactivate`, { version: '1' })).statusCode).toBe(303)
  const page = (await counter.open(url)).body
  expect(page).toContain('This customer is off the list')
  expect(page).not.toContain('/new-order?customer=')
  expect((await counter.open(`${list}?state=inactive`)).body).toContain('Gone Customer')
  await counter.send(`${url}?do=reactivate`, { version: '2' })
  expect((await counter.open(url)).body).not.toContain('This customer is off the list')
})

test('a word about offers is kept with its day [S2.02c]', async () => {
  const url = await newCustomer({ name: 'Silent Customer', email: 'silent@example.org' })
  expect((await counter.open(url)).body).toContain('Not asked')
  expect((await counter.send(`${url}?do=consent`, { consent: 'promotions no' })).statusCode).toBe(303)
  expect((await counter.open(url)).body).toContain('told staff')
  expect((await counter.send(`${url}?do=consent`, { consent: 'terms yes' })).statusCode).toBe(400)
})

test('pages are for the shop’s people: nobody signs in first, strangers see nothing, some may only look', async () => {
  const url = await newCustomer({ name: 'Walled Customer', email: 'walled@example.org' })
  const guest = await app.inject({ url })
  expect(guest.statusCode).toBe(302)
  expect(guest.headers.location).toContain('/sign-in')
  expect((await (await browser(stranger)).open(url)).statusCode).toBe(404)
  expect((await (await browser(marketing)).open(url)).statusCode).toBe(403)
  const money = await browser(finance)
  const page = await money.open(url)
  expect(page.statusCode).toBe(200)
  expect(page.body).not.toContain('edit=contact')
  expect((await money.open(`${list}/new`)).statusCode).toBe(403)
  expect((await money.send(`${url}?do=deactivate`, {})).statusCode).toBe(403)
  expect((await counter.open(`${list}/${shop.id}`)).statusCode).toBe(404)
  expect((await counter.send(`${url}?do=nothing`, {})).statusCode).toBe(404)
})
