import type pg from 'pg'
import { connectEmbedded } from '../e2e/support/embedded.ts'
import type { Installation } from './support/installation.ts'
import { interleave, milliseconds } from './support/rounds.ts'
import { ms, type Sheet, times } from './support/sheet.ts'

const QUESTIONS = 25
const ROLE = 'bench_row_security'
const TABLES = ['orders', 'customers', 'assets', 'claims'] as const

/** What the program asks most, in the shape in which it asks. */
const HOT: Readonly<Record<string, string>> = {
  'list of 50 orders': `SELECT id, number, stage, customer_id, asset_id, promised_at, created_at FROM orders
    WHERE shop_id = $1 ORDER BY id DESC LIMIT 50`,
  'customers by a rare word': `SELECT id, name, phone FROM customers
    WHERE shop_id = $1 AND merged_into IS NULL AND search LIKE '%c4321@%' ORDER BY id DESC LIMIT 50`,
  'claims of 30 days': `SELECT resource_id, lane, starts_at, ends_at FROM claims
    WHERE shop_id = $1 AND starts_at > now() AND starts_at < now() + interval '30 days' AND ends_at > now()`,
  'claims that overlap an hour': `SELECT id FROM claims WHERE shop_id = $1
    AND resource_id = (SELECT resource_id FROM claims WHERE shop_id = $1 LIMIT 1)
    AND during && tstzrange(now(), now() + interval '1 hour')`,
}

/**
 * What a second wall in the database would cost: the same statements by a role whose rows a policy chooses by a setting of
 * the session, beside the same without. On the bench's own database, taken away afterwards.
 */
export async function benchRowSecurity(
  sheet: Sheet,
  rounds: number,
  on: Installation,
  betweenRounds: () => void,
): Promise<void> {
  const owner = await connectEmbedded(on.fixbay.dataFolder)
  sheet.heading(`Row-level security as a second wall, ${on.orders} orders`)
  try {
    await build(owner)
    const plain = await as(on, 'fixbay_app')
    const guarded = await as(on, ROLE)
    for (const [name, text] of Object.entries(HOT)) {
      const ask = (db: pg.Client) => () =>
        milliseconds(QUESTIONS, () => db.query({ name, text, values: [on.shop.id] }))
      const result = await interleave(rounds, { plain: ask(plain), guarded: ask(guarded) }, betweenRounds)
      const slower = times(result.ratio('guarded', 'plain'))
      sheet.line(
        name,
        `${ms(result.median('plain'))} → ${ms(result.median('guarded'))}: takes ${slower} as long`,
      )
    }
    await plain.end()
    await guarded.end()
  } finally {
    await takeAway(owner)
    await owner.end()
  }
}

async function build(owner: pg.Client): Promise<void> {
  await owner.query(`CREATE ROLE ${ROLE}`)
  for (const table of TABLES) {
    await owner.query(`GRANT SELECT ON ${table} TO ${ROLE};
      CREATE POLICY bench_app ON ${table} TO fixbay_app USING (true);
      CREATE POLICY bench_shop ON ${table} TO ${ROLE} USING (shop_id = current_setting('fixbay.shop')::uuid);
      ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY`)
  }
}

async function takeAway(owner: pg.Client): Promise<void> {
  for (const table of TABLES) {
    await owner.query(`ALTER TABLE ${table} DISABLE ROW LEVEL SECURITY;
      DROP POLICY IF EXISTS bench_app ON ${table}; DROP POLICY IF EXISTS bench_shop ON ${table}`)
  }
  await owner.query(`DROP OWNED BY ${ROLE}; DROP ROLE ${ROLE}`)
}

/** A connection that acts as a role in a shop. */
async function as(on: Installation, role: string): Promise<pg.Client> {
  const db = await connectEmbedded(on.fixbay.dataFolder)
  await db.query(`SET ROLE ${role}; SET fixbay.shop = '${on.shop.id}'`)
  return db
}
