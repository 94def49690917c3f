import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createAdapters } from './index.ts'
import { newFileKey } from './storage/keys.ts'

let dataFolder: string
beforeAll(async () => (dataFolder = await mkdtemp(join(tmpdir(), 'adapters-'))))
afterAll(async () => await rm(dataFolder, { recursive: true }))

const made = (environment: Record<string, string> = {}) =>
  createAdapters(environment, { dataFolder, url: 'https://fixbay.example' })

const names = ({ email, sms, payments, storage, cardPage }: ReturnType<typeof made>) => {
  return [email.name, sms.name, payments.name, storage.name, cardPage !== undefined]
}

test('without settings everything is the local stand-in, and an empty setting is none', () => {
  const standIns = ['outbox', 'outbox', 'card-page', 'folder', true]
  expect(names(made())).toEqual(standIns)
  expect(names(made({ FIXBAY_EMAIL: '', FIXBAY_SMS: ' ', FIXBAY_PAYMENTS: '', FIXBAY_STORAGE: '' }))).toEqual(
    standIns,
  )
})

test('settings choose the real services', () => {
  const real = made({
    FIXBAY_EMAIL: 'smtps://user:p%40ss@mail.example.com',
    FIXBAY_SMS: 'twilio',
    FIXBAY_TWILIO_SID: 'AC1',
    FIXBAY_TWILIO_TOKEN: 't',
    FIXBAY_TWILIO_FROM: '+15005550006',
    FIXBAY_PAYMENTS: 'stripe',
    FIXBAY_STRIPE_KEY: 'sk',
    FIXBAY_STRIPE_WEBHOOK_SECRET: 'wh',
    FIXBAY_STORAGE: 's3',
    FIXBAY_S3_BUCKET: 'https://s3.example.com/bucket',
    FIXBAY_S3_KEY: 'k',
    FIXBAY_S3_SECRET: 's',
  })
  expect(names(real)).toEqual(['smtp', 'twilio', 'stripe', 's3', false])
  const iran = made({
    FIXBAY_SMS: 'kavenegar',
    FIXBAY_KAVENEGAR_KEY: 'k',
    FIXBAY_KAVENEGAR_SENDER: '1000',
    FIXBAY_PAYMENTS: 'zarinpal',
    FIXBAY_ZARINPAL_MERCHANT: '00000000-0000-0000-0000-000000000001',
  })
  expect(names(iran)).toEqual(['outbox', 'kavenegar', 'zarinpal', 'folder', false])
})

test('a wrong setting is refused in one line that names it and shows no secret', () => {
  const wrong: [Record<string, string>, RegExp][] = [
    [{ FIXBAY_EMAIL: 'mail.example.com' }, /^FIXBAY_EMAIL is not an address; it should look like smtps:/],
    [
      { FIXBAY_EMAIL: 'https://user:hunter2@mail.example.com' },
      /^FIXBAY_EMAIL must be outbox or a mail server/,
    ],
    [
      { FIXBAY_EMAIL: 'smtp://m.example', FIXBAY_EMAIL_TLS: 'no' },
      /^FIXBAY_EMAIL_TLS must be required or optional, not "no"\.$/,
    ],
    [{ FIXBAY_SMS: 'pigeon' }, /^FIXBAY_SMS must be outbox or twilio or kavenegar, not "pigeon"\.$/],
    [{ FIXBAY_SMS: 'twilio' }, /^FIXBAY_TWILIO_SID is missing: it is needed because FIXBAY_SMS is twilio\.$/],
    [{ FIXBAY_PAYMENTS: 'stripe', FIXBAY_STRIPE_KEY: 'hunter2' }, /^FIXBAY_STRIPE_WEBHOOK_SECRET is missing/],
    [
      { FIXBAY_PAYMENTS: 'zarinpal', FIXBAY_ZARINPAL_MERCHANT: 'hunter2' },
      /^FIXBAY_ZARINPAL_MERCHANT must have 36/,
    ],
    [{ FIXBAY_STORAGE: 's3', FIXBAY_S3_BUCKET: 'bucket' }, /^FIXBAY_S3_BUCKET is not an address/],
    [{ FIXBAY_STORAGE: 's3', FIXBAY_S3_BUCKET: 'https://s3.example.com/b' }, /^FIXBAY_S3_KEY is missing/],
  ]
  for (const [environment, line] of wrong) {
    expect(() => made(environment)).toThrow(line)
    expect(() => made(environment)).not.toThrow(/hunter2|\n/)
  }
})

test('the stand-ins keep everything in the data folder, and a second process sees the same', async () => {
  const key = newFileKey('application/pdf')
  await made().storage.put(key, Buffer.from('%PDF'), { type: 'application/pdf' })
  await made().sms.send({ to: '+4915112345678', text: 'Ready', purpose: 'service' })
  const { storage, outbox } = made()
  expect(await storage.stat(key)).toMatchObject({ size: 4 })
  expect(await outbox.list()).toMatchObject([{ kind: 'sms', message: { text: 'Ready' } }])
})
