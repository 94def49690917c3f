import { setTimeout as wait } from 'node:timers/promises'
import { systemNow } from '../../kit/time/clock.ts'
import { AdapterFailure } from '../failure.ts'
import type { OutboxSink } from '../outbox/sink.ts'
import type { EmailAdapter, EmailMessage } from './port.ts'

/**
 * Keeps mails instead of sending them. Like a real server it refuses some: `fail@…` (and `fail+x@…`) is rejected,
 * `down@…` throws as if no server answered, `slow@…` takes `slowMs`.
 */
export function createOutboxEmail(sink: OutboxSink, slowMs = 3000): EmailAdapter {
  return {
    name: 'outbox',
    async send(message) {
      const locals = message.to.map(({ address }) => localPart(address))
      if (locals.includes('slow')) await wait(slowMs)
      if (locals.includes('down'))
        throw new AdapterFailure('outbox', 'unavailable', 'no answer from the mail server')
      const rejected = message.to
        .map(({ address }) => address)
        .filter((address) => localPart(address) === 'fail')
      const item = await sink.append({
        kind: 'email',
        at: systemNow().toString(),
        outcome: rejected.length === message.to.length ? 'refused' : 'sent',
        message: keepable(message, rejected),
      })
      return { providerId: item.id, rejected, deferred: [] }
    },
    close: async () => undefined,
  }
}

function localPart(address: string): string {
  return address.split('@')[0]?.split('+')[0]?.toLowerCase() ?? ''
}

/** The message as JSON: attachments as base64. */
function keepable(message: EmailMessage, rejected: string[]): Record<string, unknown> {
  const attachments = message.attachments?.map(({ filename, type, content }) => {
    return { filename, type, content: Buffer.from(content).toString('base64') }
  })
  return { ...message, attachments, rejected }
}
