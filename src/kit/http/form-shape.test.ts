import { expect, test } from 'vitest'
import { z } from 'zod'
import { shapeForm } from './form-shape.ts'

const vehicle = z.strictObject({
  kind: z.literal('vehicle'),
  make: z.string(),
  year: z.int().optional(),
  odometer: z.int().nullish(),
})
const device = z.strictObject({ kind: z.literal('device'), brand: z.string() })
const schema = z.strictObject({
  asset: z.union([vehicle, device]).optional(),
  name: z.string().optional(),
  phone: z.string().nullish(),
  serviceIds: z.array(z.string()).min(1),
  agreed: z.boolean(),
  notify: z.boolean().optional(),
  amount: z.number().optional(),
  lines: z.array(z.strictObject({ text: z.string(), quantity: z.number() })).default([]),
  customer: z.strictObject({ name: z.string(), email: z.string().optional() }).optional(),
})
const shape = (nested: Record<string, unknown>, ...cleared: string[]) =>
  shapeForm(schema, nested, new Set(cleared))

test('numbers are read in any digits', () => {
  for (const [typed, value] of [
    ['1398', 1398],
    ['۱۳۹۸', 1398],
    ['١٢٫٥', 12.5],
    ['۱٬۲۳۴٬۵۶۷', 1234567],
    ['1,234.5', 1234.5],
    [' 12 000 ', 12000],
    ['-3', -3],
  ] as const) {
    expect(shape({ amount: typed })).toMatchObject({ amount: value })
  }
})

test.each(['1,5', '12a', '1e5', '0x10', 'Infinity', '1.2.3', '--1'])(
  '%s stays as it was typed, for the schema to refuse',
  (typed) => {
    expect(shape({ amount: typed })).toMatchObject({ amount: typed })
  },
)

test('boxes, lists and groups take the shape of the schema', () => {
  expect(shape({ serviceIds: 'a', agreed: 'on', notify: ['false', 'on'] })).toEqual({
    serviceIds: ['a'],
    agreed: true,
    notify: true,
  })
  expect(shape({})).toEqual({ serviceIds: [], agreed: false })
  expect(
    shape({ lines: { 2: { text: 'b', quantity: '2' }, 0: { text: 'a', quantity: '۱' } } }),
  ).toMatchObject({
    lines: [
      { text: 'a', quantity: 1 },
      { text: 'b', quantity: 2 },
    ],
  })
})

test('a choice of shapes follows its mark', () => {
  expect(shape({ asset: { kind: 'vehicle', make: 'Saipa', year: '۱۳۹۸' } })).toMatchObject({
    asset: { year: 1398 },
  })
  expect(shape({ asset: { kind: 'device', brand: '7' } })).toMatchObject({ asset: { brand: '7' } })
})

test('a cleared field is null where the schema knows null, else absent', () => {
  expect(shape({}, 'phone', 'name')).toMatchObject({ phone: null })
  expect(shape({}, 'phone', 'name')).not.toHaveProperty('name')
  expect(shape({ asset: { kind: 'vehicle', make: 'x' } }, 'asset.odometer')).toMatchObject({
    asset: { odometer: null },
  })
  expect(shape({}, 'customer.name')).not.toHaveProperty('customer')
})

test('a group that is required is asked for field by field', () => {
  const booking = z.strictObject({ customer: z.strictObject({ name: z.string() }) })
  const { error } = booking.safeParse(shapeForm(booking, {}, new Set()))
  expect(error?.issues.map(({ path }) => path.join('.'))).toEqual(['customer.name'])
})

test('what the schema does not know is left for it to refuse', () => {
  expect(shape({ surprise: 'x' })).toMatchObject({ surprise: 'x' })
})
