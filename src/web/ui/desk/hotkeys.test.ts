import { expect, test } from 'vitest'
import { keyName } from './hotkeys.ts'

const press = (key: string, code: string, held: Partial<Parameters<typeof keyName>[0]> = {}) =>
  keyName({ key, code, shiftKey: false, ctrlKey: false, metaKey: false, ...held })

test('a key is known by its place on a Persian keyboard', () => {
  expect(press('د', 'KeyN')).toBe('n')
  expect(press('؟', 'Slash', { shiftKey: true })).toBe('?')
  expect(press('ن', 'KeyK', { ctrlKey: true })).toBe('mod+k')
})

test('Latin layouts go by the letter, wherever it stands', () => {
  expect(press('n', 'KeyL')).toBe('n')
  expect(press('k', 'KeyK', { metaKey: true })).toBe('mod+k')
  expect(press('/', 'Digit7', { shiftKey: true })).toBe('/')
  expect(press('?', 'Minus', { shiftKey: true })).toBe('?')
})
