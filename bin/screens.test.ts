import { matchRoutes } from 'react-router'
import type { RouteConfigEntry } from '@react-router/dev/routes'
import { expect, test } from 'vitest'
import { screens, withoutPicture } from '../e2e/screens-list.ts'
import routes from '../src/routes.ts'

/** The addresses of all pages, without `fa?`; what answers no page ends with `.ts`. */
function pagesOf(entries: readonly RouteConfigEntry[], above = ''): string[] {
  return entries.flatMap(({ path = '', file, children }) => {
    const here = [above, path === 'fa?' ? '' : path].filter(Boolean).join('/')
    if (children) return pagesOf(children, here)
    return file.endsWith('.tsx') ? [here] : []
  })
}

const pages = pagesOf(routes)
const matchable = pages.map((path) => ({ id: path, path: `/${path}` }))

/** The page that a screen shows. */
function pageOf(path: string): string | undefined {
  return matchRoutes(matchable, path.replace(':id', 'some-id').split('?')[0] ?? '')
    ?.at(-1)
    ?.route.path.slice(1)
}

test('every page has a picture, or stands among those without with its reason', () => {
  const shown = new Set(screens.map(({ path }) => pageOf(path)))
  const missing = pages.filter((page) => !shown.has(page) && !(page in withoutPicture))
  expect(missing, 'add them to e2e/screens-list.ts').toEqual([])
})

test('no picture is of a page that does not exist, but for the one of the page that says so', () => {
  expect(screens.filter(({ path }) => pageOf(path) === undefined).map(({ name }) => name)).toEqual([
    'not-found',
  ])
  expect(Object.keys(withoutPicture).filter((page) => !pages.includes(page))).toEqual([])
})

test('names are there once, and an id is found where a path asks for one', () => {
  const names = screens.map(({ name }) => name)
  expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([])
  expect(screens.filter(({ path, id }) => path.includes(':id') !== (id !== undefined))).toEqual([])
})
