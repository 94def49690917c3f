import pg from 'pg'
import { beforeEach, expect, inject, test } from 'vitest'
import { tell } from '../audit.ts'
import { audit } from './audit.ts'
import { forgetOldAudit } from './audit-passing.ts'
import { sealAudit, verifyAudit } from './audit-seal.ts'
import { newId, transaction } from './db/index.ts'
import { testApp } from './testing/app.ts'

const app = await testApp()
const person = await app.people.add()

/** As the owner of the tables, who may do anything to them. */
async function asOwner(sql: string, values: unknown[] = []): Promise<void> {
  const address = new URL(inject('database').ownerUrl)
  address.pathname = new URL(app.services.config.databaseUrl).pathname
  const client = new pg.Client({ connectionString: address.href })
  await client.connect()
  try {
    await client.query(sql, values)
  } finally {
    await client.end()
  }
}

const line = (action: string) => ({
  action,
  subject: { kind: 'account' as const, id: person.id },
  before: { name: 'A', phone: null },
  after: { name: 'B' },
})
const write = (action: string) => transaction(app.system, (tx) => audit(tx, line(action)))

beforeEach(async () => {
  await asOwner('truncate audit, audit_seals, audit_sealed')
  await write('test.first')
  await write('test.second')
  await sealAudit(app.system)
  app.clock.advance({ minutes: 5 })
  await write('test.third')
  await sealAudit(app.system)
})

test('a log as the program wrote it is sound, and sealing again seals nothing', async () => {
  expect(await sealAudit(app.system)).toBe(0)
  const report = await verifyAudit(app.system)
  expect(report).toMatchObject({ seals: 2, rows: 3, faults: [] })
  expect(tell(report)[1]).toContain(report.newest)
})

test.each([
  ['changes an action', `update audit set action = 'test.other' where action = 'test.first'`, 1],
  ['changes what was after', `update audit set after = '{"name":"C"}' where action = 'test.first'`, 1],
  ['moves it in time', `update audit set at = at - interval '1 second' where action = 'test.third'`, 2],
  ['says somebody else did it', `update audit set actor_id = id where action = 'test.third'`, 2],
  ['says it was done for another', `update audit set acting_for = id where action = 'test.third'`, 2],
  ['says a key did it', `update audit set key_id = id where action = 'test.third'`, 2],
  ['takes a row out', `delete from audit where action = 'test.second'`, 1],
  [
    'puts a row under a seal',
    `with made as (insert into audit (id, at, action)
      values ('019fb55c-0323-71ce-95ee-837558be541b', now(), 'test.made') returning id)
     insert into audit_sealed select id, 1 from made`,
    1,
  ],
])('who owns the tables and %s is found out', async (_what, sql, seal) => {
  await asOwner(sql)
  expect((await verifyAudit(app.system)).faults).toEqual([{ kind: 'changed', seal }])
})

test('a row that is put in beside the seals is found out, and so is a seal that is taken away', async () => {
  await asOwner(
    `insert into audit (id, at, action) values ('019fb55c-0323-71ce-95ee-837558be541b', now(), 'test.made')`,
  )
  expect((await verifyAudit(app.system)).faults).toEqual([{ kind: 'unsealed', rows: 1 }])
  await asOwner('delete from audit_sealed where seal = 1')
  await asOwner('delete from audit_seals where number = 1')
  const { faults } = await verifyAudit(app.system)
  expect(faults).toContainEqual({ kind: 'seal-missing', seal: 1 })
  expect(tell({ seals: 1, rows: 1, newest: null, faults })[1]).toContain('seal 1 is missing')
})

test('a whole chain that is made anew needs the secret of the installation', async () => {
  const { keyedHash } = app.services.secrets
  app.services.secrets.keyedHash = (purpose, text) => keyedHash(`${purpose} forged`, text)
  try {
    await asOwner('truncate audit_seals, audit_sealed')
    await sealAudit(app.system)
  } finally {
    app.services.secrets.keyedHash = keyedHash
  }
  expect((await verifyAudit(app.system)).faults).toMatchObject([{ kind: 'changed' }])
})

