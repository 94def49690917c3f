import fc from 'fast-check'
import { expect, test } from 'vitest'
import { documentTotals, mulDiv, roundings } from '../money.ts'
import type { Discount, PricedLine, Rounding, TaxMode, TotalOptions } from '../money.ts'

const runs = process.env['FIXBAY_LONG'] === '1' ? 20_000 : 1_000
const line = (
  unitPrice: number | null,
  taxRate: number,
  quantity = 1000,
  discount?: Discount,
): PricedLine => ({
  quantity,
  unitPrice,
  taxRate,
  ...(discount ? { discount } : {}),
})
const added: TotalOptions = { taxMode: 'added', rounding: 'half_away_per_rate' }
const included: TotalOptions = { taxMode: 'included', rounding: 'half_away_per_rate' }

test('tax is taken per rate on the summed net, or per line, as the document says', () => {
  const lines = [line(333, 190_000), line(333, 190_000), line(333, 190_000)]
  expect(documentTotals(lines, added)).toMatchObject({ net: 999, tax: 190, total: 1189 })
  expect(documentTotals(lines, { ...added, rounding: 'half_away_per_line' })).toMatchObject({
    tax: 189,
    total: 1188,
  })
})

test('tax inside prices is taken out of the gross and leaves the price alone', () => {
  const totals = documentTotals([line(11_900, 190_000), line(500, 70_000, 2000)], included)
  expect(totals).toMatchObject({ total: 12_900, tax: 1965, net: 10_935, subtotal: 12_900, complete: true })
  expect(totals.taxes).toEqual([
    { taxCode: '', taxRate: 190_000, net: 10_000, tax: 1900, gross: 11_900 },
    { taxCode: '', taxRate: 70_000, net: 935, tax: 65, gross: 1000 },
  ])
})

test('quantities in thousandths, discounts of a line and of the document', () => {
  const half: Discount = { kind: 'percent', rate: 500_000 }
  const lines = [
    line(9_999, 88_750, 1500),
    line(2_000, 0, 1000, { kind: 'amount', amount: 500 }),
    line(301, 88_750, 1000, half),
  ]
  const totals = documentTotals(lines, { ...added, discount: { kind: 'amount', amount: 1_000 } })
  expect(totals.lines.map(({ gross, discount, total }) => [gross, discount, total])).toEqual([
    [14_999, 0, 14_999],
    [2_000, 500, 1_500],
    [301, 151, 150],
  ])
  expect(totals.lines.map(({ share }) => share)).toEqual([901, 90, 9])
  expect(totals).toMatchObject({ subtotal: 16_649, discount: 1_000, net: 15_649, tax: 1_264, total: 16_913 })
})

test('a line without a price counts for nothing and says so', () => {
  const totals = documentTotals([line(null, 190_000), line(100, 190_000)], added)
  expect(totals.lines[0]).toEqual({ gross: null, discount: 0, total: null, share: 0 })
  expect(totals).toMatchObject({ complete: false, total: 119 })
})

test('a discount never takes more than there is, nor is it negative', () => {
  const all = documentTotals([line(100, 190_000, 1000, { kind: 'amount', amount: 500 })], added)
  expect(all).toMatchObject({ net: 0, tax: 0, total: 0 })
  expect(() => documentTotals([line(100, 0, 1000, { kind: 'amount', amount: -1 })], added)).toThrow(
    RangeError,
  )
  expect(() => documentTotals([line(100, -1)], added)).toThrow(RangeError)
  expect(documentTotals([], added)).toMatchObject({ lines: [], total: 0, taxes: [], complete: true })
})

const discounts = fc.oneof(
  fc.constant(null),
  fc.record({ kind: fc.constant('amount' as const), amount: fc.nat(50_000) }),
  fc.record({ kind: fc.constant('percent' as const), rate: fc.nat(1_000_000) }),
)
const rates = fc.constantFrom(0, 50_000, 70_000, 88_750, 90_000, 100_000, 190_000, 250_000)
const anyLine: fc.Arbitrary<PricedLine> = fc.record({
  quantity: fc.integer({ min: -20_000, max: 20_000 }),
  unitPrice: fc.oneof(
    { weight: 9, arbitrary: fc.integer({ min: -9_000_000_000, max: 9_000_000_000 }) },
    { weight: 1, arbitrary: fc.constant(null) },
  ),
  discount: discounts,
  taxRate: rates,
  taxCode: fc.constantFrom('', 'exempt'),
})
const anyOptions: fc.Arbitrary<TotalOptions> = fc.record({
  taxMode: fc.constantFrom<TaxMode>('added', 'included'),
  rounding: fc.constantFrom<Rounding>(...roundings),
  discount: discounts,
})
const anyLines = fc.array(anyLine, { maxLength: 12 })
const sum = (amounts: readonly number[]) => amounts.reduce((total, amount) => total + amount, 0)
const property = <Ts extends [unknown, ...unknown[]]>(raw: fc.IPropertyWithHooks<Ts>) =>
  fc.assert(raw, { numRuns: runs })

