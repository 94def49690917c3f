import { expect, test } from 'vitest'
import { AdapterFailure } from '../../adapters/failure.ts'
import { messagesOf } from '../../words/index.ts'
import type { Ctx } from '../context.ts'
import { newId, transaction } from '../db/index.ts'
import { messageJobs, MESSAGE_TRIES, notify, type Notice } from '../notify.ts'
import { testApp } from '../testing/app.ts'
import { mailHtml } from './mail-layout.ts'
import { renderMail, renderSms } from './render.ts'

const house = await testApp()
const { outbox, drainJobs, services, clock } = house

const notice = {
  channel: 'email',
  to: 'anna@example.com',
  template: 'resetPassword',
  locale: 'en',
  purpose: 'account',
  params: { name: 'Anna <b>', minutes: 60 },
  secretParams: { path: '/reset-password?token=very-secret' },
} as const satisfies Notice

const write = (change: Partial<Notice> = {}) =>
  transaction(house.ctx(), (tx) => notify(tx, { ...notice, ...change } as Notice))
const read = async (id: string | null) => {
  const { rows } = await services.database.pool.query('SELECT * FROM messages WHERE id = $1', [id])
  return rows[0] as Record<string, unknown>
}
const jobOf = async (id: string | null) => {
  const { rows } = await services.database.pool.query(
    'SELECT data, retry_limit, retry_backoff FROM pgboss.job WHERE id = $1',
    [id],
  )
  return rows[0] as { data: Record<string, unknown>; retry_limit: number; retry_backoff: boolean }
}
const deliver = async (id: string | null, ctx: Ctx = house.system) => {
  const { data } = await jobOf(id)
  await messageJobs.find(({ queue }) => queue === 'mail')?.run(ctx, data)
}

test('a message is written with the change, sent by its job, and its secret stays nowhere', async () => {
  const id = await write()
  expect(await read(id)).toMatchObject({
    status: 'queued',
    recipient: notice.to,
    params: { name: 'Anna <b>', minutes: 60 },
  })
  const queued = await jobOf(id)
  expect(queued).toMatchObject({
    retry_limit: MESSAGE_TRIES - 1,
    retry_backoff: true,
    data: { job: 'deliver', message: id },
  })
  expect(JSON.stringify(queued.data)).not.toContain('very-secret')
  await drainJobs()
  const [mail] = outbox.mails(notice.to)
  expect(mail).toMatchObject({
    subject: 'Choose a new password',
    from: { name: 'Fixbay', address: 'no-reply@fixbay.test' },
    messageId: `<${id}@fixbay.test>`,
  })
  expect(mail?.text).toContain('http://fixbay.test/reset-password?token=very-secret')
  expect(mail?.html).toContain('href="http://fixbay.test/reset-password?token=very-secret"')
  expect(mail?.html).toContain('Anna &lt;b&gt;')
  expect(mail?.html).not.toContain('<b>')
  expect(await read(id)).toMatchObject({ status: 'sent', tries: 1, error: null, sent_at: clock.now() })
  expect((await jobOf(id)).data).toEqual({ job: 'deliver', message: id })
})

test('a rolled back change leaves no message', async () => {
  outbox.clear()
  await expect(
    transaction(house.ctx(), async (tx) => {
      await notify(tx, notice)
      throw new Error('changed my mind')
    }),
  ).rejects.toThrow('changed my mind')
  expect(await drainJobs()).toBe(0)
  expect(outbox.mails()).toEqual([])
})

test('a job that runs again sends nothing again', async () => {
  outbox.clear()
  const id = await write()
  const { data } = await jobOf(id)
  await drainJobs()
  await messageJobs[0]?.run(house.system, data)
  expect(outbox.mails(notice.to)).toHaveLength(1)
})

test('one cause makes one message, however often it is told', async () => {
  outbox.clear()
  const eventId = newId(clock.now())
  const ids = [
    await write({ eventId }),
    await write({ eventId }),
    await write({ eventId, to: 'ben@example.com' }),
  ]
  expect(ids.map((id) => id === null)).toEqual([false, true, false])
  await drainJobs()
  expect(outbox.mails()).toHaveLength(2)
})

test('an address that is refused is not tried again', async () => {
  const id = await write({ to: 'fail@example.com' })
  await drainJobs()
  expect(await read(id)).toMatchObject({
    status: 'failed',
    tries: 1,
    error: 'outbox: the address was rejected',
  })
  expect((await jobOf(id)).data).toEqual({ job: 'deliver', message: id })
})

test('a service that is away is tried again, with the secret, until the tries are used up', async () => {
  const id = await write({ to: 'down@example.com' })
  await expect(deliver(id)).rejects.toThrow('no answer')
  expect(await read(id)).toMatchObject({
    status: 'queued',
    tries: 1,
    error: 'outbox: no answer from the mail server',
  })
  expect((await jobOf(id)).data).toHaveProperty('sealed')
  for (let tried = 2; tried < MESSAGE_TRIES; tried += 1)
    await expect(deliver(id)).rejects.toThrow('no answer')
  await deliver(id)
  expect(await read(id)).toMatchObject({ status: 'failed', tries: MESSAGE_TRIES })
  expect((await jobOf(id)).data).not.toHaveProperty('sealed')
  await drainJobs()
})

