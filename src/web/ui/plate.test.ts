import { expect, test } from 'vitest'
import { iranianPlate } from './plate.tsx'

test('reads an Iranian plate in any digits and separators', () => {
  const plate = { parts: ['12', 'ب', '345'], area: '67' }
  expect(iranianPlate('12ب34567')).toEqual(plate)
  expect(iranianPlate('۱۲ ب ۳۴۵ - ۶۷')).toEqual(plate)
  expect(iranianPlate('۱۲ ب ۳۴۵ ایران ۶۷')).toEqual(plate)
  expect(iranianPlate('12الف345-67')?.parts[1]).toBe('الف')
})

test('leaves every other plate alone', () => {
  expect(iranianPlate('B-FX 1042')).toBeNull()
  expect(iranianPlate('7ABC123')).toBeNull()
})
