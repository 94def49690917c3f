import { expect, test } from 'vitest'
import { floorFaults } from './floors.ts'
import { readSources } from './sources.ts'

const faultsOf = (file: string, target: string): string[] =>
  floorFaults(new Map([[file, `import { a } from '${target}'`]]))

test('no import runs against the order of the floors', () => {
  expect(floorFaults(readSources('src'))).toEqual([])
})

test.each([
  ['src/features/shops/find.ts', '../booking/slots.ts', /booking stands above shops/],
  ['src/features/booking/reactions.ts', '../invoices/draft.ts', /invoices stands above booking/],
  ['src/features/booking/book.ts', '../shops/store.ts', /the SQL of shops is its own/],
  ['src/features/booking/pages/slots.tsx', '../../shops/store-hours.ts', /the SQL of shops is its own/],
  ['src/features/booking/book.ts', '../../web/ui/button.tsx', /only pages draw/],
  ['src/features/gadgets/open.ts', '../shops/read.ts', /gadgets has no place/],
  ['src/kit/db/index.ts', '../../features/shops/read.ts', /the kit knows no feature/],
  ['src/features/shops/find.ts', '../../kit/testing/people.ts', /the program knows no test support/],
  ['src/adapters/sms/real.ts', '../../features/shops/read.ts', /an adapter knows no feature/],
  ['src/web/ui/card.tsx', '../../features/shops/read.ts', /the design system knows no feature/],
])('%s may not import %s', (file, target, why) => {
  expect(faultsOf(file, target)).toMatchObject([expect.stringMatching(why)])
})

test.each([
  ['src/features/booking/book.ts', '../shops/read.ts'],
  ['src/features/booking/book.ts', './store.ts'],
  ['src/features/shops/routes.ts', '../booking/slots.ts'],
  ['src/features/shops/pages/shop.tsx', '../../booking/slots.ts'],
  ['src/features/reactions.ts', './booking/reactions.ts'],
  ['src/kit/testing/people.ts', '../../features/accounts/register.ts'],
  ['src/web/layouts/desk.tsx', '../../features/shops/read.ts'],
])('%s may import %s', (file, target) => {
  expect(faultsOf(file, target)).toEqual([])
})

test('types, re-exports, side effects and dynamic imports count like all others', () => {
  const target = "'../invoices/draft.ts'"
  const forms = [
    `import type { A } from ${target}`,
    `export * from ${target}`,
    `import ${target}`,
    `await import(${target})`,
  ]
  for (const form of forms)
    expect(floorFaults(new Map([['src/features/booking/a.ts', form]]))).toHaveLength(1)
})
