import { join } from 'node:path'
import { emailFrom } from './email/choose.ts'
import type { EmailAdapter } from './email/port.ts'
import { createFileSink } from './outbox/file-sink.ts'
import type { OutboxSink } from './outbox/sink.ts'
import type { CardPage } from './payments/card-page/page.ts'
import { paymentsFrom } from './payments/choose.ts'
import type { PaymentsAdapter } from './payments/port.ts'
import type { Environment } from './settings.ts'
import { smsFrom } from './sms/choose.ts'
import type { SmsAdapter } from './sms/port.ts'
import { storageFrom } from './storage/choose.ts'
import type { StorageAdapter } from './storage/port.ts'

/** The outside world, each part real or the local stand-in. */
export interface Adapters {
  email: EmailAdapter
  sms: SmsAdapter
  payments: PaymentsAdapter
  storage: StorageAdapter
  /** What the stand-ins kept. */
  outbox: OutboxSink
  /** The test bank's page, where the test bank is the gateway. */
  cardPage?: CardPage
}

/** Where this installation lives. */
export interface AdapterPlace {
  dataFolder: string
  /** Our own origin, as others reach it, without a slash at the end. */
  url: string
}

/** Where gateway `name` posts its events on our side. */
export function gatewayEventsPath(name: PaymentsAdapter['name']): string {
  return `/api/payments/events/${name}`
}

/** Where SMS gateway `name` posts its delivery reports on our side. */
export function smsStatusPath(name: SmsAdapter['name']): string {
  return `/api/sms/status/${name}`
}

/** Chooses the adapters by the settings; without any, the stand-ins. A wrong setting throws one clear line. */
export function createAdapters(environment: Environment, place: AdapterPlace): Adapters {
  const { dataFolder, url } = place
  const outbox = createFileSink(join(dataFolder, 'outbox'))
  return {
    outbox,
    email: emailFrom(environment, outbox),
    sms: smsFrom(environment, { outbox, statusUrl: `${url}${smsStatusPath('twilio')}` }),
    storage: storageFrom(environment, join(dataFolder, 'files')),
    ...paymentsFrom(environment, {
      url,
      folder: join(dataFolder, 'card-page'),
      eventsPath: gatewayEventsPath('card-page'),
    }),
  }
}
