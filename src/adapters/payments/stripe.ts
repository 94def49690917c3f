import Stripe from 'stripe'
import { exponentOf } from '../../kit/money/currency.ts'
import { AdapterFailure, type FailureKind } from '../failure.ts'
import type {
  Amount,
  Confirmation,
  GatewayEvent,
  PaymentsAdapter,
  PaymentState,
  Refund,
  StartPayment,
} from './port.ts'

export interface StripeSettings {
  secretKey: string
  /** Of the endpoint that Stripe posts events to. */
  webhookSecret: string
  /** Another address of the API, for a simulator. */
  api?: { host: string; port: number; protocol: 'http' | 'https' }
}

// The version whose answers this file reads; the account's own default may be another.
const API_VERSION = '2026-10-28.endive'

// Stripe's own exceptions to the decimals of ISO 4217.
const STRIPE_EXPONENTS: Readonly<Record<string, number>> = { ISK: 2, UGX: 2, MGA: 0 }

/** Card payments on Stripe's hosted page (Checkout). */
export function createStripePayments({ secretKey, webhookSecret, api }: StripeSettings): PaymentsAdapter {
  const stripe = new Stripe(secretKey, { apiVersion: API_VERSION, telemetry: false, timeout: 20_000, ...api })
  const session = (ref: string) =>
    ask(() => stripe.checkout.sessions.retrieve(ref, { expand: ['payment_intent.latest_charge'] }))
  return {
    name: 'stripe',
    async start(input) {
      const { idempotencyKey } = input
      const made = await ask(() => stripe.checkout.sessions.create(sessionOf(input), { idempotencyKey }))
      if (!made.url) throw new AdapterFailure('stripe', 'unavailable', 'a session without a page')
      return { redirectUrl: made.url, providerRef: made.id }
    },
    confirm: async (ref, expected) => confirmationOf(await session(ref), expected),
    async refund({ providerRef, amount, currency, idempotencyKey }) {
      const intent = intentOf(await session(providerRef))
      if (!intent) throw new AdapterFailure('stripe', 'refused', 'nothing was paid there')
      const refund = { payment_intent: intent.id, amount: toStripe({ amount, currency }) }
      return refundOf(await ask(() => stripe.refunds.create(refund, { idempotencyKey })))
    },
    async abandon(ref) {
      const { status } = await session(ref)
      if (status === 'open') await ask(() => stripe.checkout.sessions.expire(ref))
    },
    async parseWebhook(rawBody, headers) {
      const event = verified(stripe, rawBody, headers, webhookSecret)
      const { type, ref, reference, intent } = meaningOf(event)
      const found = intent
        ? (await ask(() => stripe.checkout.sessions.list({ payment_intent: intent, limit: 1 }))).data[0]
        : undefined
      return {
        eventId: event.id,
        type,
        providerRef: ref ?? found?.id,
        reference: reference ?? found?.client_reference_id ?? undefined,
      }
    },
  }
}

/** An amount in Stripe's units; a currency of three decimals must end in a zero there. */
function toStripe({ amount, currency }: Amount): number {
  const shift = (STRIPE_EXPONENTS[currency] ?? exponentOf(currency)) - exponentOf(currency)
  const units = shift >= 0 ? amount * 10 ** shift : amount / 10 ** -shift
  if (
    currency === 'IRR' ||
    !Number.isSafeInteger(units) ||
    (exponentOf(currency) === 3 && units % 10 !== 0)
  ) {
    throw new AdapterFailure('stripe', 'refused', `it cannot take this amount of ${currency}`)
  }
  return units
}

function sessionOf(input: StartPayment): Stripe.Checkout.SessionCreateParams {
  const { description, reference } = input
  return {
    mode: 'payment',
    line_items: [
      {
        quantity: 1,
        price_data: {
          currency: input.currency.toLowerCase(),
          unit_amount: toStripe(input),
          product_data: { name: description },
        },
      },
    ],
    success_url: input.returnUrl,
    cancel_url: input.cancelUrl,
    client_reference_id: reference,
    // Refunds and disputes come with the intent, not with the session.
    metadata: { reference },
    payment_intent_data: { description, metadata: { reference } },
    locale: input.locale === 'en' ? 'en' : 'auto',
  }
}

