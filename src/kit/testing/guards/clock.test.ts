import { expect, test } from 'vitest'
import { clockFaults } from './clock.ts'
import { readSources } from './sources.ts'

test('nothing but kit/time reads a clock', () => {
  expect(clockFaults(readSources('src'))).toEqual([])
})

test.each([
  'const at = Date.now()',
  'const at = new Date()',
  'const at = Temporal.Now.instant()',
  'await sql`update orders set seen_at = now()`.execute(db)',
  'sql<Instant>`CURRENT_TIMESTAMP`',
  'where(sql`starts_at > clock_timestamp()`)',
])('%s is seen', (line) => {
  expect(clockFaults(new Map([['src/features/shops/a.ts', `${line}\n`]]))).toHaveLength(1)
})

test.each([
  'new Date(milliseconds)',
  'ctx.now',
  '// Date.now() is forbidden',
  '/* now() */',
  'const snow = () => 1',
  'clock.now()',
])('%s is no clock', (line) => {
  expect(clockFaults(new Map([['src/features/shops/a.ts', line]]))).toEqual([])
})