test('wrong settings are waited out, and a mail that was only put off goes later', async () => {
  const outcomes = [
    () => Promise.reject(new AdapterFailure('smtp', 'misconfigured', 'login refused', { code: '535' })),
    async () => ({ providerId: '', rejected: [], deferred: [notice.to] }),
    async () => ({ providerId: 'p-1', rejected: [], deferred: [] }),
  ]
  const email = {
    name: 'smtp' as const,
    send: () => (outcomes.shift() ?? outcomes[0])?.() as never,
    close: async () => undefined,
  }
  const { system } = house
  const ctx = { ...system, services: { ...services, adapters: { ...services.adapters, email } } }
  const id = await write()
  await expect(deliver(id, ctx)).rejects.toThrow('login refused')
  expect(await read(id)).toMatchObject({ status: 'queued', error: 'smtp: login refused (535)' })
  await expect(deliver(id, ctx)).rejects.toThrow('not taken')
  await deliver(id, ctx)
  expect(await read(id)).toMatchObject({ status: 'sent', provider_id: 'p-1', tries: 3, error: null })
  await drainJobs()
})

test('a text message keeps its parts and cost, in micro-units of its currency', async () => {
  const common = {
    channel: 'sms',
    template: 'workReady',
    locale: 'en',
    purpose: 'service',
    brand: 'Harbor Auto',
  } as const
  const params = { asset: 'Corolla', number: '1042' }
  const write = (to: string) =>
    transaction(house.ctx(), (tx) =>
      notify(tx, { ...common, to, params, secretParams: { path: '/track/ABC' } }),
    )
  const ids = [await write('+12125550123'), await write('+989123456789'), await write('+12120000001')]
  await drainJobs()
  const [text] = outbox.texts('+12125550123')
  expect(text?.purpose).toBe('service')
  expect(text?.text).toContain('http://fixbay.test/track/ABC')
  const rows = await Promise.all(ids.map(read))
  expect(rows.map((row) => [row['status'], row['parts'], row['cost_micros'], row['cost_currency']])).toEqual([
    ['sent', 1, 10_000, 'USD'],
    ['sent', 1, 1200 * 1_000_000, 'IRR'],
    ['failed', null, null, null],
  ])
})

test('a Persian mail is right to left, with Persian digits and links to the Persian pages', async () => {
  const { html, text } = renderMail({
    template: 'resetPassword',
    locale: 'fa',
    purpose: 'account',
    params: { name: 'Anna', minutes: 60, path: '/reset-password?token=x' },
    origin: 'https://fixbay.example',
  })
  expect(html).toContain('<html lang="fa" dir="rtl">')
  expect(html).toContain('https://fixbay.example/fa/reset-password?token=x')
  expect(text).toContain('۶۰ دقیقه')
  expect(text).toContain('\u2068Anna\u2069')
})

test('a missing value is an error, not a mail with a hole', () => {
  const rendering = {
    template: 'resetPassword',
    locale: 'en',
    purpose: 'account',
    params: {},
    origin: 'http://x',
  } as const
  expect(() => renderMail(rendering)).toThrow(/name|minutes/)
  expect(() => renderSms({ ...rendering, template: 'noSuchTemplate' })).toThrow(/noSuchTemplate/)
})

test('facts stand in a table, one without a value is left out, and every value is escaped', () => {
  const html = mailHtml({
    locale: 'en',
    direction: 'ltr',
    brand: 'Harbor & Sons',
    subject: '"Quoted"',
    paragraphs: ['One\ntwo'],
    facts: [{ label: 'Price', value: '<$12>' }],
    button: { label: 'Go', link: 'https://x.example/?a=1&b="2"', hint: 'Or copy' },
    footer: "It's why",
    keep: { text: 'With <b>', label: 'Keep "it"', link: 'https://x.example/keep?a&b' },
    stop: { label: 'No <more>', link: 'https://x.example/stop?a&b' },
  })
  expect(html).toContain('Harbor &amp; Sons')
  expect(html).toContain('One<br>two')
  expect(html).toContain('&lt;$12&gt;')
  expect(html).toContain('href="https://x.example/?a=1&amp;b=&quot;2&quot;"')
  expect(html).toContain('It&#39;s why')
  expect(html).toContain('href="https://x.example/stop?a&amp;b"')
  expect(html).toContain('No &lt;more&gt;')
  expect(html).toContain('With &lt;b&gt;')
  expect(html).toContain('href="https://x.example/keep?a&amp;b"')
})

test('every mail renders a subject and a body in both languages, and only with known parts', () => {
  for (const locale of ['en', 'fa'] as const) {
    const { layout, ...rest } = messagesOf(locale).mail
    expect(Object.keys(layout.footer).toSorted()).toEqual(['account', 'promotions', 'reminders', 'service'])
    const mails = Object.entries(rest).filter(([, words]) => 'subject' in words)
    expect(mails.length).toBeGreaterThan(5)
    for (const [name, words] of mails) {
      const unknown = Object.keys(words).filter(
        (part) => !['subject', 'body', 'facts', 'button'].includes(part),
      )
      expect([name, unknown, 'body' in words]).toEqual([name, [], true])
    }
  }
})
