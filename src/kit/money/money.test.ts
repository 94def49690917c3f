import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  addMoney,
  allocate,
  allocateMoney,
  compareMoney,
  exponentOf,
  formatAmount,
  formatMoney,
  formatQuantity,
  formatRate,
  formatToman,
  isCurrency,
  isolate,
  money,
  multiplyMoney,
  negateMoney,
  parseMoney,
  parsePercent,
  parseQuantity,
  quantityText,
  rateOfMoney,
  subtractMoney,
  sumMoney,
} from '../money.ts'

const runs = process.env['FIXBAY_LONG'] === '1' ? 20_000 : 1_000

test('amounts of one currency add up, of two they do not', () => {
  expect(addMoney(money(100, 'USD'), money(29, 'USD'))).toEqual({ amount: 129, currency: 'USD' })
  expect(subtractMoney(money(100, 'USD'), money(129, 'USD'))).toEqual({ amount: -29, currency: 'USD' })
  expect(sumMoney([], 'IRR')).toEqual({ amount: 0, currency: 'IRR' })
  expect(sumMoney([money(1, 'EUR'), money(2, 'EUR')], 'EUR').amount).toBe(3)
  expect(() => addMoney(money(1, 'USD'), money(1, 'EUR'))).toThrow(TypeError)
  expect(() => compareMoney(money(1, 'USD'), money(1, 'EUR'))).toThrow(TypeError)
  expect(() => money(1.5, 'USD')).toThrow(RangeError)
  expect(() => addMoney(money(Number.MAX_SAFE_INTEGER, 'IRR'), money(1, 'IRR'))).toThrow(RangeError)
  expect(Object.is(negateMoney(money(0, 'USD')).amount, 0)).toBe(true)
})

test('money times a quantity in thousandths or a rate rounds half away from zero', () => {
  expect(multiplyMoney(money(9_999, 'USD'), 1_500).amount).toBe(14_999)
  expect(multiplyMoney(money(-9_999, 'USD'), 1_500).amount).toBe(-14_999)
  expect(rateOfMoney(money(250, 'EUR'), 190_000).amount).toBe(48)
})

test('parts of an amount add up to it and are within one of their share', () => {
  expect(allocateMoney(money(10_000, 'USD'), [1, 1, 1]).map(({ amount }) => amount)).toEqual([
    3334, 3333, 3333,
  ])
  expect(allocate(-5, [1, 1])).toEqual([-3, -2])
  expect(() => allocate(5, [0, 0])).toThrow(RangeError)
  expect(() => allocate(5, [2, -1])).toThrow(RangeError)
  const weights = fc
    .array(fc.nat(1_000_000), { minLength: 1, maxLength: 10 })
    .filter((list) => list.some((weight) => weight > 0))
  fc.assert(
    fc.property(fc.integer({ min: -1e12, max: 1e12 }), weights, (amount, list) => {
      const parts = allocate(amount, list)
      const total = list.reduce((sum, weight) => sum + weight, 0)
      expect(parts.reduce((sum, part) => sum + part, 0)).toBe(amount)
      for (const [index, part] of parts.entries()) {
        expect(Math.abs(part - (amount * (list[index] ?? 0)) / total)).toBeLessThan(1 + 1e-3)
      }
      expect(allocate(-amount, list).map((part) => part + 0)).toEqual(
        parts.map((part) => (part === 0 ? 0 : -part)),
      )
    }),
    { numRuns: runs },
  )
})

test('each currency has its own minor unit, rials have none', () => {
  expect(['USD', 'EUR', 'IRR', 'JPY', 'KWD', 'CLF'].map(exponentOf)).toEqual([2, 2, 0, 0, 3, 4])
  expect(['USD', 'IRR', 'usd', 'XYZ', ''].map(isCurrency)).toEqual([true, true, false, false, false])
})

