import { sql } from 'kysely'
import { accountIdOf } from '../../kit/access/index.ts'
import type { Ctx } from '../../kit/context.ts'
import { newId } from '../../kit/db/index.ts'
import type { Authorisation } from './jobs.ts'
import type { LineKind } from './line-kinds.ts'

/** A group of lines that solves one concern. */
export interface Job {
  shopId: string
  orderId: string
  id: string
  position: number
  title: string
  serviceId: string | null
  /** What the customer said, what was found, what was done. */
  complaint: string
  cause: string
  correction: string
  authorisation: Authorisation
  createdAt: Temporal.Instant
  version: number
}

/** One priced item of a job, as it was when written. Quantity in thousandths, amounts in minor units, rate in millionths. */
export interface Line {
  shopId: string
  orderId: string
  jobId: string
  id: string
  position: number
  kind: LineKind
  text: string
  quantityMilli: number
  /** Null for work that still has to be priced. */
  unitAmount: number | null
  costAmount: number | null
  taxName: string
  taxRatePpm: number
  /** The shop's date from which it is there: a part on its way. Null: nothing is waited for. */
  availableFrom: Temporal.PlainDate | null
  /** Stands on an issued invoice: it cannot change any more. */
  invoiced: boolean
  version: number
}

const JOB_COLUMNS = [
  'shopId',
  'orderId',
  'id',
  'position',
  'title',
  'serviceId',
  'complaint',
  'cause',
  'correction',
  'authorisation',
  'createdAt',
  'version',
] as const

const LINE_COLUMNS = [
  'shopId',
  'orderId',
  'jobId',
  'id',
  'position',
  'kind',
  'text',
  'quantityMilli',
  'unitAmount',
  'costAmount',
  'taxName',
  'taxRatePpm',
  'availableFrom',
  'version',
] as const

// Read only: invoices belong to a feature above.
const INVOICED = sql<boolean>`coalesce((select true from invoice_lines il
  join invoices i on i.shop_id = il.shop_id and i.id = il.invoice_id
  where il.shop_id = lines.shop_id and il.line_id = lines.id and i.issued_at is not null limit 1), false)`

/** The jobs of an order in their order. */
export async function selectJobs(ctx: Ctx, shopId: string, orderId: string): Promise<Job[]> {
  const rows = await ctx.db
    .selectFrom('jobs')
    .select(JOB_COLUMNS)
    .where('shopId', '=', shopId)
    .where('orderId', '=', orderId)
    .orderBy('position')
    .orderBy('id')
    .execute()
  return rows as Job[]
}

/** The lines of an order, job by job is up to the reader. */
export async function selectLines(ctx: Ctx, shopId: string, orderId: string): Promise<Line[]> {
  const rows = await ctx.db
    .selectFrom('lines')
    .select(LINE_COLUMNS)
    .select(INVOICED.as('invoiced'))
    .where('shopId', '=', shopId)
    .where('orderId', '=', orderId)
    .orderBy('position')
    .orderBy('id')
    .execute()
  return rows as Line[]
}

export type NewJob = Pick<Job, 'title' | 'serviceId' | 'complaint'>

/** Adds a job at the end of its order. */
export async function insertJob(tx: Ctx, shopId: string, orderId: string, job: NewJob): Promise<Job> {
  const row = await tx.db
    .insertInto('jobs')
    .values((eb) => ({
      ...job,
      shopId,
      orderId,
      id: newId(tx.now),
      position: eb
        .selectFrom('jobs')
        .select(sql<number>`coalesce(max(position), 0) + 1`.as('next'))
        .where('shopId', '=', shopId)
        .where('orderId', '=', orderId),
      createdAt: tx.now,
      createdBy: accountIdOf(tx.caller),
    }))
    .returning(JOB_COLUMNS)
    .executeTakeFirstOrThrow()
  return row as Job
}

/** Writes the change and raises the version; undefined when `version` is no longer the present one. */
export async function updateJob(
  tx: Ctx,
  job: Job,
  change: Partial<Pick<Job, 'title' | 'complaint' | 'cause' | 'correction' | 'authorisation'>>,
): Promise<Job | undefined> {
  const row = await tx.db
    .updateTable('jobs')
    .set({ ...change, version: job.version + 1 })
    .where('shopId', '=', job.shopId)
    .where('id', '=', job.id)
    .where('version', '=', job.version)
    .returning(JOB_COLUMNS)
    .executeTakeFirst()
  return row as Job | undefined
}

