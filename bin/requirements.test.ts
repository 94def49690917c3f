import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { root } from './folders.ts'
import { fillTable, idFaults, readTitles, titlesIn } from './requirements.ts'

const text = readFileSync(path.join(root, 'docs', 'requirements.md'), 'utf8')

test('no test names an unknown requirement', () => {
  expect(idFaults(text, readTitles())).toEqual([])
})

test('docs/requirements.md says which tests there are (npm run requirements)', () => {
  expect(text).toBe(fillTable(text, readTitles()))
})

test('every row of docs/requirements.md is read', () => {
  const rows = text.split('\n').filter((line) => line.startsWith('| S'))
  expect(rows.length).toBeGreaterThan(250)
  expect(fillTable(text, [])).toContain(`0 of ${rows.length} requirements have a test.`)
})

const TABLE = `0 of 2 requirements have a test.

| S0.01a | The day is chosen | not yet |
| S0.01b | The time is chosen | [gone](../src/gone.test.ts) |
`
// Put together here: written out, this file would show those requirements itself.
const named = (name: string): string => `[${name}]`

test('titles in any quotes are found, of tables of cases too, and a skipped test shows nothing', () => {
  const source = [
    `test('a day ${named('S0.01a')} ${named('S0.01b')}', () => {`,
    `test.each(['x', 'y'])("the customer's %s ${named('S0.01a')}", () => {`,
    `test.skip('not now ${named('S0.01b')}', () => {`,
    `test('nothing to show', () => {`,
  ].join('\n')
  expect(titlesIn('a.test.ts', source)).toEqual([
    { file: 'a.test.ts', title: 'a day', ids: ['S0.01a', 'S0.01b'] },
    { file: 'a.test.ts', title: "the customer's %s", ids: ['S0.01a'] },
  ])
})

test('the table takes the tests of each id, drops those that are gone, and counts', () => {
  const filled = fillTable(TABLE, [{ file: 'src/a.test.ts', title: 'a [b] | c', ids: ['S0.01a'] }])
  expect(filled).toContain('1 of 2 requirements have a test.')
  expect(filled).toContain('| S0.01a | The day is chosen | [a \\[b\\] \\| c](../src/a.test.ts) |')
  expect(filled).toContain('| S0.01b | The time is chosen | not yet |')
})

test('an unknown id and a group instead of its parts are told apart', () => {
  const titles = ['S9.99', 'S0.01'].map((name) => ({ file: 'a.test.ts', title: '', ids: [name] }))
  expect(idFaults(TABLE, titles)).toEqual([
    'a.test.ts: S9.99 is no requirement',
    'a.test.ts: S0.01 has parts; name those that the test shows: S0.01a S0.01b',
  ])
})
