import type { Hue, Shape } from './mark.tsx'

export type OrderStatus =
  | 'pending'
  | 'scheduled'
  | 'in_progress'
  | 'awaiting_parts'
  | 'on_hold'
  | 'quality_check'
  | 'ready_for_pickup'
  | 'dispatched'
  | 'completed'
  | 'payment_pending'
  | 'delayed'
  | 'canceled'
  | 'closed'
export type AppointmentStatus = 'requested' | 'confirmed' | 'declined' | 'arrived' | 'no_show' | 'canceled'
export type InvoiceStatus = 'draft' | 'issued' | 'part_paid' | 'paid'
export type PaymentStatus =
  | 'unpaid'
  | 'deposit'
  | 'part_paid'
  | 'paid'
  | 'refunded'
  | 'pending'
  | 'failed'
  | 'abandoned'
export type ApprovalStatus = 'not_asked' | 'pending' | 'authorised' | 'declined'

/** A status of any axis, told apart by its kind. The words are `ui.<kind>.<status>`. */
export type AnyStatus =
  | { kind: 'order'; status: OrderStatus }
  | { kind: 'appointment'; status: AppointmentStatus }
  | { kind: 'invoice'; status: InvoiceStatus }
  | { kind: 'payment'; status: PaymentStatus }
  | { kind: 'approval'; status: ApprovalStatus }

interface Look {
  hue: Hue
  shape: Shape
}

const look = (hue: Hue, shape: Shape): Look => ({ hue, shape })

const order: Record<OrderStatus, Look> = {
  pending: look('waiting', 'ring'),
  scheduled: look('working', 'planned'),
  in_progress: look('working', 'half'),
  quality_check: look('working', 'most'),
  awaiting_parts: look('waiting', 'parts'),
  on_hold: look('blocked', 'pause'),
  delayed: look('blocked', 'alert'),
  ready_for_pickup: look('ready', 'check'),
  dispatched: look('ready', 'sent'),
  payment_pending: look('waiting', 'coin'),
  completed: look('over', 'done'),
  closed: look('over', 'dash'),
  canceled: look('over', 'cross'),
}
const appointment: Record<AppointmentStatus, Look> = {
  requested: look('waiting', 'ring'),
  confirmed: look('ready', 'check'),
  declined: look('over', 'cross'),
  arrived: look('working', 'half'),
  no_show: look('blocked', 'cross'),
  canceled: look('over', 'cross'),
}
const invoice: Record<InvoiceStatus, Look> = {
  draft: look('over', 'draft'),
  issued: look('waiting', 'coin'),
  part_paid: look('waiting', 'half'),
  paid: look('ready', 'check'),
}
const payment: Record<PaymentStatus, Look> = {
  unpaid: look('waiting', 'coin'),
  deposit: look('waiting', 'half'),
  part_paid: look('waiting', 'half'),
  paid: look('ready', 'check'),
  refunded: look('over', 'back'),
  pending: look('working', 'planned'),
  failed: look('blocked', 'cross'),
  abandoned: look('over', 'dash'),
}
const approval: Record<ApprovalStatus, Look> = {
  not_asked: look('over', 'draft'),
  pending: look('waiting', 'ring'),
  authorised: look('ready', 'check'),
  declined: look('over', 'cross'),
}

/** Hue and shape of a status. */
export function lookOf(any: AnyStatus): Look {
  switch (any.kind) {
    case 'order':
      return order[any.status]
    case 'appointment':
      return appointment[any.status]
    case 'invoice':
      return invoice[any.status]
    case 'payment':
      return payment[any.status]
    case 'approval':
      return approval[any.status]
  }
}

/** The key of a status's word in `ui`. */
export function statusKey(any: AnyStatus) {
  switch (any.kind) {
    case 'order':
      return `order.${any.status}` as const
    case 'appointment':
      return `appointment.${any.status}` as const
    case 'invoice':
      return `invoice.${any.status}` as const
    case 'payment':
      return `payment.${any.status}` as const
    case 'approval':
      return `approval.${any.status}` as const
  }
}

/** Every status of every axis, in the order in which it comes about. */
export const ALL_STATUSES: readonly AnyStatus[] = [
  ...(Object.keys(order) as OrderStatus[]).map((status) => ({ kind: 'order', status }) as const),
  ...(Object.keys(appointment) as AppointmentStatus[]).map(
    (status) => ({ kind: 'appointment', status }) as const,
  ),
  ...(Object.keys(invoice) as InvoiceStatus[]).map((status) => ({ kind: 'invoice', status }) as const),
  ...(Object.keys(payment) as PaymentStatus[]).map((status) => ({ kind: 'payment', status }) as const),
  ...(Object.keys(approval) as ApprovalStatus[]).map((status) => ({ kind: 'approval', status }) as const),
]

/** An invoice as whoever pays it sees it: by what is still to be paid. */
export const billStatus = (status: InvoiceStatus): PaymentStatus =>
  status === 'part_paid' || status === 'paid' ? status : 'unpaid'
