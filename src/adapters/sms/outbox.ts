import { setTimeout as wait } from 'node:timers/promises'
import { systemNow } from '../../kit/time/clock.ts'
import { AdapterFailure } from '../failure.ts'
import type { OutboxSink } from '../outbox/sink.ts'
import { countParts } from './parts.ts'
import type { SmsAdapter, SmsReceipt } from './port.ts'

// A plausible price per part, so that screens and reports have a figure: rials at home in Iran, else cents.
const PRICE = { iran: { amount: 1200, currency: 'IRR' }, other: { amount: 1, currency: 'USD' } } as const

/**
 * Keeps texts instead of sending them, with parts and cost. Numbers that end in 0000001 are refused, in 0000002 meet a
 * gateway that does not answer, in 0000003 take `slowMs`.
 */
export function createOutboxSms(sink: OutboxSink, slowMs = 3000): SmsAdapter {
  return {
    name: 'outbox',
    async send(message) {
      if (message.to.endsWith('0000003')) await wait(slowMs)
      if (message.to.endsWith('0000002')) {
        throw new AdapterFailure('outbox', 'unavailable', 'no answer from the SMS gateway')
      }
      const { parts, encoding } = countParts(message.text)
      const price = message.to.startsWith('+98') ? PRICE.iran : PRICE.other
      const cost = { amount: price.amount * parts, currency: price.currency }
      const refused = message.to.endsWith('0000001')
      const item = await sink.append({
        kind: 'sms',
        at: systemNow().toString(),
        outcome: refused ? 'refused' : 'sent',
        message: { ...message, parts, encoding, cost },
      })
      if (refused) throw new AdapterFailure('outbox', 'refused', 'not a number that can receive texts')
      const receipt: SmsReceipt = { providerId: item.id, parts, cost }
      return receipt
    },
  }
}
