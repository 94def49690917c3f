import { sql } from 'kysely'
import type { Ctx } from '../../kit/context.ts'

/** How many customers said yes to something, and how many took it back or refused. */
export interface ConsentCount {
  purpose: 'terms' | 'service' | 'reminders' | 'promotions' | 'reviews'
  granted: number
  withdrawn: number
}

/** The last word of every customer who is not erased, counted. */
export async function selectConsentCounts(
  ctx: Ctx,
  shopId: string,
): Promise<{ customers: number; counts: ConsentCount[] }> {
  const { customers } = await ctx.db
    .selectFrom('customers')
    .select(({ fn }) => fn.countAll<number>().as('customers'))
    .where('shopId', '=', shopId)
    .where('erasedAt', 'is', null)
    .where('mergedInto', 'is', null)
    .executeTakeFirstOrThrow()
  const { rows } = await sql<ConsentCount>`
    select purpose, (count(*) filter (where granted))::int as granted,
      (count(*) filter (where not granted))::int as withdrawn
    from (select distinct on (c.customer_id, c.purpose) c.customer_id, c.purpose, c.granted
      from consents c join customers k on k.shop_id = c.shop_id and k.id = c.customer_id
      where c.shop_id = ${shopId} and k.shop_id = ${shopId} and k.erased_at is null
      order by c.customer_id, c.purpose, c.at desc, c.id desc) last
    group by purpose order by purpose`.execute(ctx.db)
  return { customers: Number(customers), counts: rows }
}

export async function selectBooksYears(ctx: Ctx, shopId: string): Promise<number> {
  const row = await ctx.db
    .selectFrom('shops')
    .select('booksYears')
    .where('id', '=', shopId)
    .executeTakeFirstOrThrow()
  return row.booksYears
}

export async function updateBooksYears(tx: Ctx, shopId: string, booksYears: number): Promise<void> {
  await tx.db.updateTable('shops').set({ booksYears }).where('id', '=', shopId).execute()
}

export async function selectNewestSeal(
  ctx: Ctx,
): Promise<{ number: number; sealedAt: Temporal.Instant; hash: string } | undefined> {
  const row = await ctx.db
    .selectFrom('auditSeals')
    .select(['number', 'sealedAt', 'hash'])
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row && { ...row, hash: row.hash.toString('hex') }
}
