import { lookOf } from '../../../web/ui/statuses.ts'
import type { Visit } from './read-visits.ts'

/**
 * How a visit stands in the calendar. What nobody has said for certain (the shop has not said yes, or the customer was asked
 * whether they come and is silent) has an open ring, a broken line and its words.
 */
export function drawnAs({ status, asked }: Pick<Visit, 'status' | 'asked'>) {
  const look = lookOf({ kind: 'appointment', status: asked ? 'requested' : status })
  return { ...look, unsure: asked || status === 'requested' }
}
