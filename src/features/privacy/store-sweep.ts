import { sql } from 'kysely'
import type { Ctx } from '../../kit/context.ts'
import { acrossShops, earliestId } from '../../kit/db/index.ts'

const BATCH = 1000

/** Messages of long ago say no more to whom they went, nor what stood in them. Gives how many. */
export async function emptyOldMessages(ctx: Ctx, since: Temporal.Instant): Promise<number> {
  const { numUpdatedRows } = await ctx.db
    .updateTable('messages')
    .set({ recipient: '', params: '{}', error: null, eventId: null })
    .where('id', 'in', (qb) =>
      qb
        .selectFrom('messages as old')
        .select('old.id')
        .where('old.recipient', '<>', '')
        .where('old.id', '<', earliestId(since))
        .where('old.status', '<>', 'queued')
        .orderBy('old.id')
        .limit(BATCH),
    )
    .executeTakeFirstOrThrow()
  return Number(numUpdatedRows)
}

/** Calendar links that were ended. */
export async function deleteOldFeeds(ctx: Ctx, since: Temporal.Instant): Promise<void> {
  await ctx.db.deleteFrom('calendarFeeds').where('revokedAt', '<', since).execute()
}

/** Invitations that were taken, withdrawn or let run out, and questions in a household. */
export async function deleteOldInvitations(ctx: Ctx, since: Temporal.Instant): Promise<void> {
  await acrossShops(ctx.db, 'invitations end alike in every shop')
    .deleteFrom('staffInvitations')
    .where('expiresAt', '<', since)
    .execute()
  await ctx.db.deleteFrom('organisationInvitations').where('expiresAt', '<', since).execute()
  await ctx.db.deleteFrom('householdInvitations').where('expiresAt', '<', since).execute()
  await acrossShops(ctx.db, 'questions of a household end alike at every shop')
    .deleteFrom('householdQuestions')
    .where('createdAt', '<', since)
    .execute()
}

/** Guests who left their address long ago, for whom nothing was ever done and whose erasure does not wait already. */
export async function selectForgottenGuests(
  ctx: Ctx,
  since: Temporal.Instant,
): Promise<{ shopId: string; id: string }[]> {
  return acrossShops(ctx.db, 'guests are forgotten alike in every shop')
    .selectFrom('customers')
    .select(['shopId', 'id'])
    .where('accountId', 'is', null)
    .where('erasedAt', 'is', null)
    .where('mergedInto', 'is', null)
    .where('id', '<', earliestId(since))
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('orders')
            .select('orders.id')
            .whereRef('orders.shopId', '=', 'customers.shopId')
            .whereRef('orders.customerId', '=', 'customers.id'),
        ),
      ),
    )
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('erasures')
            .select('erasures.id')
            .whereRef('erasures.shopId', '=', 'customers.shopId')
            .whereRef('erasures.customerId', '=', 'customers.id')
            .where('withdrawnAt', 'is', null)
            .where('refusedAt', 'is', null)
            .where('doneAt', 'is', null),
        ),
      ),
    )
    .orderBy('id')
    .limit(BATCH)
    .execute()
}

/** Invoices of erased customers whose years are over and that still name them. */
export async function selectPastBooks(ctx: Ctx): Promise<{ shopId: string; id: string }[]> {
  const { rows } = await sql<{ shopId: string; id: string }>`
    select i.shop_id, i.id from customers c
      join orders o on o.shop_id = c.shop_id and o.customer_id = c.id
      join invoices i on i.shop_id = o.shop_id and i.order_id = o.id
      join shops s on s.id = i.shop_id
    where c.erased_at is not null and i.issued_at is not null
      and i.parties is distinct from without_customer(i.parties)
      and extract(year from i.issued_at at time zone s.timezone) + s.books_years
        < extract(year from ${ctx.now}::timestamptz at time zone s.timezone)
    limit ${BATCH}`.execute(acrossShops(ctx.db, 'books are forgotten alike in every shop'))
  return rows
}

export async function forgetInvoice(tx: Ctx, { shopId, id }: { shopId: string; id: string }): Promise<void> {
  await sql`select forget_invoice(${shopId}::uuid, ${id}::uuid, ${tx.now}::timestamptz)`.execute(tx.db)
}