test('a row that a long transaction commits after younger ones were sealed goes into the next seal', async () => {
  const early = app.system
  const written = Promise.withResolvers<void>()
  const released = Promise.withResolvers<void>()
  const long = transaction(early, async (tx) => {
    await audit(tx, line('test.late'))
    written.resolve()
    await released.promise
  })
  await written.promise
  app.clock.advance({ minutes: 1 })
  await write('test.younger')
  expect(await sealAudit(app.system)).toBe(1)
  released.resolve()
  await long
  expect(await sealAudit(app.system)).toBe(1)
  expect(await verifyAudit(app.system)).toMatchObject({ seals: 4, rows: 5, faults: [] })
})

test('the application cannot change the log nor its seals', async () => {
  for (const table of ['audit', 'audit_seals', 'audit_sealed'])
    for (const sql of [`delete from ${table}`, `truncate ${table}`])
      await expect(app.services.database.pool.query(sql), sql).rejects.toMatchObject({ code: '42501' })
  for (const sql of [
    `update audit set action = 'x'`,
    `update audit_seals set hash = ''`,
    'update audit_sealed set seal = 1',
  ])
    await expect(app.services.database.pool.query(sql), sql).rejects.toMatchObject({ code: '42501' })
})

/** A line with all that passes: from where it was done, and why. */
async function writeFrom(action: string, accountId = person.id): Promise<void> {
  const ctx = { ...app.system, address: '203.0.113.9', userAgent: 'Mozilla/5.0' }
  const about = { action, subject: { kind: 'account' as const, id: accountId }, actorId: accountId }
  await transaction(ctx, (tx) => audit(tx, { ...about, words: { reason: 'Carla rang', by: 'phone' } }))
  await sealAudit(app.system)
}

const passing = async (action: string): Promise<unknown> => {
  const { rows } = await app.services.database.pool.query(
    'select address, user_agent, words from audit where action = $1',
    [action],
  )
  return rows[0]
}
const ALL = {
  address: '203.0.113.9',
  user_agent: 'Mozilla/5.0',
  words: { by: 'phone', reason: 'Carla rang' },
}
const GONE = { address: null, user_agent: null, words: null }

test.each([
  ['changes from where it was done', `update audit set address = '198.51.100.1' where action = 'test.from'`],
  [
    'takes out from where it was done',
    `update audit set address = null, user_agent = null where action = 'test.from'`,
  ],
  [
    'changes what was typed',
    `update audit set words = '{"reason": "Nobody rang"}' where action = 'test.from'`,
  ],
  ['takes out what was typed', `update audit set words = null where action = 'test.from'`],
  ['takes the hash out', `update audit set passing_hash = null where action = 'test.from'`],
  [
    'puts in what was never typed',
    `update audit set words = '{"reason": "Why"}' where action = 'test.first'`,
  ],
])('who owns the tables and %s is found out', async (_what, sql) => {
  await writeFrom('test.from')
  expect((await verifyAudit(app.system)).faults).toEqual([])
  await asOwner(sql)
  expect((await verifyAudit(app.system)).faults).toMatchObject([{ kind: 'changed' }])
})

test('after their time address, browser and words go from a line, and it still fits its seal; an older kind of line stays', async () => {
  await writeFrom('test.from')
  const before = newId(app.clock.now())
  await asOwner(`insert into audit (id, at, action, address) values ($1, $2, 'test.before', '192.0.2.7')`, [
    before,
    app.clock.now().toString(),
  ])
  await sealAudit(app.system)
  app.clock.advance({ hours: 24 * 399 })
  await forgetOldAudit(app.system)
  expect(await passing('test.from')).toEqual(ALL)
  app.clock.advance({ hours: 48 })
  await writeFrom('test.new')
  await forgetOldAudit(app.system)
  expect([await passing('test.from'), await passing('test.new')]).toEqual([GONE, ALL])
  expect(await passing('test.before')).toEqual({ ...GONE, address: '192.0.2.7' })
  expect((await verifyAudit(app.system)).faults).toEqual([])
})

test('of whoever is erased they go at once, and of nobody else', async () => {
  const [one, other] = [await app.people.add(), await app.people.add()]
  await writeFrom('test.one', one.id)
  await writeFrom('test.other', other.id)
  const forget = (id: string) => app.services.database.pool.query('select forget_audit_of($1)', [id])
  await expect(forget(one.id)).rejects.toThrow('not erased')
  await asOwner('update accounts set erased_at = now() where id = $1', [one.id])
  await forget(one.id)
  expect([await passing('test.one'), await passing('test.other')]).toEqual([GONE, ALL])
  expect((await verifyAudit(app.system)).faults).toEqual([])
})
