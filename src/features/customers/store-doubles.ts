import { type RawBuilder, sql } from 'kysely'
import { accountIdOf } from '../../kit/access/index.ts'
import type { Ctx } from '../../kit/context.ts'
import { searchKey } from '../../kit/input.ts'

/** By what two records look like one person's. */
export type Likeness = 'phone' | 'email' | 'plate' | 'name'

export interface Double {
  id: string
  name: string
  email: string | null
  phone: string | null
  why: Likeness[]
}

export interface Pair {
  one: Omit<Double, 'why'>
  other: Omit<Double, 'why'>
  why: Likeness[]
}

// Names are alike from here on, as pg_trgm counts: "Jon Smith" and "John Smith" are, two Smiths are not.
const ALIKE = 0.55
const SHOWN_HERE = 5

/** One name with two phones and two addresses is two people's: there a similar name is no sign. */
const comparable = (one: RawBuilder<unknown>[], other: RawBuilder<unknown>[]) =>
  sql.join(
    one.map((mine, at) => sql`coalesce(${mine} = ${other[at]}, true)`),
    sql` or `,
  )
const contact = (alias: string) => [sql.ref(`${alias}.phone`), sql.ref(`${alias}.email`)]

const living = (alias: string) =>
  sql`${sql.ref(`${alias}.merged_into`)} is null and ${sql.ref(`${alias}.erased_at`)} is null`
const plate = (alias: string) =>
  sql`upper(regexp_replace(${sql.ref(`${alias}.plate`)}, '[^[:alnum:]]', '', 'g'))`

// The signs are looked for once (`materialized`): before a table has statistics the planner takes it for tiny, and would look
// for all of them once a customer, which took a minute with two hundred.

/**
 * The records that look like this one's person, the likeliest first. Each sign is asked by an index of its own; a similar
 * name alone is a sign too.
 */
export async function selectDoublesOf(
  ctx: Ctx,
  shopId: string,
  customer: { id: string; name: string; email: string | null; phone: string | null },
): Promise<Double[]> {
  const { id, name, email, phone } = customer
  const key = searchKey(name)
  const { rows } = await sql<Double>`
    with signs as materialized (
      select c.id, 'phone' as why from customers c where c.shop_id = ${shopId} and c.phone = ${phone}
      union all
      select c.id, 'email' from customers c where c.shop_id = ${shopId} and c.email = ${email}
      union all
      select b.customer_id, 'plate' from assets a join assets b
        on b.shop_id = ${shopId} and ${plate('b')} = ${plate('a')} and b.archived_at is null
        where a.shop_id = ${shopId} and a.customer_id = ${id} and a.archived_at is null and a.plate is not null
      union all
      select c.id, 'name' from customers c
        where c.shop_id = ${shopId} and c.search %> ${key} and similarity(c.name, ${name}) >= ${ALIKE}
        and (${comparable([sql`${phone}::text`, sql`${email}::text`], contact('c'))})
    )
    select c.id, c.name, c.email, c.phone, array_agg(distinct s.why) as why
    from signs s join customers c on c.shop_id = ${shopId} and c.id = s.id
    where c.id <> ${id} and ${living('c')} and not exists (
      select from customers_apart p where p.shop_id = ${shopId}
        and p.one_id = least(c.id, ${id}::uuid) and p.other_id = greatest(c.id, ${id}::uuid))
    group by c.id, c.name, c.email, c.phone
    order by count(distinct s.why) desc, c.id desc
    limit ${SHOWN_HERE}`.execute(ctx.db)
  return rows
}

// Names are compared for the newest customers alone: that is where doubles come from, and it stays quick in a large shop.
const NEWEST = 100

/** Pairs of a shop that look like one person, the likeliest and newest first: by phone, mail and plate all of it, by name the newest. */
export async function selectPairs(ctx: Ctx, shopId: string, limit: number): Promise<Pair[]> {
  const { rows } = await sql<PairRow>`
    with newest as (
      select c.id, c.name, c.phone, c.email from customers c
      where c.shop_id = ${shopId} and ${living('c')} order by c.id desc limit ${NEWEST}
    ), signs as materialized (
      select a.id as one_id, b.id as other_id, 'phone' as why from customers a join customers b
        on b.shop_id = ${shopId} and b.phone = a.phone and b.id > a.id where a.shop_id = ${shopId}
      union all
      select a.id, b.id, 'email' from customers a join customers b
        on b.shop_id = ${shopId} and b.email = a.email and b.id > a.id where a.shop_id = ${shopId}
      union all
      select least(a.customer_id, b.customer_id), greatest(a.customer_id, b.customer_id), 'plate'
        from assets a join assets b on b.shop_id = ${shopId} and ${plate('b')} = ${plate('a')} and b.id > a.id
        where a.shop_id = ${shopId} and a.plate is not null and a.archived_at is null
          and b.plate is not null and b.archived_at is null and a.customer_id <> b.customer_id
      union all
      select least(n.id, c.id), greatest(n.id, c.id), 'name' from newest n join customers c
        on c.shop_id = ${shopId} and c.search %> lower(n.name) and c.id <> n.id
        and similarity(c.name, n.name) >= ${ALIKE}
        and (${comparable(contact('n'), contact('c'))})
    )
    select a.id as one_id, a.name as one_name, a.email as one_email, a.phone as one_phone,
      b.id as other_id, b.name as other_name, b.email as other_email, b.phone as other_phone,
      array_agg(distinct s.why) as why
    from signs s
      join customers a on a.shop_id = ${shopId} and a.id = s.one_id
      join customers b on b.shop_id = ${shopId} and b.id = s.other_id
    where ${living('a')} and ${living('b')} and not exists (
      select from customers_apart p where p.shop_id = ${shopId} and p.one_id = a.id and p.other_id = b.id)
    group by a.shop_id, a.id, b.shop_id, b.id
    order by count(distinct s.why) desc, b.id desc, a.id desc
    limit ${limit}`.execute(ctx.db)
  return rows.map(pairOf)
}

interface PairRow {
  oneId: string
  oneName: string
  oneEmail: string | null
  onePhone: string | null
  otherId: string
  otherName: string
  otherEmail: string | null
  otherPhone: string | null
  why: Likeness[]
}

const pairOf = (row: PairRow): Pair => ({
  one: { id: row.oneId, name: row.oneName, email: row.oneEmail, phone: row.onePhone },
  other: { id: row.otherId, name: row.otherName, email: row.otherEmail, phone: row.otherPhone },
  why: row.why,
})

/** Says that two records are two people's; saying it again changes nothing. */
export async function insertApart(tx: Ctx, shopId: string, one: string, other: string): Promise<void> {
  const [oneId, otherId] = [one, other].toSorted() as [string, string]
  await tx.db
    .insertInto('customersApart')
    .values({ shopId, oneId, otherId, saidBy: accountIdOf(tx.caller), saidAt: tx.now })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}
