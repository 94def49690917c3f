import { existsSync, readFileSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { readSettings } from '../../../../bin/settings.ts'
import { root } from '../../../../bin/folders.ts'
import { reactions } from '../../../features/reactions.ts'
import { PROBLEMS } from '../../errors.ts'
import { readSources, withoutComments } from './sources.ts'

const read = (file: string): string => readFileSync(path.join(root, file), 'utf8')

/** Every page of words in the tree. */
const pages = [
  'README.md',
  'CHANGELOG.md',
  'CONTRIBUTING.md',
  'THIRD-PARTY.md',
  'src/web/README.md',
  'src/web/ui/README.md',
  ...readdirSync(path.join(root, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.md'))
    .map((file) => path.posix.join('docs', file.replaceAll(path.sep, '/'))),
]

/** The rows of OPERATIONS.md's tables of settings: name and default. */
const listed = new Map(
  [...read('docs/OPERATIONS.md').matchAll(/^\| `([A-Z_\d]+)` \| (.+?) \|/gm)].map(
    ([, name = '', given = '']) => [name, given.replaceAll('`', '')],
  ),
)

// Read, but nobody's to set: npm's own, and where a browser may be unpacked in tests.
const NOT_OURS = new Set(['TMPDIR', 'VITEST_POOL_ID'])

/** The settings that code reads from the environment. */
function settingsIn(code: string): string[] {
  const found = [
    ...code.matchAll(/\b(?:get|environment|env)[([]\s*'([A-Z][A-Z_\d]+)'/g),
    ...code.matchAll(/\b(?:optional|needed|neededUrl|urlOr|oneOf)\(\s*environment,\s*'([A-Z_\d]+)'/g),
    ...code.matchAll(/process\.env(?:\.|\[')([A-Z][A-Z_\d]+)/g),
    ...code.matchAll(/'(FIXBAY_[A-Z_\d]+)'/g),
  ]
  return found.map(([, name = '']) => name)
}

const sources = [...readSources('src'), ...readSources('bin')]
  .filter(([file]) => !file.startsWith('src/kit/testing/'))
  .map(([, text]) => withoutComments(text))

test('docs/OPERATIONS.md lists every setting that the code reads, and no other', () => {
  const inCode = new Set(sources.flatMap(settingsIn).filter((name) => !NOT_OURS.has(name)))
  expect([...listed.keys()].toSorted()).toEqual([...inCode].toSorted())
})

test('the defaults in docs/OPERATIONS.md are those of the code', () => {
  const { host, port, role, rateLimits, dataFolder } = readSettings({}, '/checkout')
  const launcher = { HOST: host, PORT: port, FIXBAY_ROLE: role, FIXBAY_RATE_LIMITS: rateLimits }
  for (const [name, value] of Object.entries(launcher)) expect(listed.get(name), name).toBe(String(value))
  expect(dataFolder).toBe(path.resolve('/checkout', listed.get('FIXBAY_DATA') ?? ''))
  const adapters = sources.flatMap((code) => [
    ...code.matchAll(/(?:oneOf|urlOr)\(environment, '([A-Z_\d]+)', \[?'([^']+)'/g),
    ...code.matchAll(/optional\(environment, '([A-Z_\d]+)'\) \?\? '([^']+)'/g),
  ])
  expect(adapters.length).toBeGreaterThan(8)
  for (const [, name = '', value] of adapters) expect(listed.get(name), name).toBe(value)
})

test('a setting is found however it is read', () => {
  const code = `get('A_B'); oneOf(environment, 'C_D', ['x']); process.env['E_F']; process.env.G_H; env['I_J']`
  expect(settingsIn(code).toSorted()).toEqual(['A_B', 'C_D', 'E_F', 'E_F', 'G_H', 'I_J'].toSorted())
})

test('docs/ARCHITECTURE.md names every reaction within a transaction, and stays a map', () => {
  const page = read('docs/ARCHITECTURE.md')
  const [, table = ''] = page.split('| within |')
  const named = [...table.matchAll(/^\| `([\w.-]+)` \|/gm)].map(([, name = '']) => name)
  const within = reactions.filter(({ when }) => when === 'within').map(({ name }) => name)
  expect(named.toSorted()).toEqual(within.toSorted())
  expect(page.split('\n').length).toBeLessThan(150)
})

test('docs/API.md tells every code of a problem with its status', () => {
  const rows = [...read('docs/API.md').matchAll(/^\| ([\d, ]+) \| (.+) \|$/gm)]
  const told = rows.flatMap(([, statuses = '', text = '']) =>
    [...text.matchAll(/`([a-z-]+)`/g)].map(([, code = '']) => [code, statuses] as const),
  )
  for (const [code, status] of Object.entries(PROBLEMS)) {
    expect(told.find(([name]) => name === code)?.[1], code).toContain(String(status))
  }
})

test('every link inside the tree leads somewhere', () => {
  for (const page of pages) {
    for (const [, target = ''] of read(page).matchAll(/\]\((?!https?:|mailto:)([^)#\s]+)/g)) {
      expect(existsSync(path.join(root, path.dirname(page), target)), `${page} → ${target}`).toBe(true)
    }
  }
})

test('README.md tells how to clone and start, in two commands [S4.T6]', () => {
  expect(read('README.md')).toMatch(/```sh\ngit clone .+ fixbay && cd fixbay\nnpm start\n```/)
})

test('every npm command in these pages exists', () => {
  const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> }
  const own = new Set([...Object.keys(scripts), 'ci', 'install'])
  for (const page of pages) {
    const code = [...read(page).matchAll(/```[\s\S]*?```|`[^`\n]+`/g)].join('\n')
    for (const [, name = ''] of code.matchAll(/\bnpm (?:run )?([a-z][a-z:]*)/g))
      expect(own.has(name), `${page}: npm ${name}`).toBe(true)
  }
})