test('the sums of a document agree with each other, whatever is on it', () => {
  property(
    fc.property(anyLines, anyOptions, (lines, options) => {
      const totals = documentTotals(lines, options)
      expect(totals.subtotal).toBe(sum(totals.lines.map(({ total }) => total ?? 0)))
      expect(totals.discount).toBe(sum(totals.lines.map(({ share }) => share)))
      expect(totals.total).toBe(totals.net + totals.tax)
      expect(totals.net).toBe(sum(totals.taxes.map(({ net }) => net)))
      expect(totals.tax).toBe(sum(totals.taxes.map(({ tax }) => tax)))
      for (const rate of totals.taxes) expect(rate.gross).toBe(rate.net + rate.tax)
      const priced = totals.subtotal - totals.discount
      expect(options.taxMode === 'included' ? totals.total : totals.net).toBe(priced)
      const less = totals.lines.map(({ gross, discount }) => (gross === null ? null : gross - discount))
      expect(totals.lines.map(({ total }) => total)).toEqual(less)
      expect(JSON.stringify(totals)).not.toContain('.')
    }),
  )
})

test('a credit note mirrors its invoice to the last unit', () => {
  property(
    fc.property(anyLines, anyOptions, (lines, options) => {
      const there = documentTotals(lines, options)
      const back = documentTotals(
        lines.map((each) => ({ ...each, quantity: -each.quantity })),
        options,
      )
      const both = [
        there.subtotal + back.subtotal,
        there.discount + back.discount,
        there.net + back.net,
        there.tax + back.tax,
        there.total + back.total,
      ]
      expect(both).toEqual([0, 0, 0, 0, 0])
      for (const [index, each] of there.lines.entries()) {
        expect((each.total ?? 0) + (back.lines[index]?.total ?? 0)).toBe(0)
        expect(each.share + (back.lines[index]?.share ?? 0)).toBe(0)
      }
    }),
  )
})

test('the order of lines changes no total', () => {
  const shuffled = anyLines.chain((lines) =>
    fc.tuple(fc.constant(lines), fc.shuffledSubarray(lines, { minLength: lines.length })),
  )
  property(
    fc.property(shuffled, anyOptions, ([lines, other], options) => {
      const { lines: _a, ...one } = documentTotals(lines, options)
      const { lines: _b, ...two } = documentTotals(other, options)
      expect(two).toEqual(one)
    }),
  )
})

test('tax put on top and taken out again gives the net back, and the exact tax is never half a unit away', () => {
  property(
    fc.property(fc.integer({ min: 0, max: 10_000_000_000 }), rates, (net, rate) => {
      const on = documentTotals([line(net, rate)], added)
      const off = documentTotals([line(on.total, rate)], included)
      expect(off.net).toBe(net)
      expect(off.total).toBe(on.total)
      expect(Math.abs(on.tax - (net * rate) / 1_000_000)).toBeLessThanOrEqual(0.5 + 1e-4)
    }),
  )
})

test('per-line and per-rate rounding differ by less than half a unit a line', () => {
  property(
    fc.property(anyLines, anyOptions, (lines, options) => {
      const perRate = documentTotals(lines, { ...options, rounding: 'half_away_per_rate' })
      const perLine = documentTotals(lines, { ...options, rounding: 'half_away_per_line' })
      expect(Math.abs(perRate.tax - perLine.tax)).toBeLessThanOrEqual(
        (lines.length + perRate.taxes.length) / 2,
      )
    }),
  )
})

test('rounding is half away from zero, exact beyond what a float holds', () => {
  expect([5, -5, 15, -15, 4, -4].map((value) => mulDiv(value, 1, 10))).toEqual([1, -1, 2, -2, 0, 0])
  expect(mulDiv(9_007_199_254_740_991, 190_000, 1_000_000)).toBe(1_711_367_858_400_788)
  expect(Object.is(mulDiv(-1, 1, 10), 0)).toBe(true)
  expect(() => mulDiv(9_007_199_254_740_991, 2, 1)).toThrow(RangeError)
  property(
    fc.property(
      fc.maxSafeInteger(),
      fc.integer({ min: -2_000_000, max: 2_000_000 }),
      fc.integer({ min: 1, max: 2_000_000 }),
      (a, b, divisor) => {
        const twice = BigInt(a) * BigInt(b) * 2n
        const size = twice < 0n ? -twice : twice
        const nearest = (size + BigInt(divisor)) / (2n * BigInt(divisor))
        const exact = twice < 0n ? -nearest : nearest
        fc.pre(nearest <= BigInt(Number.MAX_SAFE_INTEGER))
        expect(BigInt(mulDiv(a, b, divisor))).toBe(exact)
      },
    ),
  )
})
