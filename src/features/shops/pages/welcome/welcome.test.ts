import { expect, test } from 'vitest'
import { testApp } from '../../../../kit/testing/app.ts'
import { addPages } from '../../../../web/testing/pages.ts'
import { prepareFirstStart } from '../../first-start.ts'
import { slugOf } from './slug.ts'

const app = await testApp({ at: '2026-12-01T15:00:00Z' })
await addPages(app.app)

/** A browser without JavaScript, in which one person works. */
const tab = { cookie: '' }
async function send(path: string, fields?: [string, string][]) {
  const answer = await app.app.inject({
    method: fields ? 'POST' : 'GET',
    url: path,
    headers: {
      ...(tab.cookie ? { cookie: tab.cookie } : {}),
      ...(fields
        ? { 'sec-fetch-site': 'same-origin', 'content-type': 'application/x-www-form-urlencoded' }
        : {}),
    },
    ...(fields ? { payload: new URLSearchParams(fields).toString() } : {}),
  })
  const session = [answer.headers['set-cookie'] ?? []].flat().find((line) => line.startsWith('session='))
  if (session) tab.cookie = session.split(';')[0] ?? ''
  return { status: answer.statusCode, to: answer.headers.location, text: answer.body }
}

const submit = (path: string, fields: Record<string, string>) => send(path, Object.entries(fields))

test('a new installation is made one’s own and its first shop set up, without JavaScript', async () => {
  expect((await send('/welcome')).status).toBe(404)
  const code = (await prepareFirstStart(app.services)) ?? ''
  expect((await send('/')).text).toContain('href="/welcome"')
  const page = await send('/welcome')
  expect(page.status).toBe(200)
  expect(page.text).not.toContain('<script')
  const person = { name: 'Ada', email: 'ada@example.com', password: 'Kestrel-harbour-7' }
  const wrong = await submit('/welcome', { code: 'AAAA-BBBB', ...person })
  expect(wrong.status).toBe(404)
  expect(wrong.text).toContain('href="#f-code"')
  expect(wrong.text).not.toContain(person.password)
  expect(await submit('/welcome', { code, ...person })).toMatchObject({ status: 303, to: '/welcome/shop' })
  expect(await send('/welcome')).toMatchObject({ status: 302, to: '/welcome/shop' })

  const shop: [string, string][] = Object.entries({
    _key: '41111111-2222-4333-8444-555555555555',
    name: 'Müller & Söhne',
    slug: '',
    address: 'Torstraße 1',
    city: 'Berlin',
    region: 'DE',
    lat: '52.53',
    lon: '13.4',
    timezone: 'Europe/Berlin',
    phone: '030 55509911',
    currency: 'EUR',
    taxMode: 'included',
  })
  const noKinds = await send(
    '/welcome/shop',
    shop.map(([name, value]) => (name === '_key' ? [name, `${value}1`] : [name, value])),
  )
  expect(noKinds.status).toBe(400)
  const opened = await send('/welcome/shop', [...shop, ['kinds', 'workshop'], ['kinds', 'inspection']])
  expect(opened).toMatchObject({ status: 303, to: '/welcome/muller-sohne/hours' })
  const at = (step: string) => `/welcome/muller-sohne/${step}`
  expect((await send(at('hours'))).text).toContain('value="8:00 AM"')
  const week = [1, 2, 3].flatMap((weekday, row): [string, string][] => [
    [`hours.${row}.weekday`, String(weekday)],
    [`hours.${row}.opens`, '09:00'],
    [`hours.${row}.closes`, '17:00'],
  ])
  expect(await send(at('hours'), week)).toMatchObject({ status: 303, to: at('tax') })
  const missing = await submit(at('tax'), { charges: 'yes', name: '', percent: '' })
  expect([missing.status, missing.text.includes('href="#f-name"')]).toEqual([400, true])
  expect(await submit(at('tax'), { charges: 'yes', name: 'USt', percent: '19' })).toMatchObject({
    to: at('people'),
  })
  const people = { _key: '51111111-2222-4333-8444-555555555555', who: 'me', name: '', places: '۲' }
  expect(await submit(at('people'), people)).toMatchObject({ status: 303, to: at('service') })
  expect(await submit(at('people'), people)).toMatchObject({ status: 303, to: at('service') })
  const service = { name: 'Ölwechsel', durationMinutes: '60', priceKind: 'fixed', price: '89,00' }
  expect(await submit(at('service'), service)).toMatchObject({ status: 303, to: at('try') })
  const last = await send(at('try'))
  for (const part of [
    '3 days a week',
    '<bdi>USt</bdi> <bdi>19%</bdi>',
    '\u2068Ada\u2069 · 2 places',
    'Ölwechsel',
    '/shops/muller-sohne/book?service=',
  ])
    expect(last.text).toContain(part)
  expect(await submit(at('try'), {})).toMatchObject({ status: 303, to: '/desk/muller-sohne' })

  const { id } = (await app.guest.get('/api/shops/muller-sohne')).body
  const slots = await app.guest.get<{ slots: unknown[] }>(
    `/api/shops/${String(id)}/slots?service=${/service=([\w-]+)/.exec(last.text)?.[1]}&from=2026-12-01&to=2026-12-08`,
  )
  expect(slots.body.slots.length).toBeGreaterThan(20)
  const stranger = await app.people.add()
  expect((await stranger.get(at('hours'))).status).toBe(403)
  expect((await stranger.get('/welcome/shop')).status).toBe(403)
})

test('a name becomes an address', () => {
  expect(['Müller & Söhne', 'Straße 12', '  -- ', 'تعمیرگاه', 'É'.repeat(90)].map(slugOf)).toEqual([
    'muller-sohne',
    'strasse-12',
    '',
    '',
    'e'.repeat(60),
  ])
})
