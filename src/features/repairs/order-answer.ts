import { z } from 'zod'
import { type Ctx, wordsOf } from '../../kit/context.ts'
import { type Money, money, QUANTITY_UNIT } from '../../kit/money.ts'
import { rfc3339 } from '../../kit/time.ts'
import { AssetAnswer, presentAsset } from '../assets/asset-input.ts'
import { presentCustomer } from '../customers/read.ts'
import { AUTHORISATIONS, type JobWithLines, lineTotal } from './jobs.ts'
import { LINE_KINDS } from './line-kinds.ts'
import type { OrderSheet } from './read-order.ts'
import { STAGES } from './stages.ts'
import { MoneyAnswer, presentStatus, StatusAnswer } from './status-answer.ts'
import type { Line } from './store-jobs.ts'
import type { Note } from './store-people.ts'
import { textOfEntry } from './timeline-words.ts'

const instant = () => z.string().meta({ format: 'date-time' })
const price = MoneyAnswer.nullable()

export const LineAnswer = z.object({
  id: z.string(),
  kind: z.enum(LINE_KINDS),
  text: z.string(),
  quantity: z.number(),
  unitPrice: price,
  total: price,
  /** Millionths: 8.875 % is 88750. */
  taxRate: z.int(),
  taxName: z.string(),
  /** The date from which it is there, where it is waited for. */
  availableFrom: z.string().meta({ format: 'date' }).nullable(),
  /** For people of the shop. */
  cost: price.optional(),
  invoiced: z.boolean(),
  version: z.int(),
})

export const JobAnswer = z.object({
  id: z.string(),
  title: z.string(),
  serviceId: z.string().nullable(),
  complaint: z.string(),
  cause: z.string(),
  correction: z.string(),
  authorisation: z.enum(AUTHORISATIONS),
  /** What its lines add up to as listed; null while one has no price. */
  total: price,
  lines: z.array(LineAnswer),
  version: z.int(),
})

export const NoteAnswer = z.object({
  id: z.string(),
  visibility: z.enum(['internal', 'customer']),
  text: z.string(),
  author: z.string().nullable(),
  at: instant(),
})

const TimelineAnswer = z.object({
  at: instant(),
  kind: z.string(),
  text: z.string(),
  by: z.object({ kind: z.enum(['staff', 'key', 'customer', 'system']), name: z.string().nullable() }),
  note: z.string().nullable(),
})

export const OrderAnswer = StatusAnswer.extend({
  source: z.enum(['web', 'walk_in', 'phone']),
  /** Null for whoever may not read requests. */
  description: z.string().nullable(),
  images: z.array(
    z.object({
      id: z.string(),
      url: z.string(),
      thumbUrl: z.string(),
      width: z.int().nullable(),
      height: z.int().nullable(),
      caption: z.string(),
    }),
  ),
  preferredAt: instant().nullable(),
  createdAt: instant(),
  delayed: z.object({ at: instant(), reason: z.string().nullable() }).nullable(),
  customer: z
    .object({ id: z.string(), name: z.string(), email: z.string().nullable(), phone: z.string().nullable() })
    .nullable(),
  asset: AssetAnswer.nullable(),
  appointment: z
    .object({ id: z.string(), status: z.string(), startsAt: instant(), endsAt: instant() })
    .nullable(),
  jobs: z.array(JobAnswer),
  tax: price,
  /** What is paid; null while a line has no price. Declined jobs do not count. */
  total: price,
  taxIncluded: z.boolean(),
  /** For people of the shop. */
  people: z.array(z.object({ id: z.string(), name: z.string() })),
  bay: z.object({ id: z.string(), name: z.string() }).nullable(),
  timeline: z.array(TimelineAnswer),
  allowed: z.array(z.enum([...STAGES, 'delayed'])),
  version: z.int(),
})
export type OrderAnswer = z.output<typeof OrderAnswer>

/** The whole sheet in the contract's manner, as far as the reader may see it. */
export async function presentOrder(ctx: Ctx, sheet: OrderSheet): Promise<OrderAnswer> {
  const { order, shop, totals, internal } = sheet
  const write = (at: Temporal.Instant) => rfc3339(at, shop.timezone)
  const amount = (value: number) => (totals.complete ? money(value, order.currency) : null)
  const { appointment } = sheet
  return {
    ...(await presentStatus(ctx, order)),
    source: order.source,
    description: sheet.description,
    images: sheet.images,
    preferredAt: order.preferredAt && write(order.preferredAt),
    createdAt: write(order.createdAt),
    delayed: order.delayedAt && { at: write(order.delayedAt), reason: order.delayedReason },
    customer: sheet.customer && presentCustomer(sheet.customer),
    asset: sheet.asset && presentAsset(sheet.asset),
    appointment: appointment && {
      id: appointment.id,
      status: appointment.status,
      startsAt: write(appointment.startsAt),
      endsAt: write(appointment.endsAt),
    },
    jobs: sheet.jobs.map((job) => presentJob(job, order.currency, internal)),
    tax: amount(totals.tax),
    total: amount(totals.total),
    taxIncluded: order.taxMode === 'included',
    people: sheet.people.map(({ id, name }) => ({ id, name })),
    bay: sheet.bay && { id: sheet.bay.id, name: sheet.bay.name },
    timeline: sheet.timeline.map((entry) => ({
      at: write(entry.at),
      kind: entry.kind === 'event' ? entry.type : entry.kind,
      text: textOfEntry(entry, sheet, wordsOf(ctx, shop)),
      by: entry.by,
      note: entry.kind === 'note' ? entry.note.text : entry.kind === 'stage' ? entry.note : null,
    })),
    allowed: sheet.allowed,
    version: order.version,
  }
}

/** A job with its lines; costs are for people of the shop. */
export function presentJob(job: JobWithLines, currency: string, internal = true): z.output<typeof JobAnswer> {
  return {
    id: job.id,
    title: job.title,
    serviceId: job.serviceId,
    complaint: job.complaint,
    cause: job.cause,
    correction: job.correction,
    authorisation: job.authorisation,
    total: priceOf(job.total, currency),
    lines: job.lines.map((line) => presentLine(line, currency, internal)),
    version: job.version,
  }
}

export function presentLine(line: Line, currency: string, internal = true): z.output<typeof LineAnswer> {
  return {
    id: line.id,
    kind: line.kind,
    text: line.text,
    quantity: line.quantityMilli / QUANTITY_UNIT,
    unitPrice: priceOf(line.unitAmount, currency),
    total: priceOf(lineTotal(line), currency),
    taxRate: line.taxRatePpm,
    taxName: line.taxName,
    availableFrom: line.availableFrom && line.availableFrom.toString(),
    ...(internal ? { cost: priceOf(line.costAmount, currency) } : {}),
    invoiced: line.invoiced,
    version: line.version,
  }
}

export function presentNote(note: Note, zone: string): z.output<typeof NoteAnswer> {
  return {
    id: note.id,
    visibility: note.visibility,
    text: note.text,
    author: note.authorName || null,
    at: rfc3339(note.at, zone),
  }
}

function priceOf(amount: number | null, currency: string): Money | null {
  return amount === null ? null : money(amount, currency)
}
