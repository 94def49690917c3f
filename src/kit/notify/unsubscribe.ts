import type { Secrets } from '../secrets.ts'
import { sameHash } from '../secrets.ts'

/** What a customer may end by the link in a mail: mails of a kind from one shop. */
export interface Unsubscribe {
  shopId: string
  customerId: string
  purpose: 'reminders' | 'promotions'
}

/**
 * Where whoever got a mail ends its kind without signing in: a path without language. It is signed for this customer of
 * this shop and this kind, can do nothing else, and stays good, since mails lie long.
 */
export function unsubscribePath(secrets: Secrets, asked: Unsubscribe): string {
  const { shopId, customerId, purpose } = asked
  return `/unsubscribe/${shopId}/${customerId}/${purpose}/${secrets.sign(textOf(asked))}`
}

/** Whether a signature is ours for exactly this. */
export function isUnsubscribe(secrets: Secrets, asked: Unsubscribe, signature: string): boolean {
  return sameHash(Buffer.from(secrets.sign(textOf(asked))), Buffer.from(signature))
}

const textOf = ({ shopId, customerId, purpose }: Unsubscribe) =>
  `unsubscribe email ${shopId} ${customerId} ${purpose}`
