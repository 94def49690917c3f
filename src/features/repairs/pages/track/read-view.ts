import type { Ctx } from '../../../../kit/context.ts'
import { money } from '../../../../kit/money.ts'
import { formatPhone } from '../../../../kit/input.ts'
import { rfc3339 } from '../../../../kit/time.ts'
import type { AssetFacts } from '../../../assets/read.ts'
import { askedReasons } from '../../../booking/ask-customer.ts'
import type { Appointment } from '../../../booking/read.ts'
import { placeOfOrder } from '../../../booking/waitlist.ts'
import { mayKeepGuest } from '../../../customers/keep-guest.ts'
import { presentInvoice } from '../../../invoices/invoice-answer.ts'
import { invoicesOf } from '../../../invoices/read-invoice.ts'
import { presentPayment } from '../../../payments/payment-answer.ts'
import { paymentsOf } from '../../../payments/read-payments.ts'
import { closuresOf, hoursOf } from '../../../shops/hours.ts'
import { openState } from '../../../shops/opening.ts'
import type { Shop } from '../../../shops/shop.ts'
import { latePolicyOf } from '../../../shops/texts.ts'
import type { JobWithLines } from '../../jobs.ts'
import { type OrderSheet, sheetOf } from '../../read-order.ts'
import type { TimelineEntry } from '../../timeline.ts'
import { assetName, numberText } from '../names.ts'
import type { Opened } from './open.ts'
import { tellTimeline } from './tell-timeline.ts'
import { markOf } from './use-fresh.ts'
import { visitRights } from './visit-rights.ts'

/** Everything that a customer sees of a repair. Instants as RFC 3339, money in minor units. */
export type RepairView = Awaited<ReturnType<typeof readView>>

/** Reads a repair as its customer sees it. */
export async function readView({ ctx, order, code }: Opened) {
  const sheet = await sheetOf(ctx, order)
  const { shop, totals, appointment } = sheet
  const issued = await invoicesOf(ctx, order)
  const amount = (value: number) => money(value, order.currency)
  return {
    id: order.id,
    code,
    number: numberText(order.number),
    status: sheet.status,
    /** Changes with the status, to see from outside that there is news. */
    mark: markOf(
      sheet.status,
      order.balance,
      order.promisedAt && rfc3339(order.promisedAt, shop.timezone),
      rfc3339(order.updatedAt, shop.timezone),
    ),
    stage: order.stage,
    asset: sheet.asset && presentThing(sheet.asset),
    shop: { ...presentShop(shop), open: await openLine(ctx, shop) },
    promisedAt: order.promisedAt?.toString() ?? null,
    isPromiseOpen: order.promisedAt !== null && Temporal.Instant.compare(order.promisedAt, ctx.now) > 0,
    delayedReason: order.delayedAt ? order.delayedReason : null,
    createdAt: order.createdAt.toString(),
    reached: reachedAt(sheet),
    visit: appointment && (await presentVisit(ctx, shop, appointment)),
    waitlist: await presentWaiting(ctx, order),
    /** A request without a time, of which the shop knows what it is for. */
    mayWait:
      shop.status !== 'suspended' &&
      order.stage === 'pending' &&
      sheet.jobs.some(({ serviceId }) => serviceId !== null),
    latePolicy: await latePolicyOf(ctx, shop),
    mayCancel: sheet.allowed.includes('canceled'),
    /** Booked as a guest by whoever is signed in now. */
    mayKeep: await mayKeepGuest(ctx, sheet.customer),
    // Who wrote nothing booked by the names of services: those stand above already.
    description: namesOf(sheet.jobs).includes(order.description) ? null : order.description,
    photos: sheet.images.map(({ id, url, thumbUrl, caption }) => ({ id, url, thumbUrl, caption })),
    jobs: sheet.jobs.map((job) => presentWork(job, amount)),
    price: totals.complete && sheet.jobs.length > 0 ? amount(totals.total) : null,
    tax: amount(totals.tax),
    taxIncluded: order.taxMode === 'included',
    isFinal: issued.length > 0,
    invoices: await Promise.all(
      issued.map(async (invoice) => {
        const { id, number, status, total, balance, issuedAt, pdfUrl } = await presentInvoice(ctx, invoice)
        return { id, number, status, total, balance, issuedAt, pdfUrl }
      }),
    ),
    payments: await Promise.all(
      (await paymentsOf(ctx, order.id)).map(async (payment) => {
        const { id, status, method, amount: paid, at, receiptUrl } = await presentPayment(ctx, payment)
        return { id, status, method, amount: paid, at, receiptUrl }
      }),
    ),
    balance: amount(issued.reduce((sum, { totalAmount, paidAmount }) => sum + totalAmount - paidAmount, 0)),
    timeline: tellTimeline(sheet),
  }
}

