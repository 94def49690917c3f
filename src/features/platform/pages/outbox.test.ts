import { expect, test } from 'vitest'
import { transaction } from '../../../kit/db/index.ts'
import { notify } from '../../../kit/notify.ts'
import { testApp } from '../../../kit/testing/app.ts'
import { addPages } from '../../../web/testing/pages.ts'

const demo = await testApp({ config: { demo: true, url: 'http://127.0.0.1:3000' } })
await addPages(demo.app)
const real = await testApp({ config: { demo: false, development: false, url: 'http://127.0.0.1:3000' } })
await addPages(real.app)

const open = (url: string, more: { host?: string; remoteAddress?: string } = {}, house = demo) =>
  house.app.inject({
    url,
    remoteAddress: more.remoteAddress ?? '127.0.0.1',
    headers: { host: more.host ?? 'localhost:3000' },
  })

async function send(to: string): Promise<void> {
  await transaction(demo.system, (tx) =>
    notify(tx, {
      channel: 'email',
      to,
      template: 'workReady',
      locale: 'en',
      purpose: 'service',
      params: { name: 'Grace', asset: 'Toyota Corolla', number: 'RO-1001', brand: 'Harbor Auto' },
      secretParams: { path: '/track/x' },
      calendar: { method: 'REQUEST', content: 'BEGIN:VCALENDAR\r\nEND:VCALENDAR' },
    }).then(() => undefined),
  )
  await demo.drainJobs()
}

async function text(to: string): Promise<void> {
  await transaction(demo.system, (tx) =>
    notify(tx, {
      channel: 'sms',
      to,
      template: 'workReady',
      locale: 'en',
      purpose: 'service',
      params: { asset: 'Toyota Corolla' },
      path: '/track/x',
    }).then(() => undefined),
  )
  await demo.drainJobs().catch(() => undefined)
}

const idOf = (page: string, to: string): string =>
  new RegExp(`href="[^"]*id=([0-9a-f-]+)"[^>]*>(?:(?!</a>).)*${RegExp.escape(to)}`, 's').exec(page)?.[1] ??
  'none'

test('the outbox shows every message as its receiver gets it, newest first', async () => {
  expect((await open('/dev/outbox')).body).toContain('Nothing has been sent yet')
  await send('grace@example.org')
  await text('+12125550123')
  const list = (await open('/dev/outbox')).body
  expect(list.indexOf('+12125550123')).toBeLessThan(list.indexOf('grace@example.org'))
  expect(list).not.toContain('<script')
  const id = idOf(list, 'grace@example.org')
  const page = await open(`/dev/outbox?id=${id}`)
  expect(page.headers['cache-control']).toBe('no-store')
  expect(page.body).toContain(`src="/dev/outbox/${id}/html"`)
  expect(page.body).toContain('BEGIN:VCALENDAR')
  expect(page.body).toContain('Calendar part (REQUEST)')
  const sms = await open(`/dev/outbox?id=${idOf(list, '+12125550123')}`)
  expect(sms.body).toMatch(/1 part \(/)
  expect(sms.body).toContain('$0.01')
  expect((await open('/fa/dev/outbox')).body).toContain('صندوق ارسال')
})

test('a mail is shut in: no scripts, no forms, nothing from elsewhere', async () => {
  const id = idOf((await open('/dev/outbox')).body, 'grace@example.org')
  const html = await open(`/dev/outbox/${id}/html`)
  expect(html.statusCode).toBe(200)
  expect(html.headers['content-security-policy']).toBe(
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'; " +
      'sandbox allow-popups allow-popups-to-escape-sandbox',
  )
  expect(html.headers['x-frame-options']).toBe('SAMEORIGIN')
  expect(html.body).toContain('<base target="_blank">')
  const file = await open(`/dev/outbox/${id}/calendar`)
  expect(file.headers['content-type']).toContain('text/calendar')
  expect((await open(`/dev/outbox/${id}/nothing`)).statusCode).toBe(404)
  expect((await open('/dev/outbox/none/html')).statusCode).toBe(404)
})

test('only what went to an address is asked for, and what was refused is marked', async () => {
  await text('+12120000001')
  const all = (await open('/dev/outbox')).body
  expect(all.match(/Refused/g)).toHaveLength(1)
  const some = (await open('/dev/outbox?to=GRACE@')).body
  expect(some).toContain('grace@example.org')
  expect(some).not.toContain('+12125550123')
  expect((await open('/dev/outbox?to=nobody@')).body).toContain('Nothing was sent to')
})

test('there is no outbox but in demo mode, on this machine, by a name of this machine', async () => {
  expect((await open('/dev/outbox', {}, real)).statusCode).toBe(404)
  expect((await open('/dev/ui', {}, real)).statusCode).toBe(404)
  expect((await open('/dev/outbox', { remoteAddress: '10.0.0.7' })).statusCode).toBe(404)
  expect((await open('/dev/outbox', { host: 'evil.example' })).statusCode).toBe(404)
  const id = idOf((await open('/dev/outbox')).body, 'grace@example.org')
  expect((await open(`/dev/outbox/${id}/html`, { host: 'evil.example' })).statusCode).toBe(404)
  expect((await open('/dev/ui')).statusCode).toBe(200)
})
