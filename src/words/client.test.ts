import { readdirSync, readFileSync } from 'node:fs'
import type { RouteConfigEntry } from '@react-router/dev/routes'
import { expect, test } from 'vitest'
import { type Area, AREAS, areaOf } from '../kit/i18n/area.ts'
import { importsOf, readSources } from '../kit/testing/guards/sources.ts'
import routes from '../routes.ts'

const sources = readSources('src')
const namespaces = readdirSync(new URL('en', import.meta.url)).map((file) => file.replace('.json', ''))

/** The route files of each area that run in the browser, with the files of their layouts. */
function filesOf(area: Area): Set<string> {
  const found = new Set(['src/root.tsx'])
  const visit = (entries: readonly RouteConfigEntry[], path: string, above: readonly string[]): void => {
    for (const entry of entries) {
      const here = entry.path ? `${path}/${entry.path.replace(/^fa\?$/, '')}`.replace(/\/+/g, '/') : path
      const files = [...above, `src/${entry.file}`]
      if (entry.children) visit(entry.children, here, files)
      else if (areaOf(here) === area && !isPlain(sources.get(`src/${entry.file}`) ?? ''))
        for (const file of files) found.add(file)
    }
  }
  visit(routes, '', [])
  return found
}

const isPlain = (source: string): boolean => /export const handle\b[^\n]*noScripts: true/.test(source)

/** The namespaces that components reachable from these files ask for. */
function namespacesOf(files: Iterable<string>): Set<string> {
  const seen = new Set<string>()
  const asked = new Set<string>()
  const visit = (file: string): void => {
    const text = sources.get(file)
    if (text === undefined || seen.has(file)) return
    seen.add(file)
    for (const [, name = ''] of text.matchAll(/useTranslations\('([\w-]+)/g)) asked.add(name)
    for (const next of importsOf(file, text)) visit(next)
  }
  for (const file of files) visit(file)
  return asked
}

/** The namespaces of an area's file for the browser, by its glob. */
function sentTo(area: Area, locale: string): string[] {
  const text = readFileSync(new URL(`client/${area}.${locale}.ts`, import.meta.url), 'utf8')
  const listed = /\{([\w,-]+)\}\.json/.exec(text)?.[1]?.split(',') ?? []
  return text.includes('!../') ? namespaces.filter((name) => !listed.includes(name)) : listed
}

test.each(AREAS)('the words of the %s area hold all that its pages ask for', (area) => {
  const asked = [...namespacesOf(filesOf(area))]
  expect(asked).toContain('errorPages')
  expect(asked.filter((name) => !sentTo(area, 'en').includes(name))).toEqual([])
})

test.each(AREAS)('the %s area sends the same namespaces in both languages', (area) => {
  expect(sentTo(area, 'fa')).toEqual(sentTo(area, 'en'))
  expect(sentTo(area, 'en').filter((name) => !namespaces.includes(name))).toEqual([])
})

test('words for refusals, mails, messages and papers stay on the server', () => {
  for (const area of AREAS) {
    expect(sentTo(area, 'en').filter((name) => ['errors', 'mail', 'sms', 'papers'].includes(name))).toEqual(
      [],
    )
  }
})
