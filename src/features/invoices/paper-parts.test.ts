import { expect, test } from 'vitest'
import { assetOnPaper, customerOnPaper, shopOnPaper } from './paper-parts.ts'
import type { Parties } from './parties.ts'

const parties: Parties = {
  shop: {
    name: 'کارشناسی تهران',
    address: ['خیابان شریعتی، پلاک 142', 'تهران'],
    phone: '+982188776655',
    email: null,
    website: null,
    taxNumber: '10101234567',
  },
  customer: { name: 'داریوش قاسمی', address: 'کوچهٔ 3\nتهران', email: null, phone: '+989122892884' },
  asset: {
    kind: 'vehicle',
    make: 'کیا',
    model: 'سراتو',
    year: 2019,
    plate: null,
    vin: null,
    odometer: null,
    imei: null,
    serial: null,
  },
  order: { number: 1277, finishedAt: null },
}

test('a Persian paper has its own digits and comma, and phone numbers as they are dialled there', () => {
  const reader = { locale: 'fa', region: 'IR' } as const
  expect(shopOnPaper(parties, reader)).toMatchObject({
    address: ['خیابان شریعتی، پلاک ۱۴۲', 'تهران'],
    phone: '021 8877 6655',
    taxNumber: '10101234567',
  })
  expect(customerOnPaper(parties, reader)).toMatchObject({
    address: ['کوچهٔ ۳', 'تهران'],
    phone: '0912 289 2884',
  })
  expect(assetOnPaper(parties.asset, 'fa').title).toBe('کیا سراتو، ۲۰۱۹')
})

test('a reader elsewhere gets the number with its country', () => {
  expect(customerOnPaper(parties, { locale: 'en', region: 'DE' }).phone).toBe('+98 912 289 2884')
})
