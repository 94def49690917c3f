import { expect, test } from 'vitest'
import { countParts } from './parts.ts'

test('a plain text takes one part up to 160 letters, then 153 each', () => {
  expect(countParts('')).toEqual({ encoding: 'gsm7', units: 0, parts: 1 })
  expect(countParts('a'.repeat(160))).toEqual({ encoding: 'gsm7', units: 160, parts: 1 })
  expect(countParts('a'.repeat(161))).toMatchObject({ parts: 2 })
  expect(countParts('a'.repeat(306))).toMatchObject({ parts: 2 })
  expect(countParts('a'.repeat(307))).toMatchObject({ parts: 3 })
})

test('letters of the extension table take two septets and are never cut in two', () => {
  expect(countParts('€'.repeat(80))).toEqual({ encoding: 'gsm7', units: 160, parts: 1 })
  expect(countParts(`${'a'.repeat(159)}[`)).toMatchObject({ units: 161, parts: 2 })
  // 152 letters leave one septet free, where the bracket does not fit.
  expect(countParts(`${'a'.repeat(152)}{${'a'.repeat(152)}`)).toMatchObject({ units: 306, parts: 3 })
  for (const letter of '^{}\\[~]|€\f') expect(countParts(letter).units).toBe(2)
})

test('every letter of the basic set counts one, and the set has 127 of them', () => {
  const basic =
    '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZ' +
    'ÄÖÑ\u00dc\u00a7¿abcdefghijklmnopqrstuvwxyzäöñüà'
  expect(new Set(basic).size).toBe(127)
  expect(countParts(basic)).toEqual({ encoding: 'gsm7', units: 127, parts: 1 })
})

test('one Persian letter makes it 70 units, then 67 each; an emoji is two and stays whole', () => {
  expect(countParts('س'.repeat(70))).toEqual({ encoding: 'ucs2', units: 70, parts: 1 })
  expect(countParts('س'.repeat(71))).toMatchObject({ parts: 2 })
  expect(countParts(`${'a'.repeat(134)}س`)).toMatchObject({ units: 135, parts: 3 })
  expect(countParts(`${'س'.repeat(66)}🚗${'س'.repeat(66)}`)).toMatchObject({ units: 134, parts: 3 })
  expect(countParts('می‌شود')).toMatchObject({ encoding: 'ucs2', units: 6 })
})
