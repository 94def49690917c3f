/** Minor units of a currency, as everywhere (whole rials). */
export interface Amount {
  amount: number
  currency: string
}

export interface StartPayment extends Amount {
  /** What the payer reads at the bank: "Invoice 2026-0042, Harbor Auto". */
  description: string
  /** Where the payer comes back to, paid or not: it must name our own payment. Its arrival proves nothing. */
  returnUrl: string
  cancelUrl: string
  /** Our payment's id, kept at the gateway. */
  reference: string
  /** Stored before the call; the same key gives the same payment page again. */
  idempotencyKey: string
  locale?: 'en' | 'fa'
}

export interface StartedPayment {
  redirectUrl: string
  providerRef: string
}

export type PaymentState = 'paid' | 'failed' | 'pending' | 'expired' | 'abandoned'

export interface Confirmation {
  status: PaymentState
  /** The same text for the same outcome however often it is asked: unique together with the gateway's name. */
  providerEventId: string
  /** Last four digits behind stars, where the gateway tells. */
  maskedCard?: string
  /** The bank's own number of the payment, which the payer sees too. */
  bankReference?: string
}

export interface RefundPayment extends Amount {
  providerRef: string
  /** What was paid in all: some gateways can only give back everything. */
  paid: number
  idempotencyKey: string
}

export interface Refund {
  providerRef: string
  status: 'done' | 'pending' | 'failed'
}

/** A gateway's signed word. It may come late, twice or out of order: on doubt ask `confirm`. */
export interface GatewayEvent {
  eventId: string
  type: 'paid' | 'failed' | 'expired' | 'abandoned' | 'refunded' | 'disputed' | 'other'
  /** The payment as `start` named it; absent for events that are about something else. */
  providerRef?: string
  /** Our own reference, where the event carries it. */
  reference?: string
}

export interface PaymentsAdapter {
  readonly name: 'card-page' | 'stripe' | 'zarinpal'
  /** Verify-first: `confirm` is what takes the money. What is not asked about goes back to the payer by itself. */
  readonly takesOnConfirm?: true
  /** Makes a payment page. Throws `AdapterFailure`. */
  start(input: StartPayment): Promise<StartedPayment>
  /**
   * What has become of a payment. Where the gateway is verify-first this call is what takes the money.
   * Throws `mismatch` when the gateway knows another amount or currency than `expected`.
   */
  confirm(providerRef: string, expected: Amount): Promise<Confirmation>
  refund(input: RefundPayment): Promise<Refund>
  /** Closes a page that is still open, so that it cannot be paid any more; a settled one stays as it is. */
  abandon?(providerRef: string): Promise<void>
  /** Reads a signed event from the raw body as it arrived. Throws `refused` for a bad signature. */
  parseWebhook?(rawBody: string, headers: Headers): Promise<GatewayEvent>
  /** Payments that were made but never confirmed, for a timer to pick up. */
  listUnconfirmed?(): Promise<string[]>
}