const namesOf = (jobs: readonly { title: string }[]): string[] =>
  [', ', '، '].map((comma) => jobs.map(({ title }) => title).join(comma))

function presentThing({ kind, make, model, year, plate, imei, serial }: AssetFacts) {
  return { kind, name: assetName({ make, model }), model, year, plate, imei, serial }
}

function presentShop(shop: Shop) {
  const { slug, name, address, city, location, email, policies } = shop
  return {
    slug,
    name,
    address,
    city,
    location,
    email,
    phone: shop.phone ? { number: shop.phone, text: formatPhone(shop.phone, shop.region) } : null,
    confirms: policies.confirmBookings,
    /** It takes no bookings now; what it has in hand goes on. */
    isSuspended: shop.status === 'suspended',
  }
}

async function openLine(ctx: Ctx, shop: Shop) {
  const state = openState(await hoursOf(ctx, shop.id), await closuresOf(ctx, shop.id), shop.timezone, ctx.now)
  return state.open
    ? { open: true, at: state.until.epochMilliseconds }
    : { open: false, at: state.opensAt?.epochMilliseconds ?? null }
}

async function presentVisit(ctx: Ctx, shop: Shop, appointment: Appointment) {
  const { id, status, startsAt, endsAt, reason } = appointment
  const { releasedAt, askedToConfirmAt, customerConfirmedAt } = appointment
  return {
    id,
    status,
    startsAt: startsAt.toString(),
    endsAt: endsAt.toString(),
    reason,
    released: releasedAt !== null,
    /** The shop asks whether the customer comes. */
    asked: status === 'confirmed' && askedToConfirmAt !== null && customerConfirmedAt === null,
    said: customerConfirmedAt !== null,
    ...visitRights(ctx, shop, appointment, (await askedReasons(ctx, shop.id, [id])).get(id)),
  }
}

/** The place in the waitlist, and the time that is on offer. */
async function presentWaiting(ctx: Ctx, { shopId, id }: Opened['order']) {
  const place = await placeOfOrder(ctx, shopId, id)
  if (!place) return null
  const { position, entry, offer } = place
  return {
    position,
    from: entry.firstDate.toString(),
    to: entry.lastDate.toString(),
    part: entry.part,
    offer: offer && { startsAt: offer.startsAt.toString(), expiresAt: offer.expiresAt.toString() },
  }
}

function presentWork(job: JobWithLines, amount: (value: number) => { amount: number; currency: string }) {
  return {
    id: job.id,
    title: job.title,
    answer: job.authorisation === 'declined' ? ('declined' as const) : null,
    total: job.total === null || job.lines.length === 0 ? null : amount(job.total),
    // The line that carries the job's own name says nothing more.
    lines: job.lines
      .filter(({ text }) => text !== job.title)
      .map((line) => ({ id: line.id, text: line.text, quantity: line.quantityMilli })),
  }
}

/** When each of the customer's phases began, where it has. */
function reachedAt({ order, timeline }: OrderSheet) {
  const first = (test: (entry: TimelineEntry) => boolean) => timeline.findLast(test)?.at.toString() ?? null
  const stage = (wanted: string) => first((entry) => entry.kind === 'stage' && entry.stage === wanted)
  const arrived = first((entry) => entry.kind === 'event' && entry.type === 'appointment.arrived')
  return {
    booked: order.createdAt.toString(),
    checked_in: arrived ?? stage('in_progress'),
    in_work: stage('in_progress'),
    checked: stage('quality_check'),
    ready: stage('ready_for_pickup'),
  }
}
