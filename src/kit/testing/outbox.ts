import { randomUUID } from 'node:crypto'
import type { EmailMessage } from '../../adapters/email/port.ts'
import type { OutboxItem, OutboxSink } from '../../adapters/outbox/sink.ts'
import type { SmsMessage } from '../../adapters/sms/port.ts'

/** What the stand-ins would have sent, in memory, oldest first. */
export interface MemoryOutbox {
  sink: OutboxSink
  mails(to?: string): EmailMessage[]
  texts(to?: string): (SmsMessage & { parts: number })[]
  clear(): void
}

export function createMemoryOutbox(): MemoryOutbox {
  const items: OutboxItem[] = []
  return {
    sink: {
      append: async (item) => {
        const kept = { id: randomUUID(), ...item }
        items.push(kept)
        return kept
      },
      list: async (limit = 100) => items.toReversed().slice(0, limit),
    },
    mails: (to) =>
      items
        .filter(({ kind, outcome }) => kind === 'email' && outcome === 'sent')
        .map(({ message }) => message as unknown as EmailMessage)
        .filter((mail) => to === undefined || mail.to.some(({ address }) => address === to)),
    texts: (to) =>
      items
        .filter(({ kind, outcome }) => kind === 'sms' && outcome === 'sent')
        .map(({ message }) => message as unknown as SmsMessage & { parts: number })
        .filter((text) => to === undefined || text.to === to),
    clear: () => {
      items.length = 0
    },
  }
}
