import { appendFile, mkdtemp, readdir, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createOutboxEmail } from '../email/outbox.ts'
import { createOutboxSms } from '../sms/outbox.ts'
import { failureOf } from '../testing/failure.ts'
import { createFileSink } from './file-sink.ts'

let folder: string
beforeEach(async () => (folder = join(await mkdtemp(join(tmpdir(), 'outbox-')), 'outbox')))
afterEach(async () => await rm(join(folder, '..'), { recursive: true }))

const mail = (...to: string[]) => ({
  from: { address: 'desk@shop.example' },
  to: to.map((address) => ({ address })),
  subject: 'سلام',
  text: 'متن',
  html: '<p>متن</p>',
  messageId: '<1@shop.example>',
})

test('what was sent is kept, newest first, for every process that looks', async () => {
  const email = createOutboxEmail(createFileSink(folder))
  const attachments = [{ filename: 'a.pdf', type: 'application/pdf', content: Buffer.from('%PDF') }]
  const { providerId } = await email.send({ ...mail('mina@example.com'), attachments })
  await createOutboxSms(createFileSink(folder)).send({ to: '+989121234567', text: 'سلام', purpose: 'service' })
  const kept = await createFileSink(folder).list()
  expect(kept.map(({ kind, outcome }) => [kind, outcome])).toEqual([
    ['sms', 'sent'],
    ['email', 'sent'],
  ])
  expect(kept[0]?.message).toMatchObject({
    parts: 1,
    encoding: 'ucs2',
    cost: { amount: 1200, currency: 'IRR' },
  })
  expect(kept[1]).toMatchObject({
    id: providerId,
    message: { subject: 'سلام', attachments: [{ content: 'JVBERg==' }] },
  })
  expect((await stat(join(folder, '00000001.jsonl'))).mode & 0o077).toBe(0)
})

test('failures can be had for the asking: refused, no answer, slow', async () => {
  const sink = createFileSink(folder)
  const email = createOutboxEmail(sink, 1)
  expect(await email.send(mail('fail@example.com'))).toMatchObject({ rejected: ['fail@example.com'] })
  expect(await email.send(mail('Fail+7@example.com', 'ok@example.com'))).toMatchObject({
    rejected: ['Fail+7@example.com'],
  })
  expect((await failureOf(email.send(mail('down@example.com')))).retryable).toBe(true)
  expect(await email.send(mail('slow@example.com'))).toMatchObject({ rejected: [] })
  const sms = createOutboxSms(sink, 1)
  const text = (to: string) => sms.send({ to, text: 'hi', purpose: 'otp' })
  expect((await failureOf(text('+15550000001'))).kind).toBe('refused')
  expect((await failureOf(text('+15550000002'))).kind).toBe('unavailable')
  expect(await text('+15550000003')).toMatchObject({ parts: 1 })
  expect((await sink.list()).map(({ outcome }) => outcome)).toEqual([
    'sent',
    'refused',
    'sent',
    'sent',
    'refused',
  ])
})

test('the folder stays small: old parts are dropped, the newest are never lost', async () => {
  const sink = createFileSink(folder, 2000)
  for (let index = 0; index < 60; index += 1) {
    await sink.append({
      kind: 'sms',
      at: '2026-11-20T10:00:00Z',
      outcome: 'sent',
      message: { index, text: 'x'.repeat(100) },
    })
  }
  expect((await readdir(folder)).length).toBeLessThanOrEqual(2)
  const kept = await sink.list(5)
  expect(kept.map(({ message }) => message['index'])).toEqual([59, 58, 57, 56, 55])
})

test('a hundred at once are all kept, and a line cut short by a crash hurts no other', async () => {
  const [one, two] = [createFileSink(folder), createFileSink(folder)]
  const item = { kind: 'sms' as const, at: '2026-11-20T10:00:00Z', outcome: 'sent' as const, message: {} }
  await Promise.all(Array.from({ length: 50 }, async () => [await one.append(item), await two.append(item)]))
  expect(await one.list(200)).toHaveLength(100)
  await appendFile(join(folder, '00000001.jsonl'), '{"id":"cut')
  await two.append(item)
  expect(await one.list(200)).toHaveLength(101)
})
