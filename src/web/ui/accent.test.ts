import fc from 'fast-check'
import { expect, test } from 'vitest'
import { accentOf, accentProps, contrast, parseHex } from './accent.ts'

const anyHex = fc.integer({ min: 0, max: 0xffffff }).map((value) => `#${value.toString(16).padStart(6, '0')}`)

const rgb = (hex: string) => {
  const found = parseHex(hex)
  if (!found) throw new Error(`${hex} is no colour`)
  return found
}

test('contrast agrees with the published examples of WCAG', () => {
  expect(contrast(rgb('#ffffff'), rgb('#000000'))).toBeCloseTo(21, 5)
  expect(contrast(rgb('#777777'), rgb('#ffffff'))).toBeCloseTo(4.48, 2)
})

test('any colour of a shop can be read by day and by night, and so can the words on it', () => {
  const weakest = (hex: string) => {
    const accent = accentOf(hex)
    if (!accent) return 0
    const [day, night] = [rgb(accent.day), rgb(accent.night)]
    return Math.min(
      contrast(day, rgb('#f3f1ed')),
      contrast(night, rgb('#252320')),
      contrast(day, rgb(accent.onDay)),
      contrast(night, rgb(accent.onNight)),
    )
  }
  fc.assert(
    fc.property(anyHex, (hex) => {
      expect(weakest(hex)).toBeGreaterThanOrEqual(4.5)
    }),
  )
})

test('a colour that is dark enough stays as it was given', () => {
  expect(accentOf('#005b69')?.day).toBe('#005b69')
})

test('what is no colour sets nothing', () => {
  expect(accentProps('petrol')).toEqual({})
  expect(accentProps(null)).toEqual({})
  expect(accentProps('#aa3300')).toMatchObject({ 'data-accent': '' })
})
