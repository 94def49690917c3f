import { expect, test } from 'vitest'
import { testApp } from '../../../kit/testing/app.ts'
import { testShop } from '../../../kit/testing/shop.ts'
import { signedInBrowser, valueOf } from '../../../web/testing/browser.ts'
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

const counter = await signedInBrowser(app, advisor)

async function newCustomer(form: Record<string, string>): Promise<string> {
  const sent = await counter.submit(`${list}/new`, { locale: 'en', ...form })
  expect(sent.status, sent.text).toBe(303)
  return sent.to
}

test('a customer is written down at the counter, once however often it is pressed [S1.2.3] [S1.4.3a1]', async () => {
  const page = await counter.open(`${list}/new`)
  expect(page.status).toBe(200)
  const form = {
    _key: valueOf(page.text, '_key'),
    name: 'Mina Kazemi',
    phone: '(212) 555-0188',
    locale: 'en',
  }
  const sent = await counter.submit(`${list}/new`, form)
  const again = await counter.submit(`${list}/new`, form)
  expect(sent.status).toBe(303)
  expect(again.to).toBe(sent.to)
  const shown = await counter.open(sent.to)
  expect(shown.text).toContain('Mina Kazemi')
  expect(shown.text).toContain('(212) 555-0188')
  expect((await counter.open(`${list}?q=0188`)).text).toContain('Mina Kazemi')
})

test('a wrong form keeps what was typed and says what is wrong [S1.2.3]', async () => {
  const wrong = await counter.submit(`${list}/new`, {
    name: 'Mina',
    phone: '12',
    email: 'mina@',
    locale: 'en',
  })
  expect(wrong.status).toBe(400)
  expect(wrong.text).toContain('value="Mina"')
  expect(wrong.text).toContain('This is not an e-mail address.')
})

test('the list shows the crowd, the search its answer, and nobody when nobody is meant [S1.2.4]', async () => {
  await newCustomer({ name: 'Grace Hopper', email: 'grace@example.org' })
  const page = await counter.open(list)
  expect(page.text).toContain('Grace Hopper')
  expect(page.text).toContain('Mina Kazemi')
  const some = (await counter.open(`${list}?q=hopper`)).text
  expect(some).toContain('Grace Hopper')
  expect(some).not.toContain('Mina Kazemi')
  expect((await counter.open(`${list}?q=nobody`)).text).toContain('Nobody by these words')
  expect((await counter.open(`${list}?limit=wrong`)).status).toBe(302)
  expect((await counter.open(`/fa${list}`)).text).toContain('مشتری‌ها')
})

test('contact data are edited where they stand; an edit in between is met, not overwritten [S1.2.5] [S0.18c]', async () => {
  const url =
    (await newCustomer({ name: 'Ada Byron', email: 'ada@example.org', notes: 'Old note' })).split('?')[0] ??
    ''
  const form = await counter.open(`${url}?edit=contact`)
  const version = valueOf(form.text, 'version')
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
  const saved = await counter.submit(`${url}?do=contact`, fields)
  expect(saved.status, saved.text).toBe(303)
  const shown = (await counter.open(saved.to)).text
  expect(shown).toContain('Ada Lovelace')
  expect(shown).toContain('Saved.')
  expect(shown).not.toContain('Old note')
  const late = await counter.submit(`${url}?do=contact`, { ...fields, name: 'Ada Typed' })
  expect(late.status).toBe(409)
  expect(late.text).toContain('value="Ada Typed"')
  expect(late.text).toContain('Somebody else changed this')
  const none = await counter.submit(`${url}?do=contact`, { ...fields, version: '2', email: '' })
  expect(none.text).toContain('An e-mail address or a phone number is needed.')
})