/** Deletes a job with its lines. */
export async function deleteJob(tx: Ctx, job: Job): Promise<void> {
  await tx.db.deleteFrom('lines').where('shopId', '=', job.shopId).where('jobId', '=', job.id).execute()
  await tx.db.deleteFrom('jobs').where('shopId', '=', job.shopId).where('id', '=', job.id).execute()
}

export type NewLine = Pick<
  Line,
  'kind' | 'text' | 'quantityMilli' | 'unitAmount' | 'costAmount' | 'taxName' | 'taxRatePpm'
> &
  Partial<Pick<Line, 'availableFrom'>>

/** Adds a line at the end of its job. */
export async function insertLine(
  tx: Ctx,
  job: Pick<Job, 'shopId' | 'orderId' | 'id'>,
  line: NewLine,
): Promise<Line> {
  const row = await tx.db
    .insertInto('lines')
    .values((eb) => ({
      ...line,
      shopId: job.shopId,
      orderId: job.orderId,
      jobId: job.id,
      id: newId(tx.now),
      position: eb
        .selectFrom('lines')
        .select(sql<number>`coalesce(max(position), 0) + 1`.as('next'))
        .where('shopId', '=', job.shopId)
        .where('jobId', '=', job.id),
      createdAt: tx.now,
      createdBy: accountIdOf(tx.caller),
    }))
    .returning(LINE_COLUMNS)
    .executeTakeFirstOrThrow()
  return { ...row, invoiced: false } as Line
}

/** Writes the change and raises the version; undefined when `version` is no longer the present one. */
export async function updateLine(tx: Ctx, line: Line, change: Partial<NewLine>): Promise<Line | undefined> {
  const row = await tx.db
    .updateTable('lines')
    .set({ ...change, version: line.version + 1 })
    .where('shopId', '=', line.shopId)
    .where('id', '=', line.id)
    .where('version', '=', line.version)
    .returning(LINE_COLUMNS)
    .executeTakeFirst()
  return row ? ({ ...row, invoiced: line.invoiced } as Line) : undefined
}

export async function deleteLine(tx: Ctx, line: Line): Promise<void> {
  await tx.db.deleteFrom('lines').where('shopId', '=', line.shopId).where('id', '=', line.id).execute()
}

/** Who said what to a job, how, and to what amount (minor units). */
export interface AuthorisationRecord {
  id: string
  jobId: string
  answer: 'asked' | 'authorised' | 'declined' | 'revived'
  givenBy: 'customer' | 'staff'
  how: 'online' | 'phone' | 'in_person' | 'booking'
  amount: number
  currency: string
  note: string
  actorId: string | null
  at: Temporal.Instant
}

export async function insertAuthorisation(
  tx: Ctx,
  job: Job,
  said: Pick<AuthorisationRecord, 'answer' | 'givenBy' | 'how' | 'amount' | 'currency' | 'note'>,
): Promise<void> {
  await tx.db
    .insertInto('authorisations')
    .values({
      ...said,
      shopId: job.shopId,
      orderId: job.orderId,
      jobId: job.id,
      id: newId(tx.now),
      actorId: accountIdOf(tx.caller),
      at: tx.now,
    })
    .execute()
}

/** Everything that was said about the jobs of an order, oldest first. */
export async function selectAuthorisations(
  ctx: Ctx,
  shopId: string,
  orderId: string,
): Promise<AuthorisationRecord[]> {
  const rows = await ctx.db
    .selectFrom('authorisations')
    .select(['id', 'jobId', 'answer', 'givenBy', 'how', 'amount', 'currency', 'note', 'actorId', 'at'])
    .where('shopId', '=', shopId)
    .where('orderId', '=', orderId)
    .orderBy('at')
    .orderBy('id')
    .execute()
  return rows as AuthorisationRecord[]
}

/** Whether anybody was ever asked about a job, or answered. */
export async function hasAuthorisation(ctx: Ctx, job: Job): Promise<boolean> {
  const row = await ctx.db
    .selectFrom('authorisations')
    .select('id')
    .where('shopId', '=', job.shopId)
    .where('jobId', '=', job.id)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}
