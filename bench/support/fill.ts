import type pg from 'pg'
import type { SmallShop } from '../../e2e/support/small-shop.ts'

/** Visits in the coming thirty days, sixteen a day, and orders at the shop now: as many however old the shop is. */
const AHEAD = 480
const OPEN = 220

/**
 * Gives a shop so many orders with all that belongs to one: customer, device, job, lines, yes, stages, appointment,
 * claims, events, and invoice and payment where it is over. Two years of them, most closed. Written by generators, not
 * by the program: for the bench only.
 */
export async function fillShop(db: pg.Client, shop: SmallShop, orders: number): Promise<void> {
  const [bay, bench] = shop.resourceIds
  await db.query(`SET session_replication_role = replica; SET synchronous_commit = off; SET timezone = 'UTC'`)
  await db.query(PLAN, [orders, AHEAD, OPEN])
  for (const statement of ROWS) {
    const values = [shop.id, shop.serviceId, bay, bench]
    await db.query(
      statement,
      values.slice(0, Math.max(...[...statement.matchAll(/\$(\d)/g)].map(([, n]) => Number(n)))),
    )
  }
  await db.query('DROP TABLE plan')
  await db.query('VACUUM ANALYZE')
}

/** One row an order: its ids, when it came in, how far it is, when its visit is. */
const PLAN = `
  CREATE TEMP TABLE plan AS
  SELECT i, uuidv7(came - now()) AS order_id, uuidv7(came - now()) AS job_id, uuidv7(came - now()) AS appointment_id,
    uuidv7(came - now()) AS invoice_id, came, stage, lane, visit, (i + 1) / 2 AS c
  FROM (
    SELECT i, i % 32 AS lane,
      CASE WHEN i > $1 - $2 THEN now() - ($1 - i) * interval '20 minutes'
        ELSE now() - interval '7 days' - ($1 - $2 - i) * (interval '720 days' / ($1 - $2)) END AS came,
      CASE WHEN i > $1 - $2 THEN 'scheduled'
        WHEN i > $1 - $2 - $3 THEN (ARRAY['pending', 'in_progress', 'awaiting_parts', 'on_hold', 'quality_check',
          'ready_for_pickup', 'dispatched', 'completed'])[i % 8 + 1]
        WHEN i % 33 = 0 THEN 'canceled' ELSE 'closed' END AS stage,
      CASE WHEN i > $1 - $2
        THEN date_trunc('day', now()) + ((i - $1 + $2 - 1) / 16 + 1) * interval '1 day' + i % 16 * interval '90 minutes'
        ELSE date_bin('30 minutes', now(), '2026-01-01') - interval '6 days'
          - ($1 - $2 - i) * (interval '720 days' / ($1 - $2)) END AS visit
    FROM generate_series(1, $1::int) AS i
  ) AS rows`

const NAMES = `(ARRAY['grace', 'ada', 'alan', 'edsger', 'barbara', 'donald', 'frances', 'john', 'leslie', 'tony'])`