test('a car is added, edited and taken off the customer’s page [S1.2.6] [S1.2.8] [S1.4.3b1] [S1.4.3b2]', async () => {
  const url = await newCustomer({ name: 'Car Owner', email: 'owner@example.org' })
  expect((await counter.open(`${url}?add=vehicle`)).text).toContain('name="vin"')
  const wrong = await counter.submit(`${url}?do=add`, {
    kind: 'vehicle',
    make: 'Toyota',
    model: '',
    year: '3000',
  })
  expect(wrong.status).toBe(400)
  expect(wrong.text).toContain('value="Toyota"')
  const added = await counter.submit(`${url}?do=add`, {
    kind: 'vehicle',
    make: 'Toyota',
    model: 'Corolla',
    year: '۲۰۱۹',
    plate: 'abc 1234',
    vin: '',
    odometer: '84,000',
  })
  expect(added.status, added.text).toBe(303)
  const shown = (await counter.open(url)).text
  expect(shown).toContain('ABC 1234')
  expect(shown).toContain('84,000')
  const id = /asset=([0-9a-f-]{36})/.exec(shown)?.[1] ?? ''
  expect(shown).toContain(`/desk/${shop.slug}/new-order?customer=${url.split('/').at(-1)}&amp;asset=${id}`)
  const customer = url.split('/').at(-1) ?? ''
  const order = (await counter.open(`/desk/${shop.slug}/new-order?customer=${customer}&asset=${id}`)).text
  expect(valueOf(order, 'customerId')).toBe(customer)
  expect(order).toMatch(new RegExp(`name="assetId"[^>]*checked=""[^>]*value="${id}"`))
  const edited = await counter.submit(`${url}?do=asset&asset=${id}&edit=${id}`, {
    kind: 'vehicle',
    version: '1',
    make: 'Toyota',
    model: 'Yaris',
    plate: '',
    notes: 'Towing hook.',
  })
  expect(edited.status, edited.text).toBe(303)
  expect((await counter.open(url)).text).toContain('Toyota Yaris')
  await counter.submit(`${url}?do=archive&asset=${id}&edit=${id}`, { version: '2' })
  expect((await counter.open(url)).text).not.toContain('Toyota Yaris')
})

test('who is no longer served says so and can be served again [S1.4.3a2]', async () => {
  const url = await newCustomer({ name: 'Gone Customer', email: 'gone@example.org' })
  expect((await counter.submit(`${url}?do=deactivate`, { version: '1' })).status).toBe(303)
  const page = (await counter.open(url)).text
  expect(page).toContain('This customer is off the list')
  expect(page).not.toContain('/new-order?customer=')
  expect((await counter.open(`${list}?state=inactive`)).text).toContain('Gone Customer')
  const late = await counter.submit(`${url}?do=deactivate`, { version: '1' })
  expect(late.status).toBe(409)
  expect(late.text.replaceAll(/<script.*?<\/script>/gs, '')).toContain('Somebody else changed this')
  await counter.submit(`${url}?do=reactivate`, { version: '2' })
  expect((await counter.open(url)).text).not.toContain('This customer is off the list')
})

test('a word about offers is kept with its day [S2.02c]', async () => {
  const url = await newCustomer({ name: 'Silent Customer', email: 'silent@example.org' })
  expect((await counter.open(url)).text).toContain('Not asked')
  expect((await counter.submit(`${url}?do=consent`, { consent: 'promotions no' })).status).toBe(303)
  expect((await counter.open(url)).text).toContain('told staff')
  expect((await counter.submit(`${url}?do=consent`, { consent: 'terms yes' })).status).toBe(400)
})

test('pages are for the shop’s people: nobody signs in first, strangers see nothing, some may only look', async () => {
  const url = await newCustomer({ name: 'Walled Customer', email: 'walled@example.org' })
  const guest = await app.inject({ url })
  expect(guest.statusCode).toBe(302)
  expect(guest.headers.location).toContain('/sign-in')
  expect((await (await signedInBrowser(app, stranger)).open(url)).status).toBe(404)
  expect((await (await signedInBrowser(app, marketing)).open(url)).status).toBe(404)
  const money = await signedInBrowser(app, finance)
  const page = await money.open(url)
  expect(page.status).toBe(200)
  expect(page.text).not.toContain('edit=contact')
  expect((await money.open(`${list}/new`)).status).toBe(403)
  expect((await money.submit(`${url}?do=deactivate`, {})).status).toBe(403)
  expect((await counter.open(`${list}/${shop.id}`)).status).toBe(404)
  expect((await counter.submit(`${url}?do=nothing`, {})).status).toBe(404)
})

test('where a customer was taken off the list the form at the counter offers to put them on it, and keeps what was typed', async () => {
  const to = await newCustomer({ name: 'Paula Paper', email: 'paula@example.org' })
  expect((await counter.submit(`${to.split('?')[0]}?do=deactivate`)).status).toBe(303)
  const form = {
    'customer.name': 'Paula Paper',
    'customer.email': 'paula@example.org',
    'asset.kind': 'vehicle',
    'asset.make': 'Kia',
    'asset.model': 'Rio',
    description: 'The window sticks.',
    source: 'walk_in',
  }
  const refused = await counter.submit(`/desk/${shop.slug}/new-order`, form)
  expect(refused.status).toBe(409)
  expect(refused.text).toContain('Put this customer on the list again')
  expect(refused.text).toContain('The window sticks.')
  const persian = await counter.submit(`/fa/desk/${shop.slug}/new-order`, form)
  expect(persian.text).toContain('این مشتری به فهرست برگردد')
  const opened = await counter.submit(`/desk/${shop.slug}/new-order`, { ...form, serveAgain: 'on' })
  expect([opened.status, opened.to]).toEqual([303, expect.stringContaining('/orders/')])
  expect((await counter.open(list)).text).toContain('Paula Paper')
})
