import pg from 'pg'
import { expect, test } from 'vitest'
import { testDatabase } from './database.ts'

const database = await testDatabase()

async function as<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

test('the application role reads and writes rows, and makes no tables', async () => {
  await as(database.appUrl, async (client) => {
    expect((await client.query('select count(*)::int as n from accounts')).rows).toEqual([{ n: 0 }])
    await expect(client.query('create table mine (id int)')).rejects.toMatchObject({ code: '42501' })
    await expect(client.query('create temporary table mine (id int)')).rejects.toMatchObject({
      code: '42501',
    })
    await expect(client.query('drop table accounts')).rejects.toMatchObject({ code: '42501' })
    await expect(client.query('truncate accounts')).rejects.toMatchObject({ code: '42501' })
    await expect(client.query('select * from migrations')).rejects.toMatchObject({ code: '42501' })
  })
})

test('the application role changes no append-only table', async () => {
  await as(database.appUrl, async (client) => {
    for (const table of ['events', 'audit', 'payments']) {
      await expect(client.query(`delete from ${table}`)).rejects.toMatchObject({ code: '42501' })
      await expect(client.query(`update ${table} set id = null`)).rejects.toMatchObject({ code: '42501' })
    }
  })
})