test('money reads in both languages without stray direction marks [S4.T7]', () => {
  expect(formatMoney(money(12_900, 'USD'), 'en')).toBe('$129.00')
  expect(formatMoney(money(-12_900, 'USD'), 'en')).toBe('-$129.00')
  expect(formatMoney(money(1_250_000, 'IRR'), 'en')).toBe('IRR\u00a01,250,000')
  expect(formatMoney(money(1_250_000, 'IRR'), 'fa')).toBe('۱٬۲۵۰٬۰۰۰\u00a0ریال')
  expect(formatMoney(money(123_450, 'EUR'), 'fa')).toBe('۱٬۲۳۴٫۵۰\u00a0€')
  expect(formatMoney(money(-5_000, 'IRR'), 'fa')).toBe('\u200e−۵٬۰۰۰\u00a0ریال')
  expect(formatMoney(money(1_234, 'KWD'), 'en')).toBe('KWD\u00a01.234')
  expect(formatMoney(money(9_007_199_254_740_991, 'USD'), 'en')).toBe('$90,071,992,547,409.91')
  expect(formatAmount(money(5, 'USD'), 'en')).toBe('0.05')
  expect(formatToman(money(1_250_000, 'IRR'), 'fa', 'تومان')).toBe('۱۲۵٬۰۰۰\u00a0تومان')
  expect(formatToman(money(1_255, 'IRR'), 'fa', 'تومان')).toBe('۱۲۵٫۵\u00a0تومان')
  expect(isolate('a')).toBe('\u2068a\u2069')
})

test('what a person types is read, or refused where it could mean two things', () => {
  const read = (text: string, currency: string) => parseMoney(text, currency)?.amount ?? null
  const usd: [string, number | null][] = [
    ['129', 12_900],
    ['129.5', 12_950],
    ['1,234.56', 123_456],
    ['1.234,56', 123_456],
    ['1 234,56', 123_456],
    ["1'234.56", 123_456],
    ['$1,234', 123_400],
    ['1.234', 123_400],
    ['USD 5', 500],
    ['5 USD', 500],
    ['-5.00', -500],
    ['−5', -500],
    ['-$129.00', -12_900],
    ['۱۲٫۵', 1_250],
    ['.5', 50],
    ['5.', 500],
    ['12,34,567.00', 123_456_700],
    ['1,23', 123],
    ['0', 0],
    ['1.234.567', 123_456_700],
    ['', null],
    ['abc', null],
    ['1.2.3', null],
    ['1,23,4', null],
    ['12.3456', null],
    ['1,234,56', null],
    ['5 EUR', null],
    ['--5', null],
    ['1.234.56', null],
    ['99999999999999999', null],
    ['1,2345.00', null],
  ]
  for (const [text, amount] of usd) expect([text, read(text, 'USD')]).toEqual([text, amount])
  const irr: [string, number | null][] = [
    ['۱٬۲۵۰٬۰۰۰', 1_250_000],
    ['۱،۲۵۰،۰۰۰ ریال', 1_250_000],
    ['1.250', 1_250],
    ['1,250', 1_250],
    ['٥٠٠', 500],
    ['12.5', null],
    ['۱۲/۵', null],
    ['125 تومان', null],
  ]
  for (const [text, amount] of irr) expect([text, read(text, 'IRR')]).toEqual([text, amount])
  expect(read('1.234', 'KWD')).toBe(1_234)
  expect(read('1,234', 'KWD')).toBe(1_234_000)
})

test('what is written for people is read back to the same amount', () => {
  fc.assert(
    fc.property(
      fc.maxSafeInteger(),
      fc.constantFrom('USD', 'EUR', 'IRR', 'JPY', 'GBP', 'AED'),
      fc.constantFrom('en' as const, 'fa' as const),
      (amount, currency, locale) => {
        expect(parseMoney(formatMoney(money(amount, currency), locale), currency)).toEqual({
          amount,
          currency,
        })
      },
    ),
    { numRuns: runs },
  )
})

test('quantities and rates are exact decimals', () => {
  expect(['1', '1.5', '1.500', '۱٫۲۵', '-0.001', '1,5', '0'].map(parseQuantity)).toEqual([
    1000, 1500, 1500, 1250, -1, 1500, 0,
  ])
  expect(['', '.', '1.2345', '1e3', 'x', '1,500', '9999999999999'].map(parseQuantity)).toEqual([
    null,
    null,
    null,
    null,
    null,
    null,
    null,
  ])
  expect(['8.875', '19', '۹٪', '0.0001', '1.00001'].map(parsePercent)).toEqual([
    88_750,
    190_000,
    90_000,
    1,
    null,
  ])
  expect([1500, 1000, -1, 0, -2500].map(quantityText)).toEqual(['1.5', '1', '-0.001', '0', '-2.5'])
  expect([formatQuantity(1500, 'en'), formatQuantity(1500, 'fa')]).toEqual(['1.5', '۱٫۵'])
  expect([formatRate(88_750, 'en'), formatRate(90_000, 'fa')]).toEqual(['8.875%', '۹٪'])
})
