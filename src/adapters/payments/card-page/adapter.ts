import { systemNow } from '../../../kit/time/clock.ts'
import { AdapterFailure } from '../../failure.ts'
import type { Confirmation, PaymentsAdapter, Refund, RefundPayment, StartPayment } from '../port.ts'
import type { CardOutcome, CardSession, CardStore } from './store.ts'
import { readDelivery } from './events.ts'

export interface CardPageSettings {
  store: CardStore
  /** Our own origin, where the page is served. */
  url: string
  now?: () => Temporal.Instant
}

/** Where the page lives; the routes of the program serve it through `createCardPage`. */
export const CARD_PAGE_PATH = '/card-page'
const MINUTES_OPEN = 30

/** The local test bank as a payment gateway: a hosted page, refunds, signed events, and its moods. */
export function createCardPagePayments({ store, url, now = systemNow }: CardPageSettings): PaymentsAdapter {
  const answering = async () => {
    if (await store.outOfOrder())
      throw new AdapterFailure('card-page', 'unavailable', 'the bank does not answer')
  }
  const known = async (ref: string): Promise<CardSession> => {
    const session = await store.session(ref)
    if (!session) throw new AdapterFailure('card-page', 'refused', 'no such payment')
    return session
  }
  return {
    name: 'card-page',
    async start(input) {
      await answering()
      if (input.amount <= 0) throw new AdapterFailure('card-page', 'refused', 'the amount must be above zero')
      const ref = await store.refOf(input.idempotencyKey)
      const expiresAt = now().add({ minutes: MINUTES_OPEN }).toString()
      const stands = await store.open({ ...input, ref, expiresAt })
      if (!sameRequest(stands, input)) {
        throw new AdapterFailure('card-page', 'refused', 'the key was used for another payment')
      }
      const page = new URL(`${CARD_PAGE_PATH}/${ref}`, url)
      if (input.locale) page.searchParams.set('lang', input.locale)
      return { redirectUrl: page.href, providerRef: ref }
    },
    async confirm(ref, expected) {
      await answering()
      const session = await known(ref)
      if (session.amount !== expected.amount || session.currency !== expected.currency) {
        throw new AdapterFailure('card-page', 'mismatch', 'the payment was started with another amount')
      }
      return confirmation(ref, await settledOutcome(store, session, now()), () => store.confirmed(ref))
    },
    async refund(input) {
      await answering()
      const session = await known(input.providerRef)
      return await refund(store, session, input)
    },
    async abandon(ref) {
      await answering()
      await known(ref)
      await store.settle(ref, { status: 'abandoned', at: now().toString() })
    },
    parseWebhook: (rawBody, headers) => readDelivery(store, rawBody, headers, now()),
    listUnconfirmed: () => store.unconfirmed(),
  }
}

/** The outcome that stands; an open page past its time is settled as expired by whoever looks first. */
export async function settledOutcome(
  store: CardStore,
  session: CardSession,
  now: Temporal.Instant,
): Promise<CardOutcome | null> {
  const outcome = await store.outcome(session.ref)
  if (outcome || Temporal.Instant.compare(now, session.expiresAt) < 0) return outcome
  return await store.settle(session.ref, { status: 'expired', at: session.expiresAt })
}

async function confirmation(
  ref: string,
  outcome: CardOutcome | null,
  note: () => Promise<void>,
): Promise<Confirmation> {
  if (!outcome) return { status: 'pending', providerEventId: `${ref}:pending` }
  await note()
  const { status, maskedCard, bankReference } = outcome
  return { status, providerEventId: `${ref}:${status}`, maskedCard, bankReference }
}

function sameRequest(session: CardSession, input: StartPayment): boolean {
  return (
    session.amount === input.amount &&
    session.currency === input.currency &&
    session.reference === input.reference
  )
}

/** Gives money back, never more than was paid, however many processes try at once. */
async function refund(store: CardStore, session: CardSession, input: RefundPayment): Promise<Refund> {
  const { amount, idempotencyKey } = input
  for (;;) {
    const before = await store.refunds(session.ref)
    const repeat = before.find((entry) => entry.idempotencyKey === idempotencyKey)
    if (repeat) return { providerRef: repeat.ref, status: 'done' }
    const left = session.amount - before.reduce((sum, entry) => sum + entry.amount, 0)
    const paid = (await store.outcome(session.ref))?.status === 'paid'
    if (!paid || input.currency !== session.currency || amount <= 0 || amount > left) {
      throw new AdapterFailure('card-page', 'refused', 'there is not that much to give back')
    }
    const ref = `${session.ref}_r${before.length + 1}`
    if (await store.addRefund(session.ref, before.length, { ref, amount, idempotencyKey })) {
      return { providerRef: ref, status: 'done' }
    }
  }
}
