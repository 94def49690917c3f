import { readFileSync, readdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { root } from './folders.ts'

// `npm run requirements`: writes into docs/requirements.md which tests show each requirement. The ids and their texts
// stand in that file; a test names the ids that it shows in square brackets in its title.

/** A test title that names requirements, without its ids. */
export interface ShownBy {
  /** From the checkout, with forward slashes. */
  file: string
  title: string
  ids: string[]
}

const document = 'docs/requirements.md'
const folders = ['src', 'bin', 'db', 'e2e', 'bench']
const row = /^\| (S[0-4]\.[\w.]+) \| (.+?) \| .* \|$/gm
const id = /\[(S[0-4]\.[^\]\s]*)\]/g
// A string on one line that holds an id: titles are written so, also those of test.each.
const title = /(['"`])((?:\\.|(?!\1).)*\[S[0-4]\.(?:\\.|(?!\1).)*)\1/g

/** The titles of one test file that name requirements. A skipped test shows nothing. */
export function titlesIn(file: string, source: string): ShownBy[] {
  return source.split('\n').flatMap((line) => {
    if (/\.(?:skip|todo)\b/.test(line)) return []
    return [...line.matchAll(title)].map(([, , text = '']) => ({
      file,
      title: text
        .replaceAll(id, '')
        .replaceAll(/\\(['"`])/g, '$1')
        .replaceAll(/\s+/g, ' ')
        .trim(),
      ids: [...new Set([...text.matchAll(id)].map(([, name = '']) => name))],
    }))
  })
}

/** Every such title of the checkout, in the order of the files. */
export function readTitles(): ShownBy[] {
  return folders.flatMap((folder) => {
    const files = readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
    const tests = files.map((file) => path.posix.join(folder, file.replaceAll(path.sep, '/')))
    return tests
      .filter((file) => /\.test\.tsx?$/.test(file))
      .toSorted()
      .flatMap((file) => titlesIn(file, readFileSync(path.join(root, file), 'utf8')))
  })
}

/** What is wrong with the ids that tests name, one line each: unknown ones, and groups whose parts are meant. */
export function idFaults(text: string, titles: readonly ShownBy[]): string[] {
  const known = [...text.matchAll(row)].map(([, name = '']) => name)
  const twice = known.filter((name, index) => known.indexOf(name) !== index)
  return [
    ...twice.map((name) => `${document} lists ${name} twice`),
    ...titles.flatMap(({ file, ids }) =>
      ids.filter((name) => !known.includes(name)).map((name) => `${file}: ${unknown(name, known)}`),
    ),
  ]
}

function unknown(name: string, known: readonly string[]): string {
  const parts = known.filter((one) => one.startsWith(name) && /^[a-z]\d?$/.test(one.slice(name.length)))
  if (parts.length > 0) return `${name} has parts; name those that the test shows: ${parts.join(' ')}`
  return `${name} is no requirement`
}

/** The document with the tests of each requirement, and the sum at its top. */
export function fillTable(text: string, titles: readonly ShownBy[]): string {
  let all = 0
  let shown = 0
  const filled = text.replaceAll(row, (_line, name: string, what: string) => {
    const tests = titles.filter(({ ids }) => ids.includes(name))
    all += 1
    if (tests.length > 0) shown += 1
    return `| ${name} | ${what} | ${tests.length > 0 ? tests.map(link).join('<br>') : 'not yet'} |`
  })
  return filled.replace(
    /^\d+ of \d+ requirements have a test\.$/m,
    `${shown} of ${all} requirements have a test.`,
  )
}

function link({ file, title: text }: ShownBy): string {
  return `[${text.replaceAll(/[[\]|\\]/g, '\\$&')}](../${file})`
}

if (import.meta.main) {
  const file = path.join(root, document)
  const before = readFileSync(file, 'utf8')
  const titles = readTitles()
  const faults = idFaults(before, titles)
  for (const fault of faults) console.error(fault)
  const after = fillTable(before, titles)
  if (faults.length > 0) process.exitCode = 1
  else if (after !== before) writeFileSync(file, after)
  console.log(/^\d+ of .*$/m.exec(after)?.[0] ?? `${document} has no line for the sum`)
}