function confirmationOf(session: Stripe.Checkout.Session, expected: Amount): Confirmation {
  const same =
    session.amount_total === toStripe(expected) && session.currency?.toUpperCase() === expected.currency
  if (!same) throw new AdapterFailure('stripe', 'mismatch', 'the session is about another amount')
  const intent = intentOf(session)
  const status = stateOf(session, intent)
  const charge = typeof intent?.latest_charge === 'object' ? intent.latest_charge : null
  const last4 = charge?.payment_method_details?.card?.last4
  return {
    status,
    providerEventId: `${session.id}:${status}`,
    maskedCard: last4 ? `•••• ${last4}` : undefined,
    bankReference: intent?.id,
  }
}

function intentOf(session: Stripe.Checkout.Session): Stripe.PaymentIntent | null {
  return typeof session.payment_intent === 'object' ? session.payment_intent : null
}

/** A complete session may still wait for a slow bank, or have failed there. */
function stateOf(session: Stripe.Checkout.Session, intent: Stripe.PaymentIntent | null): PaymentState {
  if (session.payment_status === 'paid') return 'paid'
  if (session.status === 'expired') return 'expired'
  if (session.status === 'open' || !intent) return 'pending'
  return intent.status === 'requires_payment_method' || intent.status === 'canceled' ? 'failed' : 'pending'
}

function refundOf({ id, status }: Stripe.Refund): Refund {
  if (status === 'succeeded') return { providerRef: id, status: 'done' }
  return { providerRef: id, status: status === 'failed' || status === 'canceled' ? 'failed' : 'pending' }
}

function verified(stripe: Stripe, rawBody: string, headers: Headers, secret: string): Stripe.Event {
  try {
    return stripe.webhooks.constructEvent(rawBody, headers.get('stripe-signature') ?? '', secret)
  } catch (cause) {
    throw new AdapterFailure('stripe', 'refused', 'the event is not signed by Stripe', { cause })
  }
}

interface Meaning {
  type: GatewayEvent['type']
  ref?: string
  reference?: string
  /** The payment intent, where the event does not name the session. */
  intent?: string
}

function meaningOf(event: Stripe.Event): Meaning {
  switch (event.type) {
    case 'checkout.session.completed':
      return ofSession(event.data.object, event.data.object.payment_status === 'paid' ? 'paid' : 'other')
    case 'checkout.session.async_payment_succeeded':
      return ofSession(event.data.object, 'paid')
    case 'checkout.session.async_payment_failed':
      return ofSession(event.data.object, 'failed')
    case 'checkout.session.expired':
      return ofSession(event.data.object, 'expired')
    case 'charge.refunded':
      return { type: 'refunded', intent: idOf(event.data.object.payment_intent) }
    case 'charge.dispute.created':
      return { type: 'disputed', intent: idOf(event.data.object.payment_intent) }
    default:
      return { type: 'other' }
  }
}

function ofSession(session: Stripe.Checkout.Session, type: GatewayEvent['type']): Meaning {
  return { type, ref: session.id, reference: session.client_reference_id ?? undefined }
}

const idOf = (thing: string | { id: string } | null) => (typeof thing === 'string' ? thing : thing?.id)

/** Runs a call and says what its error means; Stripe's texts are not passed on, they can repeat what was sent. */
async function ask<T>(call: () => Promise<T>): Promise<T> {
  try {
    return await call()
  } catch (error) {
    if (!(error instanceof Stripe.errors.StripeError)) throw error
    throw new AdapterFailure('stripe', kindOf(error), error.type, { code: error.code ?? error.type })
  }
}

function kindOf(error: Stripe.errors.StripeError): FailureKind {
  if (error instanceof Stripe.errors.StripeAuthenticationError) return 'misconfigured'
  if (error instanceof Stripe.errors.StripePermissionError) return 'misconfigured'
  if (error instanceof Stripe.errors.StripeInvalidRequestError) return 'refused'
  if (error instanceof Stripe.errors.StripeIdempotencyError) return 'refused'
  if (error instanceof Stripe.errors.StripeCardError) return 'refused'
  return 'unavailable'
}
