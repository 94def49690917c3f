import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { root } from './folders.ts'
import { fits, packagesIn, thirdParty } from './licences.ts'

const read = (file: string): string => readFileSync(path.join(root, file), 'utf8')

test('every package of the lock stands under a licence that AGPL-3.0-or-later takes', () => {
  expect(packagesIn(read('package-lock.json')).filter(({ licence }) => !fits(licence))).toEqual([])
})

test('THIRD-PARTY.md names the packages of the lock (npm run licences)', () => {
  expect(read('THIRD-PARTY.md')).toBe(thirdParty(packagesIn(read('package-lock.json'))))
})

test.each([
  ['MIT', true],
  ['(MIT OR SSPL-1.0)', true],
  ['Apache-2.0 AND LGPL-3.0-or-later AND MIT', true],
  ['MIT AND SSPL-1.0', false],
  ['(MIT OR ISC) AND SSPL-1.0', false],
  ['GPL-2.0-only', false],
  ['SEE LICENSE IN LICENSE.md', false],
  ['UNLICENSED', false],
  [undefined, false],
])('%s fits: %s', (licence, fit) => {
  expect(fits(licence)).toBe(fit)
})

test('a package in several places is one; what anything needs to run is no tool', () => {
  const lock = JSON.stringify({
    packages: {
      '': { version: '1.0.0' },
      'node_modules/a': { version: '1.0.0', license: 'MIT', dev: true },
      'node_modules/b/node_modules/a': { version: '1.0.0', license: 'MIT' },
      'node_modules/@s/c': { version: '2.0.0', license: 'ISC', dev: true },
    },
  })
  expect(packagesIn(lock)).toEqual([
    { name: '@s/c', version: '2.0.0', licence: 'ISC', development: true },
    { name: 'a', version: '1.0.0', licence: 'MIT', development: false },
  ])
})
