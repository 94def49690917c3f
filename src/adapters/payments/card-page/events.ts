import { systemNow } from '../../../kit/time/clock.ts'
import { AdapterFailure } from '../../failure.ts'
import type { GatewayEvent } from '../port.ts'
import type { CardOutcome, CardSession, CardStore } from './store.ts'

/** A signed event as the test bank posts it. */
export interface Delivery {
  body: string
  headers: Record<string, string>
}

const SIGNATURE = 'card-page-signature'
const SECONDS_FRESH = 300

/** The event of an outcome: the same id however often it is sent, signed at the moment of sending. */
export async function makeDelivery(
  store: CardStore,
  session: CardSession,
  outcome: CardOutcome,
  now: Temporal.Instant = systemNow(),
): Promise<Delivery> {
  const event = {
    id: `evt_${session.ref}_${outcome.status}`,
    type: outcome.status,
    payment: session.ref,
    reference: session.reference,
    at: outcome.at,
  }
  const body = JSON.stringify(event)
  const seconds = Math.floor(now.epochMilliseconds / 1000)
  const signature = await store.sign(`${seconds}.${body}`)
  return {
    body,
    headers: { 'content-type': 'application/json', [SIGNATURE]: `t=${seconds},v1=${signature}` },
  }
}

/** Reads a posted event. Throws `refused` when it is unsigned, changed, or older than five minutes. */
export async function readDelivery(
  store: CardStore,
  rawBody: string,
  headers: Headers,
  now: Temporal.Instant = systemNow(),
): Promise<GatewayEvent> {
  const [, seconds = '', signature = ''] = /^t=(\d+),v1=([0-9a-f]+)$/.exec(headers.get(SIGNATURE) ?? '') ?? []
  const age = Math.abs(now.epochMilliseconds / 1000 - Number(seconds))
  const genuine = signature !== '' && (await store.verify(`${seconds}.${rawBody}`, signature))
  if (!genuine || age > SECONDS_FRESH) {
    throw new AdapterFailure('card-page', 'refused', 'the event is not signed by the bank')
  }
  const event = JSON.parse(rawBody) as {
    id: string
    type: CardOutcome['status']
    payment: string
    reference: string
  }
  return { eventId: event.id, type: event.type, providerRef: event.payment, reference: event.reference }
}
