import { expect, test } from 'vitest'
import { z } from 'zod'
import { readingAt } from './reading.ts'
import {
  digits,
  email,
  foldDigits,
  foldLine,
  foldLines,
  formatPhone,
  canTakeSms,
  hasLuhnDigit,
  hasVinCheckDigit,
  imei,
  instant,
  isModelYear,
  localDay,
  localDigits,
  longText,
  modelYear,
  odometer,
  parsePhone,
  parseWhole,
  phone,
  plate,
  plateKey,
  searchKey,
  text,
  vin,
} from '../input.ts'

const ok = (schema: z.ZodType, value: unknown) => schema.safeParse(value).success

test('digits and letters of Persian and Arabic keyboards become one', () => {
  expect(foldDigits('۰۱۲۳۴۵۶۷۸۹ ٠١٢٣٤٥٦٧٨٩')).toBe('0123456789 0123456789')
  expect(foldLine('  علي \u00a0 كريمي\u200f ')).toBe('علی کریمی')
  expect(foldLine('لنت‌های ترمز')).toBe('لنت‌های ترمز')
  expect(foldLine('a\u0000b\u202ec\ud800')).toBe('abc\ufffd')
  expect(foldLines(' a \r\n\r\n\r\n\r\n b\tc ')).toBe('a\n\nb c')
  expect(localDigits('R-1042', 'fa')).toBe('R-۱۰۴۲')
  expect(localDigits('R-1042', 'en')).toBe('R-1042')
})

test('a search finds a name however it was typed', () => {
  const same = [
    ['علي كريمي', 'علی کریمی'],
    ['لنت‌های', 'لنتهای'],
    ['آزادي', 'ازادی'],
    ['مُحَمَّد', 'محمد'],
    ['Müller  GmbH', 'muller gmbh'],
    ['پلاک ۱۲', 'پلاک 12'],
    ['مسئول', 'مسیول'],
    ['خانهٔ', 'خانه'],
    ['ﻛﺘﺎﺏ', 'کتاب'],
  ]
  for (const [a = '', b = ''] of same) expect(searchKey(a)).toBe(searchKey(b))
  expect(searchKey('علی')).not.toBe(searchKey('عالی'))
})

test('fields trim and fold before they judge, and say their limits to the contract', () => {
  expect(text({ max: 5 }).parse('  علي  ')).toBe('علی')
  expect(ok(text({ max: 5 }), '   \u200c ')).toBe(false)
  expect(ok(text({ max: 5 }), 'abcdef')).toBe(false)
  expect(text({ max: 5 }).parse(`abcde${' '.repeat(50)}`)).toBe('abcde')
  expect(longText({ max: 10 }).parse('')).toBe('')
  expect(z.toJSONSchema(text({ max: 5 }))).toMatchObject({ type: 'string', minLength: 1, maxLength: 5 })
  expect(digits({ length: 6 }).parse(' ۱۲۳-۴۵۶ ')).toBe('123456')
  expect(ok(digits({ length: 6 }), '12345a')).toBe(false)
  expect(email().parse(' Ali۱@Example.COM ')).toBe('ali1@example.com')
  for (const bad of ['', 'a', 'a@b', 'a b@c.de', '@c.de', `${'a'.repeat(250)}@c.de`])
    expect(ok(email(), bad)).toBe(false)
  expect(z.toJSONSchema(email())).toMatchObject({ type: 'string', format: 'email', maxLength: 254 })
  expect(instant().parse('2026-12-01T09:30:00+03:30').toString()).toBe('2026-12-01T06:00:00Z')
  expect(ok(instant(), '2026-12-01')).toBe(false)
  expect(z.toJSONSchema(instant(), { io: 'input' })).toMatchObject({ type: 'string', format: 'date-time' })
  expect(localDay().parse('۲۰۲۸-۰۲-۲۹').toString()).toBe('2028-02-29')
  for (const bad of ['2026-02-29', '2026-2-1', '20260201', '2026-12-01T00:00'])
    expect(ok(localDay(), bad)).toBe(false)
  expect(['۱٬۲۵۰', ' 42 ', '-3', '', '4.5', '1e3', '12345678901234567'].map(parseWhole)).toEqual([
    1250,
    42,
    -3,
    null,
    null,
    null,
    null,
  ])
})

