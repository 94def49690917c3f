import { createServer, type AddressInfo } from 'node:net'
import { SMTPServer, type SMTPServerOptions } from 'smtp-server'
import { afterEach, expect, test } from 'vitest'
import { failureOf } from '../testing/failure.ts'
import type { EmailMessage } from './port.ts'
import { createSmtpEmail, type SmtpSettings } from './smtp.ts'

interface Arrived {
  from: string
  to: string[]
  raw: string
}

const closing: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close()
})

/** A real SMTP server on a free port; addresses starting with `no` get 550, with `later` 451. */
async function server(options: SMTPServerOptions = {}): Promise<{ port: number; arrived: Arrived[] }> {
  const arrived: Arrived[] = []
  const smtp = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onRcptTo({ address }, _session, done) {
      const code = address.startsWith('no') ? 550 : address.startsWith('later') ? 451 : 0
      done(code ? Object.assign(new Error('refused'), { responseCode: code }) : null)
    },
    onData(stream, session, done) {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        const { mailFrom, rcptTo } = session.envelope
        const from = mailFrom ? mailFrom.address : ''
        arrived.push({
          from,
          to: rcptTo.map(({ address }) => address),
          raw: Buffer.concat(chunks).toString(),
        })
        done()
      })
    },
    ...options,
  })
  await new Promise<void>((ready) => smtp.listen(0, '127.0.0.1', ready))
  closing.push(() => new Promise((done) => smtp.close(() => done())))
  return { port: (smtp.server.address() as AddressInfo).port, arrived }
}

function mailer(port: number, more: Partial<SmtpSettings> = {}) {
  const adapter = createSmtpEmail({ host: '127.0.0.1', port, secure: false, requireTls: false, ...more })
  closing.push(() => adapter.close())
  return adapter
}

function message(...to: string[]): EmailMessage {
  return {
    from: { name: 'تعمیرگاه', address: 'desk@shop.example' },
    to: to.map((address) => ({ address })),
    subject: 'نوبت شما ثبت شد',
    text: 'سلام',
    html: '<p>سلام</p>',
    messageId: '<m1@shop.example>',
  }
}

test('a mail arrives with its parts: text, HTML, invite, paper, own headers and message id [S2.10a]', async () => {
  const { port, arrived } = await server()
  const receipt = await mailer(port).send({
    ...message('mina@example.com'),
    headers: {
      'List-Unsubscribe': '<https://shop.example/u/1>',
      'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
    },
    ical: { method: 'CANCEL', content: 'BEGIN:VCALENDAR\r\nMETHOD:CANCEL\r\nEND:VCALENDAR' },
    attachments: [{ filename: 'صورت‌حساب.pdf', type: 'application/pdf', content: Buffer.from('%PDF-1.7') }],
    bounceTo: 'bounce+t1@shop.example',
  })
  expect(receipt).toEqual({ providerId: '<m1@shop.example>', rejected: [], deferred: [] })
  expect(arrived).toHaveLength(1)
  expect(arrived[0]).toMatchObject({ from: 'bounce+t1@shop.example', to: ['mina@example.com'] })
  const raw = arrived[0]?.raw ?? ''
  expect(raw).toContain('Message-ID: <m1@shop.example>')
  expect(raw).toMatch(/text\/calendar; charset=utf-8; method=CANCEL/)
  expect(raw).toContain('List-Unsubscribe-Post: List-Unsubscribe=One-Click')
  expect(raw).toContain('Content-Type: application/pdf')
  expect(raw).toContain(Buffer.from('%PDF-1.7').toString('base64'))
})

test('one refused address among several is named; the others get the mail', async () => {
  const { port, arrived } = await server()
  const receipt = await mailer(port).send(message('no@example.com', 'yes@example.com', 'later@example.com'))
  expect(receipt).toMatchObject({ rejected: ['no@example.com'], deferred: ['later@example.com'] })
  expect(arrived[0]?.to).toEqual(['yes@example.com'])
})

test('when every address is refused for good the answer says so; when for now, it is worth another try', async () => {
  const { port } = await server()
  const adapter = mailer(port)
  expect(await adapter.send(message('no@example.com'))).toMatchObject({ rejected: ['no@example.com'] })
  const later = await failureOf(adapter.send(message('later@example.com')))
  expect([later.kind, later.code, later.retryable]).toEqual(['unavailable', '451', true])
})

test('line breaks in a name, subject or header cannot add headers', async () => {
  const { port, arrived } = await server()
  await mailer(port).send({
    ...message('mina@example.com'),
    from: { name: 'A\r\nBcc: spy@example.com', address: 'desk@shop.example' },
    subject: 'Hello\r\nBcc: spy@example.com',
    headers: { 'X-Note': 'one\r\nBcc: spy@example.com' },
  })
  expect(arrived[0]?.to).toEqual(['mina@example.com'])
  expect(arrived[0]?.raw).not.toMatch(/^Bcc:/m)
})

test('a wrong password is our own fault, and the address stays out of the message', async () => {
  const { port } = await server({
    authOptional: false,
    allowInsecureAuth: true,
    onAuth: (_auth, _session, done) => done(new Error('no')),
  })
  const error = await failureOf(
    mailer(port, { user: 'u', password: 'secret-1' }).send(message('mina@example.com')),
  )
  expect(error.kind).toBe('misconfigured')
  expect(error.message).not.toMatch(/mina|secret-1/)
})

test('without TLS nothing is sent where TLS is required', async () => {
  const { port, arrived } = await server()
  const error = await failureOf(mailer(port, { requireTls: true }).send(message('mina@example.com')))
  expect(error.kind).toBe('misconfigured')
  expect(arrived).toEqual([])
})

test('a server that hangs, and one that is not there, are worth another try', async () => {
  const silent = createServer(() => undefined)
  await new Promise<void>((ready) => silent.listen(0, '127.0.0.1', ready))
  const { port } = silent.address() as AddressInfo
  const hung = await failureOf(mailer(port, { timeoutMs: 100 }).send(message('mina@example.com')))
  expect(hung.retryable).toBe(true)
  await new Promise((done) => silent.close(done))
  expect((await failureOf(mailer(port).send(message('mina@example.com')))).kind).toBe('unavailable')
})

test('connections are kept: thirty mails need no more than four', async () => {
  let connections = 0
  const { port, arrived } = await server({
    onConnect(_session, done) {
      connections += 1
      done()
    },
  })
  const adapter = mailer(port)
  await Promise.all(Array.from({ length: 30 }, () => adapter.send(message('mina@example.com'))))
  expect(arrived).toHaveLength(30)
  expect(connections).toBeLessThanOrEqual(4)
})
