import { sql } from 'kysely'
import { accountIdOf } from '../../kit/access/index.ts'
import type { Ctx } from '../../kit/context.ts'
import { newId } from '../../kit/db/index.ts'
import type { Authorisation } from './jobs.ts'

export interface NewOrder {
  shopId: string
  id: string
  customerId: string
  assetId: string
  description: string
  preferredAt: Temporal.Instant | null
  source: 'web' | 'walk_in' | 'phone'
  visitId: string | null
  locale: 'en' | 'fa'
  currency: string
  taxMode: 'added' | 'included'
  rounding: string
  trackingHash: Buffer
  trackingCipher: Buffer
}

/** A job that the order opens with: a service as it is offered today, or the concern alone. */
export interface FirstJob {
  title: string
  complaint: string
  serviceId: string | null
  authorisation: Authorisation
  line: {
    text: string
    unitAmount: number | null
    costAmount: number | null
    taxName: string
    taxRatePpm: number
  } | null
}

// So that the first order of a shop does not read as its first.
const FIRST_NUMBER = 1001

/**
 * Writes an order with its number, first stage, jobs, lines and the yes that lies in choosing a fixed price,
 * all in one statement (a booking counts its round trips). Gives the number.
 */
export async function insertOrder(tx: Ctx, order: NewOrder, jobs: readonly FirstJob[]): Promise<number> {
  const { shopId, id: orderId } = order
  const actorId = accountIdOf(tx.caller)
  // Made first: in the timeline the order opens before anything is said about its jobs.
  const entryId = newId(tx.now)
  const rows = jobs.map((job, index) => ({ ...job, id: newId(tx.now), position: index + 1 }))
  const lines = lineRows(tx, order, rows)
  const yeses = authorisationRows(tx, order, rows)
  let query = tx.db
    .with('counted', (db) =>
      db
        .insertInto('counters')
        .values({ shopId, series: 'order', fiscalYear: 0, last: FIRST_NUMBER })
        .onConflict((conflict) =>
          conflict.columns(['shopId', 'series', 'fiscalYear']).doUpdateSet({ last: sql`counters.last + 1` }),
        )
        .returning('last'),
    )
    .with('opened', (db) =>
      db
        .insertInto('orders')
        .values((eb) => ({
          ...order,
          number: eb.selectFrom('counted').select('last'),
          stage: 'pending',
          stageSince: tx.now,
          createdAt: tx.now,
          createdBy: actorId,
          updatedAt: tx.now,
        }))
        .returning('number'),
    )
    .with('entered', (db) =>
      db
        .insertInto('stageEntries')
        .values({ shopId, id: entryId, orderId, stage: 'pending', at: tx.now, actorId }),
    )
    .with('grouped', (db) =>
      db.insertInto('jobs').values(
        rows.map(({ line: _line, ...job }) => ({
          ...job,
          shopId,
          orderId,
          createdAt: tx.now,
          createdBy: actorId,
        })),
      ),
    )
  if (lines.length > 0) query = query.with('priced', (db) => db.insertInto('lines').values(lines))
  if (yeses.length > 0) query = query.with('agreed', (db) => db.insertInto('authorisations').values(yeses))
  const { number } = await query.selectFrom('opened').select('number').executeTakeFirstOrThrow()
  return number
}

type Row = FirstJob & { id: string; position: number }

function lineRows(tx: Ctx, order: NewOrder, jobs: readonly Row[]) {
  return jobs.flatMap(({ id: jobId, line }) =>
    line
      ? [
          {
            ...line,
            shopId: order.shopId,
            id: newId(tx.now),
            orderId: order.id,
            jobId,
            position: 1,
            kind: 'labour',
            quantityMilli: 1000,
            createdAt: tx.now,
            createdBy: accountIdOf(tx.caller),
          },
        ]
      : [],
  )
}

const HOW = { web: 'booking', walk_in: 'in_person', phone: 'phone' } as const

function authorisationRows(tx: Ctx, order: NewOrder, jobs: readonly Row[]) {
  return jobs
    .filter((job) => job.authorisation === 'authorised')
    .map((job) => ({
      shopId: order.shopId,
      id: newId(tx.now),
      orderId: order.id,
      jobId: job.id,
      answer: 'authorised',
      givenBy: order.source === 'web' ? 'customer' : 'staff',
      how: HOW[order.source],
      actorId: accountIdOf(tx.caller),
      amount: job.line?.unitAmount ?? 0,
      currency: order.currency,
      at: tx.now,
    }))
}
