import pg from 'pg'
import { expect, inject, test } from 'vitest'
import { testApp } from '../../kit/testing/app.ts'
import { testShop } from '../../kit/testing/shop.ts'
import { addPages } from '../../web/testing/pages.ts'
import { jobs } from '../jobs.ts'

const app = await testApp({ config: { rateLimits: 0 } })
await addPages(app.app)
const here = await testShop(app)
let compliance = await here.hire('compliance')
const advisor = await here.hire('advisor')
const desk = `/api/shops/${here.shop.slug}`
const { pool } = app.services.database
// What fails here is meant to.
app.services.log.level = 'fatal'

const run = async (name: string) => {
  await jobs.find((job) => job.name === name)?.run(app.system, {})
  await app.drainJobs()
}

/** Runs a statement as the owner of the tables. */
async function asOwner(text: string): Promise<void> {
  const { pathname } = new URL(app.services.config.databaseUrl ?? '')
  const db = new pg.Client({ connectionString: new URL(pathname, inject('database').superUrl).href })
  await db.connect()
  try {
    await db.query(text)
  } finally {
    await db.end()
  }
}

/** From now on nobody whose name begins with "Stuck" can be changed: a fault as it may come with any release. */
const jam = () =>
  asOwner(`create function jam() returns trigger language plpgsql as $$ begin
      if old.name like 'Stuck%' then raise exception 'jammed'; end if; return new; end $$;
    create trigger jam before update on customers for each row execute function jam();`)
const loosen = () => asOwner('drop function jam() cascade')

async function addCustomer(name: string): Promise<string> {
  const made = await advisor.post(`${desk}/customers`, { name, email: `${name.split(' ')[1]}@example.org` })
  expect(made.status, made.text).toBe(201)
  return String(made.body['id'])
}

const isErased = async (id: string) =>
  (await pool.query('select erased_at from customers where id = $1', [id])).rows[0].erased_at !== null

const waiting = async (): Promise<Record<string, unknown>[]> =>
  (await compliance.get(`${desk}/compliance`)).body['erasures']

test('one erasure that fails does not stop those behind it; it is shown, and tried again after growing pauses', async () => {
  const stuck = await addCustomer('Stuck first')
  const other = await addCustomer('Olga other')
  for (const [id, name] of [
    [stuck, 'Stuck first'],
    [other, 'Olga other'],
  ] as const)
    expect((await compliance.post(`${desk}/customers/${id}/erase`, { name })).status).toBe(201)
  await jam()
  try {
    await run('privacy.carry-out-erasures')
    expect([await isErased(stuck), await isErased(other)]).toEqual([false, true])
    expect(await waiting()).toEqual([
      expect.objectContaining({ customerId: stuck, failures: 1, retryAt: '2026-12-01T08:05:00Z' }),
    ])
    const page = await compliance.get(`/desk/${here.shop.slug}/compliance`)
    expect(page.text).toContain('Did not succeed')

    app.clock.advance({ minutes: 4 })
    await run('privacy.carry-out-erasures')
    expect((await waiting())[0]).toMatchObject({ failures: 1 })
    app.clock.advance({ minutes: 1 })
    await run('privacy.carry-out-erasures')
    expect((await waiting())[0]).toMatchObject({ failures: 2, retryAt: '2026-12-01T08:15:00Z' })
  } finally {
    await loosen()
  }
  app.clock.advance({ minutes: 10 })
  await run('privacy.carry-out-erasures')
  expect([await isErased(stuck), await waiting()]).toEqual([true, []])
})

test('a forgotten guest who cannot be erased does not stop those behind them, and waits for another try', async () => {
  const ids: string[] = []
  for (const name of ['Stuck second', 'Gina guest']) ids.push(await addCustomer(name))
  const [stuck = '', other = ''] = ids
  app.clock.advance({ hours: 24 * 731 })
  compliance = await here.hire('compliance')
  await jam()
  try {
    await run('privacy.sweep')
    expect([await isErased(stuck), await isErased(other)]).toEqual([false, true])
    expect(await waiting()).toEqual([expect.objectContaining({ customerId: stuck, failures: 1 })])
    // Another night: it is not taken for one more guest.
    await run('privacy.sweep')
    expect(await waiting()).toHaveLength(1)
  } finally {
    await loosen()
  }
  app.clock.advance({ minutes: 5 })
  await run('privacy.carry-out-erasures')
  expect([await isErased(stuck), await waiting()]).toEqual([true, []])
  // Nobody asked for it, so nobody is written to.
  expect(app.outbox.mails('second@example.org')).toEqual([])
})
