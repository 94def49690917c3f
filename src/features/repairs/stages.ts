/** The columns of the board: where the work stands. Payment, approval and appointments are axes of their own. */
export const STAGES = [
  'pending',
  'scheduled',
  'in_progress',
  'awaiting_parts',
  'on_hold',
  'quality_check',
  'ready_for_pickup',
  'dispatched',
  'completed',
  'closed',
  'canceled',
] as const
export type Stage = (typeof STAGES)[number]

/** The one status shown to the public: a stage, or one that payment or the promised time makes of it. */
export const STATUSES = [...STAGES, 'payment_pending', 'delayed'] as const
export type ShownStatus = (typeof STATUSES)[number]

/** What may be asked for by hand: a stage, or the flag `delayed`. */
export type Goal = Stage | 'delayed'

/** The moves of design.md ("A repair order's axes"); `in_progress → ready_for_pickup` only where the check is off. */
const MOVES: Readonly<Record<Stage, readonly Stage[]>> = {
  pending: ['scheduled', 'in_progress', 'canceled'],
  scheduled: ['pending', 'in_progress', 'canceled'],
  in_progress: ['awaiting_parts', 'on_hold', 'quality_check', 'ready_for_pickup', 'canceled'],
  awaiting_parts: ['in_progress', 'canceled'],
  on_hold: ['in_progress', 'canceled'],
  quality_check: ['in_progress', 'ready_for_pickup'],
  ready_for_pickup: ['dispatched', 'completed', 'in_progress'],
  dispatched: ['completed'],
  completed: ['closed'],
  closed: [],
  canceled: [],
}

/** The stages in which work can be late. */
export const IN_WORK = [
  'in_progress',
  'awaiting_parts',
  'on_hold',
  'quality_check',
] as const satisfies Stage[]

/** The stages before work, in which a customer may still cancel. */
export const BEFORE_WORK = ['pending', 'scheduled'] as const satisfies Stage[]

/** The columns of the board, in the order of the work. What is closed or canceled has left it. */
export const COLUMNS = [
  'pending',
  'scheduled',
  'in_progress',
  'awaiting_parts',
  'on_hold',
  'quality_check',
  'ready_for_pickup',
  'dispatched',
  'completed',
] as const satisfies Stage[]
export type Column = (typeof COLUMNS)[number]

export function isInWork(stage: Stage): boolean {
  return (IN_WORK as readonly Stage[]).includes(stage)
}

export function isBeforeWork(stage: Stage): boolean {
  return (BEFORE_WORK as readonly Stage[]).includes(stage)
}

/** Final: nothing moves an order from here. */
export function isFinal(stage: Stage): boolean {
  return MOVES[stage].length === 0
}

/** Who asks: `staff` of the counter, a `technician` on their own jobs (not cancel, not close), or the `customer` (cancel before work). */
export type Mover = 'staff' | 'technician' | 'customer'

/** All that the rules look at. */
export interface OrderFacts {
  stage: Stage
  /** Whether the shop checks quality: finished work then passes `quality_check` first. */
  qualityCheck: boolean
  /** Whether an invoice of the order has been issued. */
  invoiceIssued: boolean
  /** What is still to pay, minor units: total less payments of its invoices, zero before there is one. */
  balance: number
  /** Until when the customer may cancel (the shop's notice before the appointment); null without an appointment. */
  cancelUntil: Temporal.Instant | null
}

/** The rule that refuses; its words are `errors.reasons.<refusal>`. */
export type Refusal =
  | 'final_stage'
  | 'no_such_move'
  | 'quality_check_first'
  | 'invoice_issued'
  | 'balance_open'
  | 'not_in_work'
  | 'set_by_payment'
  | 'not_yours_to_set'
  | 'work_has_begun'
  | 'too_late_to_cancel'

export type Verdict = { yes: true } | { yes: false; reason: Refusal }

const YES: Verdict = { yes: true }
const no = (reason: Refusal): Verdict => ({ yes: false, reason })

/** Whether the order may go there now, at this person's hand; the present stage again is always fine. */
export function canMove(order: OrderFacts, to: ShownStatus, mover: Mover, now: Temporal.Instant): Verdict {
  if (to === 'payment_pending') return no('set_by_payment')
  if (to === order.stage) return YES
  if (mover === 'customer') return mayCustomerMove(order, to, now)
  if (to === 'delayed') return isInWork(order.stage) ? YES : no('not_in_work')
  if (isFinal(order.stage)) return no('final_stage')
  if (!MOVES[order.stage].includes(to)) return no('no_such_move')
  if (mover === 'technician' && (to === 'canceled' || to === 'closed')) return no('not_yours_to_set')
  return meetsConditions(order, to)
}

function meetsConditions(order: OrderFacts, to: Stage): Verdict {
  if (order.stage === 'in_progress' && to === 'ready_for_pickup' && order.qualityCheck)
    return no('quality_check_first')
  if (to === 'canceled' && order.invoiceIssued) return no('invoice_issued')
  if (to === 'closed' && order.balance > 0) return no('balance_open')
  return YES
}

function mayCustomerMove(order: OrderFacts, to: Goal, now: Temporal.Instant): Verdict {
  if (to !== 'canceled') return no('not_yours_to_set')
  if (isFinal(order.stage)) return no('final_stage')
  if (!isBeforeWork(order.stage)) return no('work_has_begun')
  if (order.cancelUntil && Temporal.Instant.compare(now, order.cancelUntil) > 0)
    return no('too_late_to_cancel')
  return meetsConditions(order, to)
}

/** What this person may set now: stages (not the present one, which changes nothing) and `delayed`. */
export function allowedMoves(order: OrderFacts, mover: Mover, now: Temporal.Instant): Goal[] {
  const goals: Goal[] = [...STAGES, 'delayed']
  return goals.filter((goal) => goal !== order.stage && canMove(order, goal, mover, now).yes)
}

/** What the shown status is made from. */
export interface StatusFacts {
  stage: Stage
  promisedAt: Temporal.Instant | null
  delayedAt: Temporal.Instant | null
}

/**
 * The one status shown, by a fixed precedence: canceled and closed; completed with a balance (minor units) is
 * `payment_pending`; work whose promised time has passed, or that is flagged, is `delayed`; else the stage.
 */
export function shownStatus(order: StatusFacts, balance: number, now: Temporal.Instant): ShownStatus {
  if (order.stage === 'completed' && balance > 0) return 'payment_pending'
  if (isInWork(order.stage) && isLate(order, now)) return 'delayed'
  return order.stage
}

function isLate({ promisedAt, delayedAt }: StatusFacts, now: Temporal.Instant): boolean {
  return delayedAt !== null || (promisedAt !== null && Temporal.Instant.compare(promisedAt, now) < 0)
}
