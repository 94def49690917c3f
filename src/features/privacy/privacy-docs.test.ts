import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { translator } from '../../kit/i18n/translator.ts'
import { RETENTION, type Retention, type RetentionRule } from '../../kit/retention.ts'
import { testApp } from '../../kit/testing/app.ts'
import { jobs } from '../jobs.ts'
import { keepWords } from './retention-words.ts'

const docs = readFileSync(path.resolve(import.meta.dirname, '../../../docs/PRIVACY.md'), 'utf8')
const { services } = await testApp()

async function tables(): Promise<string[]> {
  const { rows } = await services.database.pool.query<{ name: string }>(
    "select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'",
  )
  return rows.map(({ name }) => name).filter((name) => name !== 'migrations')
}

test('docs/PRIVACY.md lists every table: what is in it, or that nothing personal is [S2.12b]', async () => {
  const [, after = ''] = docs.split('## Every table')
  const listed = [...after.matchAll(/^\| `(\w+)` \|/gm)].map(([, name = '']) => name)
  const [, rest = ''] = after.split('Nothing personal: ')
  const without = [...(rest.split('. ')[0] ?? '').matchAll(/`(\w+)`/g)].map(([, name = '']) => name)
  expect([...listed, ...without].toSorted()).toEqual((await tables()).toSorted())
})

test('the table of retention in docs/PRIVACY.md is the one that the jobs keep, and each names a job and tables that exist', async () => {
  const t = translator('en', 'privacy')
  const known = new Set(await tables())
  for (const [key, rule] of Object.entries(RETENTION) as [Retention, RetentionRule][]) {
    const { keep, job } = rule
    const row = [t(`retention.${key}.what`), keepWords(keep, 'en'), t(`retention.${key}.why`)]
    expect(docs).toContain(`| ${row.join(' | ')} | ${job ? `\`${job}\`` : ''} |`)
    expect([null, ...jobs.map(({ name }) => name)]).toContain(job)
    for (const table of rule.tables) expect(known).toContain(table)
  }
})
