import { join } from 'node:path'
import type { EmailAdapter } from './email/port.ts'
import { createOutboxEmail } from './email/outbox.ts'
import { createFileSink } from './outbox/file-sink.ts'
import type { OutboxSink } from './outbox/sink.ts'
import { createCardPagePayments } from './payments/card-page/adapter.ts'
import { createCardPage, deliverTo, type CardPage } from './payments/card-page/page.ts'
import { createCardStore } from './payments/card-page/store.ts'
import type { PaymentsAdapter } from './payments/port.ts'
import type { Environment } from './settings.ts'
import { createOutboxSms } from './sms/outbox.ts'
import type { SmsAdapter } from './sms/port.ts'
import { createFolderStorage } from './storage/folder.ts'
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

export interface AdapterPlace {
  dataFolder: string
  /** Our own origin, as others reach it. */
  url: string
}

/** Where the gateway named `name` posts its events on our side. */
export function gatewayEventsPath(name: PaymentsAdapter['name']): string {
  return `/api/payments/events/${name}`
}

/** Chooses the adapters by the settings; without any, the stand-ins. A wrong setting throws one clear line. */
export function createAdapters(_environment: Environment, { dataFolder, url }: AdapterPlace): Adapters {
  const outbox = createFileSink(join(dataFolder, 'outbox'))
  const store = createCardStore(join(dataFolder, 'card-page'))
  return {
    outbox,
    email: createOutboxEmail(outbox),
    sms: createOutboxSms(outbox),
    payments: createCardPagePayments({ store, url }),
    storage: createFolderStorage(join(dataFolder, 'files')),
    cardPage: createCardPage({ store, deliver: deliverTo(url + gatewayEventsPath('card-page')) }),
  }
}