test('a phone is read in the region of the shop, then as an Iranian mobile, else refused', () => {
  expect(parsePhone('(212) 555-0123', 'US')).toBe('+12125550123')
  expect(parsePhone('030 901820', 'DE')).toBe('+4930901820')
  expect(parsePhone('۰۹۱۲۱۲۳۴۵۶۷', 'IR')).toBe('+989121234567')
  expect(parsePhone('٠٩١٢ ١٢٣ ٤٥٦٧')).toBe('+989121234567')
  expect(parsePhone('09121234567', 'US')).toBe('+989121234567')
  expect(parsePhone('00989121234567', 'IR')).toBe('+989121234567')
  expect(parsePhone('+98 912 123 4567', 'DE')).toBe('+989121234567')
  expect(parsePhone('02188776655', 'IR')).toBe('+982188776655')
  for (const bad of ['', '123', '5550123', '0912123456', 'call 2125550123', '+1 212 555 0123 ext. 5'])
    expect(parsePhone(bad, 'US')).toBeNull()
  expect(phone('US').parse('212-555-0123')).toBe('+12125550123')
  expect(ok(phone('US'), '12')).toBe(false)
  expect(formatPhone('+12125550123', 'US')).toBe('(212) 555-0123')
  expect(formatPhone('+989121234567', 'US')).toBe('+98 912 123 4567')
  expect([canTakeSms('+989121234567'), canTakeSms('+982188776655')]).toEqual([true, false])
})

test('identities of vehicles and devices [S2.03a]', () => {
  expect(vin().parse(' 1hgcm82633a004352 ')).toBe('1HGCM82633A004352')
  for (const bad of ['1HGCM82633A00435', '1HGCM82633A00435O', '1HGCM82633A0043522'])
    expect(ok(vin(), bad)).toBe(false)
  expect([
    hasVinCheckDigit('1HGCM82633A004352'),
    hasVinCheckDigit('1M8GDM9AXKP042788'),
    hasVinCheckDigit('11111111111111111'),
  ]).toEqual([true, true, true])
  expect([hasVinCheckDigit('1HGCM82643A004352'), hasVinCheckDigit('WVWZZZ1JZXW000001')]).toEqual([
    false,
    false,
  ])
  expect(imei().parse('49-015420-323751-8')).toBe('490154203237518')
  expect(imei().parse('۴۹۰۱۵۴۲۰۳۲۳۷۵۱۸')).toBe('490154203237518')
  expect([ok(imei(), '490154203237519'), ok(imei(), '49015420323751')]).toEqual([false, false])
  expect(hasLuhnDigit('79927398713')).toBe(true)
  expect(plate().parse(' ۱۲ ب ۳۴۵  ايران ۶۷ ')).toBe('12 ب 345 ایران 67')
  expect(plate().parse('b-fx 1234')).toBe('B-FX 1234')
  expect([ok(plate(), 'x'), ok(plate(), '<b>'), ok(plate(), '-')]).toEqual([false, false, false])
  expect(plateKey('b-fx 1234')).toBe('BFX1234')
  const now = Temporal.Instant.from('2026-11-20T12:00:00Z')
  expect([1885, 1886, 2027, 2028, 2000.5].map((year) => isModelYear(year, now))).toEqual([
    false,
    true,
    true,
    false,
    false,
  ])
  const years = readingAt(now, () => [2027, 2028, 1398, 1410].map((year) => modelYear().safeParse(year).data))
  expect(years).toEqual([2027, undefined, 2019, undefined])
  expect([ok(modelYear(), 1885), ok(modelYear(), 2028)]).toEqual([false, true])
  expect([ok(odometer(), 0), ok(odometer(), -1), ok(odometer(), 1.5), ok(odometer(), '5')]).toEqual([
    true,
    false,
    false,
    false,
  ])
})
