import { readFileSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { brotliCompressSync } from 'node:zlib'
import type { RouteConfigEntry } from '@react-router/dev/routes'
import { expect, test } from 'vitest'
import { root } from '../bin/folders.ts'
import { type Area, areaOf, keepsDocument } from '../src/kit/i18n/area.ts'
import routes from '../src/routes.ts'
import { ensureBuilt } from './support/fixbay.ts'

// The weights of look.md, on the built files: compressed, fonts, pictures and markup not counted. What public pages
// weigh with their markup, as they are sent, says sent-weights.test.ts.
const BUDGET = {
  plain: 60_000,
  public: 160_000,
  follow: 160_000,
  time: 160_000,
  desk: 250_000,
  office: 250_000,
} as const

ensureBuilt()
const client = path.join(root, 'build', 'client')

interface BuiltRoute {
  module: string
  imports: string[]
  css: string[]
}

interface Manifest {
  entry: BuiltRoute
  routes: Record<string, BuiltRoute>
}

const manifest = readManifest()

function readManifest(): Manifest {
  const file = readdirSync(path.join(client, 'assets')).find((name) => /^manifest-.*\.js$/.test(name)) ?? ''
  const text = readFileSync(path.join(client, 'assets', file), 'utf8')
  return JSON.parse(text.slice(text.indexOf('{'), text.lastIndexOf('}') + 1)) as Manifest
}

const weights = new Map<string, number>()

/** The compressed bytes of a built file. */
function weigh(file: string): number {
  let weight = weights.get(file)
  if (weight === undefined) {
    weight = brotliCompressSync(readFileSync(path.join(client, file))).length
    weights.set(file, weight)
  }
  return weight
}

const sum = (files: Iterable<string>): number =>
  [...new Set(files)].reduce((total, file) => total + weigh(file), 0)

/** The words of an area and what they import. */
function wordsOf(area: Area): string[] {
  const file =
    readdirSync(path.join(client, 'assets')).find(
      (name) => name.startsWith(`${area}.fa-`) && name.endsWith('.js'),
    ) ?? ''
  const text = readFileSync(path.join(client, 'assets', file), 'utf8')
  const imported = [...text.matchAll(/from\s*["']\.\/([^"']+)["']/g)].map(([, name = '']) => `assets/${name}`)
  return [`assets/${file}`, ...imported]
}

const style = readdirSync(path.join(client, 'assets'))
  .filter((name) => /^theme-.*\.css$/.test(name))
  .map((name) => `assets/${name}`)

interface Page {
  address: string
  kind: keyof typeof BUDGET
  /** Route ids from the root to the page. */
  ids: string[]
}

/** Every page of the program; those that only answer data have no weight. */
function pages(): Page[] {
  const found: Page[] = []
  const visit = (entries: readonly RouteConfigEntry[], above: string, ids: readonly string[]): void => {
    for (const { file, path: part, children } of entries) {
      const address = part && part !== 'fa?' ? `${above}/${part}` : above
      const own = [...ids, file.replace(/\.tsx?$/, '')]
      if (children) visit(children, address, own)
      // What only developers see has no budget.
      else if (file.endsWith('.tsx') && !address.startsWith('/dev/'))
        found.push({ address: address || '/', kind: kindOf(address, file), ids: own })
    }
  }
  visit(routes, '', ['root'])
  return found
}

function kindOf(address: string, file: string): Page['kind'] {
  const source = readFileSync(path.join(root, 'src', file), 'utf8')
  if (/export const handle\b[^\n]*noScripts: true/.test(source)) return 'plain'
  return areaOf(address || '/')
}

function weightOf({ kind, ids }: Page): number {
  const built = ids.map((id) => manifest.routes[id] ?? { module: '', imports: [], css: [] })
  const css = [...style, ...built.flatMap((route) => route.css), ...manifest.entry.css]
  const scripts = [manifest.entry, ...built]
    .flatMap(({ module, imports }) => [module, ...imports])
    .filter(Boolean)
  if (kind === 'plain') return sum([...css, ...built.flatMap(({ module }) => smallScriptsOf(module))])
  const words = wordsOf(kind)
  return keepsDocument(kind) ? sum([...scripts, ...words]) : sum([...css, ...scripts, ...words])
}

/** The small scripts that a page without React loads: it names them by their address (`?worker&url`). */
function smallScriptsOf(module: string): string[] {
  if (!module) return []
  const text = readFileSync(path.join(client, module), 'utf8')
  return [...text.matchAll(/["'`](\/assets\/[\w.-]+\.js)["'`]/g)].map(([, file = '']) => file)
}

test.each(pages().map((page) => [page.address, page] as const))('%s keeps its weight', (_address, page) => {
  expect(Object.keys(manifest.routes)).toEqual(expect.arrayContaining(page.ids))
  const weight = weightOf(page)
  expect(weight).toBeGreaterThan(5_000)
  expect(weight).toBeLessThanOrEqual(BUDGET[page.kind])
})

test('no server code reaches the browser', () => {
  // A component that takes a value from a file which reaches the database drags all of it along.
  const marks = /ZodString|\.selectFrom\(|\.insertInto\(|node:(?:crypto|fs|http)/
  const assets = readdirSync(path.join(client, 'assets')).filter((name) => name.endsWith('.js'))
  expect(
    assets.filter((name) => marks.test(readFileSync(path.join(client, 'assets', name), 'utf8'))),
  ).toEqual([])
})

test('React Aria stays out of public pages', () => {
  const aria = (file: string) => readFileSync(path.join(client, file), 'utf8').includes('react-aria')
  const heavy = pages()
    .filter(({ kind }) => kind === 'plain' || !keepsDocument(kind))
    .filter(({ ids }) =>
      ids.some((id) =>
        [manifest.routes[id]?.module ?? '', ...(manifest.routes[id]?.imports ?? [])]
          .filter(Boolean)
          .some(aria),
      ),
    )
  expect(heavy.map(({ address }) => address)).toEqual([])
})
