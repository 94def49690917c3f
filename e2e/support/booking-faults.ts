import type pg from 'pg'
import type { Booking, SmallShop } from './small-shop.ts'

/**
 * What is wrong with a shop in which nothing but visits was booked: half-written work, something twice, something
 * lost. `acknowledged` are the bookings that were answered by 201. One line each; none when all is well.
 */
export async function bookingFaults(
  db: pg.Client,
  shop: SmallShop,
  acknowledged: readonly Booking[],
): Promise<string[]> {
  const faults: string[] = []
  for (const [what, query] of Object.entries(HALF_WRITTEN)) {
    const { rows } = await db.query<{ id: string }>(query, [shop.id])
    if (rows.length > 0) faults.push(`${rows.length} × ${what}, e.g. ${rows[0]?.id}`)
  }
  const { rows } = await db.query<{ id: string; times: number }>(ACKNOWLEDGED, [
    shop.id,
    acknowledged.map(({ id }) => id),
    acknowledged.map(({ requestId }) => requestId),
    acknowledged.map(({ number }) => number),
  ])
  for (const { id, times } of rows) faults.push(`acknowledged booking ${id} is there ${times} times`)
  return [...faults, ...(await jobFaults(db, shop))]
}

const ACKNOWLEDGED = `
  SELECT given.id, count(appointments.id)::int AS times
  FROM unnest($2::uuid[], $3::uuid[], $4::bigint[]) AS given (id, order_id, number)
  LEFT JOIN orders ON orders.shop_id = $1 AND orders.id = given.order_id AND orders.number = given.number
  LEFT JOIN appointments ON appointments.shop_id = $1 AND appointments.id = given.id
    AND appointments.order_id = orders.id AND appointments.status = 'confirmed'
  GROUP BY given.id HAVING count(appointments.id) <> 1`

/** Rows of an order by which it is whole: how many there must be. */
const perOrder = (table: string, count: number, and = ''): string => `
  SELECT orders.id FROM orders LEFT JOIN ${table} part ON part.shop_id = orders.shop_id AND part.order_id = orders.id ${and}
  WHERE orders.shop_id = $1 GROUP BY orders.id HAVING count(part.id) <> ${count}`

const perEvent = (type: string, subject: 'orders' | 'appointments'): string => `
  SELECT subject.id FROM ${subject} subject
  LEFT JOIN events ON events.shop_id = subject.shop_id AND events.subject_id = subject.id AND events.type = '${type}'
  WHERE subject.shop_id = $1 GROUP BY subject.id HAVING count(events.id) <> 1`

const HALF_WRITTEN: Readonly<Record<string, string>> = {
  'order without its one appointment': perOrder('appointments', 1),
  'order without its one job': perOrder('jobs', 1),
  'order without its one line': perOrder('lines', 1),
  'order without its one authorisation': perOrder('authorisations', 1),
  'order without its two stages': perOrder('stage_entries', 2),
  'order that did not enter scheduled once': perOrder('stage_entries', 1, `AND part.stage = 'scheduled'`),
  'order that is not scheduled': `SELECT id FROM orders WHERE shop_id = $1 AND stage <> 'scheduled'`,
  'order number used twice': `
    SELECT min(id::text) AS id FROM orders WHERE shop_id = $1 GROUP BY number HAVING count(*) > 1`,
  'appointment without its bay and bench': `
    SELECT a.id FROM appointments a LEFT JOIN claims c ON c.shop_id = a.shop_id AND c.appointment_id = a.id
      AND c.starts_at = a.starts_at AND c.ends_at = a.ends_at
    WHERE a.shop_id = $1 GROUP BY a.id HAVING count(DISTINCT c.resource_id) <> 2 OR count(c.id) <> 2`,
  'claim without its appointment': `
    SELECT c.id FROM claims c LEFT JOIN appointments a ON a.shop_id = c.shop_id AND a.id = c.appointment_id
    WHERE c.shop_id = $1 AND a.id IS NULL`,
  'customer without an order': `
    SELECT c.id FROM customers c LEFT JOIN orders o ON o.shop_id = c.shop_id AND o.customer_id = c.id
    WHERE c.shop_id = $1 AND o.id IS NULL`,
  'asset without an order': `
    SELECT a.id FROM assets a LEFT JOIN orders o ON o.shop_id = a.shop_id AND o.asset_id = a.id
    WHERE a.shop_id = $1 AND o.id IS NULL`,
  'order not opened once by an event': perEvent('order.opened', 'orders'),
  'order not moved once by an event': perEvent('order.moved', 'orders'),
  'appointment not placed once by an event': perEvent('appointment.placed', 'appointments'),
  'appointment not confirmed once by an event': perEvent('appointment.confirmed', 'appointments'),
  'event about nothing': `
    SELECT e.id FROM events e WHERE e.shop_id = $1
      AND (e.subject_kind = 'order' AND NOT EXISTS (SELECT FROM orders o WHERE o.shop_id = $1 AND o.id = e.subject_id)
        OR e.subject_kind = 'appointment'
          AND NOT EXISTS (SELECT FROM appointments a WHERE a.shop_id = $1 AND a.id = e.subject_id))`,
  'message written twice': `
    SELECT min(id::text) AS id FROM messages WHERE shop_id = $1 AND event_id IS NOT NULL
    GROUP BY event_id, template, channel, recipient HAVING count(*) > 1`,
  'job about an event that is not there': `
    SELECT j.id FROM pgboss.job j LEFT JOIN events e ON e.id = (j.data->'event'->>'id')::uuid
    WHERE j.name = 'reactions' AND j.data->'event'->>'shopId' = $1::text AND e.id IS NULL`,
}

/** Every event of one type must have led to the same jobs, each of them once. */
async function jobFaults(db: pg.Client, shop: SmallShop): Promise<string[]> {
  const { rows } = await db.query<{ type: string; jobs: string; events: number }>(
    `SELECT type, jobs, count(*)::int AS events FROM (
       SELECT e.type, coalesce(string_agg(j.data->>'reaction', ' ' ORDER BY j.data->>'reaction'), 'none') AS jobs
       FROM events e LEFT JOIN pgboss.job j ON j.name = 'reactions' AND j.data->'event'->>'id' = e.id::text
       WHERE e.shop_id = $1 AND e.subject_kind IN ('order', 'appointment') GROUP BY e.id, e.type) AS each_event
     GROUP BY type, jobs ORDER BY type, events DESC`,
    [shop.id],
  )
  const faults: string[] = []
  for (const [type, kinds] of Map.groupBy(rows, (row) => row.type)) {
    const names = kinds[0]?.jobs.split(' ') ?? []
    if (new Set(names).size < names.length) faults.push(`${type} leads to a job twice: ${names.join(' ')}`)
    for (const { jobs, events } of kinds.slice(1)) {
      faults.push(`${events} × ${type} with the jobs ${jobs} instead of ${kinds[0]?.jobs}`)
    }
  }
  if (!rows.some(({ jobs }) => jobs !== 'none')) faults.push('no event led to any job')
  return faults
}
