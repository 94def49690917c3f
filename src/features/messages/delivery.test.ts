import { createHmac } from 'node:crypto'
import { expect, test } from 'vitest'
import { createTwilioSms } from '../../adapters/sms/twilio.ts'
import { transaction } from '../../kit/db/index.ts'
import { notify } from '../../kit/notify.ts'
import { testApp } from '../../kit/testing/app.ts'

const TOKEN = 'token-1'
const STATUS_URL = 'https://fixbay.example/api/sms/status/twilio'
const twilio = createTwilioSms({
  accountSid: 'AC0',
  authToken: TOKEN,
  from: '+15005550006',
  statusUrl: STATUS_URL,
})

let sent = 0
const app = await testApp({
  config: { rateLimits: 0 },
  // The reports are Twilio's; the sending itself stays in the house.
  adapters: {
    sms: {
      ...twilio,
      send: async () => {
        sent += 1
        return { providerId: `SM${sent}`, parts: 1 }
      },
    },
  },
})

function report(fields: Record<string, string>, token = TOKEN) {
  const signed = Object.entries(fields)
    .map(([name, value]) => name + value)
    .toSorted()
    .join('')
  const signature = createHmac('sha1', token)
    .update(STATUS_URL + signed)
    .digest('base64')
  return app.app.inject({
    method: 'POST',
    url: '/api/sms/status/twilio',
    payload: new URLSearchParams(fields).toString(),
    headers: { 'content-type': 'application/x-www-form-urlencoded', 'x-twilio-signature': signature },
  })
}

async function send(): Promise<string> {
  const id = await transaction(app.system, (tx) =>
    notify(tx, {
      channel: 'sms',
      to: '+12125550123',
      template: 'workReady',
      locale: 'en',
      purpose: 'service',
      params: { asset: 'Corolla' },
      path: '/track/x',
    }),
  )
  await app.drainJobs()
  return id ?? ''
}

async function statusOf(id: string): Promise<string | undefined> {
  const row = await app.services.database.kysely
    .selectFrom('messages')
    .select('status')
    .where('id', '=', id)
    .executeTakeFirst()
  return row?.status
}

test('a text that arrived says so, and late or repeated reports take nothing back [S2.10b]', async () => {
  const id = await send()
  expect(await statusOf(id)).toBe('sent')
  const delivered = await report({ MessageSid: 'SM1', MessageStatus: 'delivered' })
  expect(delivered.statusCode).toBe(204)
  expect(await statusOf(id)).toBe('delivered')
  for (const MessageStatus of ['queued', 'sent', 'undelivered', 'delivered']) {
    expect((await report({ MessageSid: 'SM1', MessageStatus })).statusCode).toBe(204)
    expect(await statusOf(id)).toBe('delivered')
  }
})

test('a text that was given up says so with the gateway’s code', async () => {
  const id = await send()
  await report({ MessageSid: 'SM2', MessageStatus: 'undelivered', ErrorCode: '30005' })
  expect(await statusOf(id)).toBe('failed')
})

test('a report that the gateway did not sign is refused, and one of another gateway finds nobody', async () => {
  const id = await send()
  expect((await report({ MessageSid: 'SM3', MessageStatus: 'delivered' }, 'wrong')).statusCode).toBe(403)
  expect(await statusOf(id)).toBe('sent')
  expect((await app.guest.post('/api/sms/status/kavenegar', {})).status).toBe(404)
  expect((await report({ MessageSid: 'SM999', MessageStatus: 'delivered' })).statusCode).toBe(204)
})