const ROWS = [
  `CREATE TEMP TABLE people AS SELECT c, uuidv7(min(came) - now()) AS customer_id, uuidv7(min(came) - now()) AS asset_id,
     min(came) AS came, ${NAMES}[c % 10 + 1] || ' ' || ${NAMES}[c / 10 % 10 + 1] || 'son ' || c AS name
   FROM plan GROUP BY c`,
  `INSERT INTO customers (shop_id, id, name, email, phone, locale, search, created_at)
   SELECT $1, customer_id, initcap(name), 'c' || c || '@example.org', '+1212' || 5550000 + c, 'en',
     name || ' c' || c || '@example.org +1212' || 5550000 + c, came FROM people`,
  `INSERT INTO assets (shop_id, id, customer_id, kind, make, model, serial, search, created_at)
   SELECT $1, asset_id, customer_id, 'device', 'Acme', 'Nine', 'SN' || c, 'acme nine sn' || c, came FROM people`,
  `INSERT INTO orders (shop_id, id, number, customer_id, asset_id, stage, stage_since, description, source, locale,
     currency, tax_mode, rounding, tracking_hash, tracking_cipher, created_at, updated_at, finished_at)
   SELECT $1, order_id, i + 1000, customer_id, asset_id, stage, plan.came, 'The screen is broken.', 'web', 'en', 'USD',
     'added', 'half_away_per_rate', sha256(order_id::text::bytea), sha256(order_id::text::bytea), plan.came, plan.came,
     CASE WHEN stage IN ('closed', 'completed', 'dispatched', 'ready_for_pickup') THEN plan.came END
   FROM plan JOIN people USING (c)`,
  `INSERT INTO stage_entries (shop_id, id, order_id, stage, at)
   SELECT $1, uuidv7(came - now()), order_id, entered, came FROM plan, unnest(ARRAY['pending', 'scheduled', stage]) AS entered`,
  `INSERT INTO jobs (shop_id, id, order_id, position, title, service_id, authorisation, created_at)
   SELECT $1, job_id, order_id, 1, 'Screen', $2, 'authorised', came FROM plan`,
  `INSERT INTO lines (shop_id, id, order_id, job_id, position, kind, text, quantity_milli, unit_amount, tax_name,
     tax_rate_ppm, created_at)
   SELECT $1, uuidv7(came - now()), order_id, job_id, n, 'labour', 'Screen', 1000, 12900, 'Sales tax', 88750, came
   FROM plan, generate_series(1, 2) AS n`,
  `INSERT INTO authorisations (shop_id, id, order_id, job_id, answer, given_by, how, amount, currency, at)
   SELECT $1, uuidv7(came - now()), order_id, job_id, 'authorised', 'customer', 'booking', 12900, 'USD', came FROM plan`,
  `INSERT INTO appointments (shop_id, id, order_id, customer_id, status, starts_at, ends_at, service_ids, source, created_at)
   SELECT $1, appointment_id, order_id, customer_id,
     CASE WHEN stage IN ('scheduled', 'pending') THEN 'confirmed' WHEN stage = 'canceled' THEN 'canceled' ELSE 'arrived' END,
     visit, visit + interval '30 minutes', ARRAY[$2::uuid], 'web', plan.came FROM plan JOIN people USING (c)`,
  `INSERT INTO claims (shop_id, id, resource_id, lane, starts_at, ends_at, kind, appointment_id)
   SELECT $1, uuidv7(came - now()), resource, lane, visit, visit + interval '30 minutes', 'booking', appointment_id
   FROM plan, unnest(ARRAY[$3::uuid, $4::uuid]) AS resource WHERE stage <> 'canceled' AND $2::uuid IS NOT NULL`,
  `INSERT INTO invoices (shop_id, id, order_id, fiscal_year, number, number_text, currency, tax_mode, rounding, locale,
     net_amount, tax_amount, total_amount, parties, drawn_at, issued_at)
   SELECT $1, invoice_id, order_id, 2026, i, 'INV-' || i, 'USD', 'added', 'half_away_per_rate', 'en', 25800, 2290, 28090,
     '{}', came, came FROM plan WHERE stage IN ('closed', 'completed')`,
  `INSERT INTO invoice_lines (shop_id, id, invoice_id, position, line_id, kind, text, quantity_milli, unit_amount,
     total_amount, tax_name, tax_rate_ppm)
   SELECT l.shop_id, uuidv7(came - now()), invoice_id, row_number() OVER (PARTITION BY l.order_id), l.id, l.kind, l.text,
     1000, 12900, 12900, 'Sales tax', 88750
   FROM plan JOIN lines l ON l.shop_id = $1 AND l.order_id = plan.order_id WHERE stage IN ('closed', 'completed')`,
  `INSERT INTO payments (shop_id, id, order_id, invoice_id, receipt_number, method, amount, currency, at)
   SELECT $1, uuidv7(came - now()), order_id, invoice_id, i, 'cash', 28090, 'USD', came FROM plan WHERE stage = 'closed'`,
  `INSERT INTO events (id, shop_id, type, subject_kind, subject_id, actor_kind, at, data)
   SELECT uuidv7(came - now()), $1, type, split_part(type, '.', 1),
     CASE WHEN type LIKE 'order%' THEN order_id ELSE appointment_id END, 'guest', came, '{}'
   FROM plan, unnest(ARRAY['order.opened', 'appointment.placed', 'appointment.confirmed', 'order.moved']) AS type`,
  `INSERT INTO counters (shop_id, series, last) SELECT $1, 'order', max(i) + 1000 FROM plan`,
  `INSERT INTO counters (shop_id, series, last) SELECT $1, 'receipt', max(i) FROM plan`,
  `DROP TABLE people`,
]
