import { can, judge } from '../../kit/access/index.ts'
import type { Ctx } from '../../kit/context.ts'
import { type FileLink, filesOf } from '../../kit/files/links.ts'
import type { DocumentTotals } from '../../kit/money.ts'
import { type Asset, assetById } from '../assets/read.ts'
import { type Appointment, appointmentOfOrder } from '../booking/read.ts'
import { type Customer, customerById } from '../customers/read.ts'
import { shopById } from '../shops/find.ts'
import type { Shop } from '../shops/shop.ts'
import { type Person, staffById } from '../staff/people.ts'
import { type Resource, resourcesById } from '../staff/resources.ts'
import { isShownToCustomer } from './answer-job.ts'
import { findOrder, subjectOf } from './find-order.ts'
import { type JobWithLines, orderTotals } from './jobs.ts'
import { jobsOf } from './read-jobs.ts'
import { movesFor } from './rules-of.ts'
import { type Goal, shownStatus, type ShownStatus } from './stages.ts'
import { type Order, selectOrder } from './store.ts'
import { selectNoteText } from './store-people.ts'
import { timelineOf, type TimelineEntry } from './timeline.ts'

/** A whole order, as far as the reader may see it. */
export interface OrderSheet {
  order: Order
  status: ShownStatus
  shop: Shop
  customer: Customer | null
  asset: Asset | null
  appointment: Appointment | null
  /** What the customer says; null for whoever may not read it (finance). */
  description: string | null
  /** True for people of the shop: costs, names and internal notes are for them. */
  internal: boolean
  images: FileLink[]
  jobs: JobWithLines[]
  totals: DocumentTotals
  people: Person[]
  bay: Resource | null
  timeline: TimelineEntry[]
  /** What the reader may set the order to now. */
  allowed: Goal[]
}

/** An order whose id came from an event or a row of the shop, for code that acts as the program; undefined if it is gone. */
export async function selectOrderOf(ctx: Ctx, shopId: string, id: string): Promise<Order | undefined> {
  return selectOrder(ctx, shopId, id)
}

/** The text of a note that came from an event, for code that acts as the program. */
export async function noteTextOf(ctx: Ctx, shopId: string, noteId: string): Promise<string | undefined> {
  return selectNoteText(ctx, shopId, noteId)
}

/** The order of an id with everything on its sheet; 401, 404 or 403 as `orders.read` says. */
export async function readOrder(ctx: Ctx, id: string): Promise<OrderSheet> {
  return sheetOf(ctx, await findOrder(ctx, id, 'orders.read'))
}

/** The sheet of an order that the reader may see. */
export async function sheetOf(ctx: Ctx, order: Order): Promise<OrderSheet> {
  const { shopId } = order
  const internal = isStaffOf(ctx, order)
  const showsIssue = can(ctx, 'requests.read', subjectOf(order))
  const jobs = (await jobsOf(ctx, order))
    .filter((job) => internal || isShownToCustomer(job, order))
    // A complaint is the customer's own words, often the whole description.
    .map((job) => (showsIssue ? job : { ...job, complaint: '' }))
  const images = showsIssue ? await filesOf(ctx, shopId, [order.id], { internal }) : undefined
  return {
    order,
    status: shownStatus(order, order.balance, ctx.now),
    shop: await shopById(ctx, shopId),
    customer: (await customerById(ctx, shopId, order.customerId)) ?? null,
    asset: (await assetById(ctx, shopId, order.assetId)) ?? null,
    appointment: (await appointmentOfOrder(ctx, shopId, order.id)) ?? null,
    description: showsIssue ? order.description : null,
    internal,
    images: images?.get(order.id) ?? [],
    jobs,
    totals: orderTotals(order, jobs),
    people: internal ? [...(await staffById(ctx, shopId, order.staffIds)).values()] : [],
    bay:
      internal && order.bayId
        ? ((await resourcesById(ctx, shopId, [order.bayId])).get(order.bayId) ?? null)
        : null,
    timeline: await timelineOf(ctx, order, { internal }),
    allowed: await movesFor(ctx, order),
  }
}

/** Whether the reader sees the order as somebody of its shop (or of the platform), not only as its customer. */
export function isStaffOf({ caller }: Ctx, { shopId, staffIds }: Order): boolean {
  return judge(caller, 'orders.read', { shopId, staffIds }) === 'yes'
}
