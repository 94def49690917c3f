import { expect, test } from 'vitest'
import { paths } from '../../web/paths.ts'
import { illegalMove, invalid, Problem, PROBLEMS, type ProblemCode } from '../errors.ts'
import { safePath } from '../http/safe-path.ts'
import { areaOf } from './area.ts'
import { barePath, inLocale, localeOfPath, negotiateLocale } from './locale.ts'
import { calendarFor, pageVariant, readPreferences, rememberChoice } from './preferences.ts'
import { problemBody } from './problem-words.ts'
import { translator } from './translator.ts'

test.each([
  ['/', 'en', '/'],
  ['/about', 'en', '/about'],
  ['/fa', 'fa', '/'],
  ['/fa/', 'fa', '/'],
  ['/fa/about', 'fa', '/about'],
  ['/fa.data', 'fa', '.data'],
  ['/faq', 'en', '/faq'],
  ['/fast/lane', 'en', '/fast/lane'],
  ['/shops/fa', 'en', '/shops/fa'],
])('%s is a page in %s', (path, locale, bare) => {
  expect([localeOfPath(path), barePath(path)]).toEqual([locale, bare])
})

test.each([
  ['/', 'fa', '/fa'],
  ['/?a=1', 'fa', '/fa?a=1'],
  ['/fa?a=/fa/x#y', 'en', '/?a=/fa/x#y'],
  ['/fa/about?a=1', 'en', '/about?a=1'],
  ['/about#top', 'fa', '/fa/about#top'],
  ['/fa/about', 'fa', '/fa/about'],
  ['/fa', 'en', '/'],
] as const)('%s in %s is %s', (path, locale, there) => {
  expect(inLocale(path, locale)).toBe(there)
})

test.each([
  ['fa', 'fa'],
  ['fa-IR,fa;q=0.9,en-US;q=0.8', 'fa'],
  ['en-US,en;q=0.9,fa;q=0.8', 'en'],
  ['de-DE,de;q=0.9,fa;q=0.8,en;q=0.7', 'fa'],
  ['en;q=0.5, fa;q=0.9', 'fa'],
  ['fa;q=0, en', 'en'],
  ['fa;q=zwei, en;q=0.1', 'en'],
  ['EN', 'en'],
  ['de', undefined],
  ['*', undefined],
  ['', undefined],
  [undefined, undefined],
])('a browser that asks for %s gets %s', (header, locale) => {
  expect(negotiateLocale(header)).toBe(locale)
})

test('paths carry language, values and query', () => {
  expect(paths('en').shop('a b/c')).toBe('/shops/a%20b%2Fc')
  expect(paths('fa').book('x', { service: ['1', '2'], from: undefined })).toBe(
    '/fa/shops/x/book?service=1&service=2',
  )
  expect(paths('fa').home()).toBe('/fa')
  expect(paths('en').signIn('/desk/x?a=1')).toBe('/sign-in?to=%2Fdesk%2Fx%3Fa%3D1')
  expect(paths('fa').home({ near: '35.7,51.4' })).toBe('/fa?near=35.7%2C51.4')
})

test('staff pages are areas of their own', () => {
  for (const path of ['/desk/x', '/fa/desk/x/board', '/desk/settings', '/fa/dev/ui'])
    expect(areaOf(path)).toBe('desk')
  for (const path of ['/me', '/me/repairs/1', '/fa/track/desk']) expect(areaOf(path)).toBe('follow')
  for (const path of ['/me/repairs/1/time', '/fa/track/desk/time']) expect(areaOf(path)).toBe('time')
  for (const path of ['/platform', '/platform.data', '/fa/desk/x/settings/hours', '/desk/x/audit.csv'])
    expect(areaOf(path)).toBe('office')
  for (const path of ['/', '/fa', '/desks', '/shops/desk', '/tracks']) expect(areaOf(path)).toBe('public')
})

test('only a path of this site is come back to', () => {
  for (const path of ['/', '/fa/me?a=1#b', '/desk/x']) expect(safePath(path, '/')).toBe(path)
  for (const path of [
    '//x.example',
    '/\\x.example',
    'https://x.example',
    'x',
    '',
    '/a\nb',
    '/a\\b',
    '/ a',
    `/${'a'.repeat(3000)}`,
    null,
  ]) {
    expect(safePath(path, '/home')).toBe('/home')
  }
})

test('choices are read from cookies, and only known ones are kept', () => {
  expect(readPreferences('a=b; locale=fa; calendar=gregory;theme=dark')).toEqual({
    locale: 'fa',
    calendar: 'gregory',
    theme: 'dark',
  })
  expect(readPreferences('locale=de; calendar=; theme=<script>')).toEqual({
    locale: undefined,
    calendar: undefined,
    theme: 'system',
  })
  expect(readPreferences('xlocale=fa; mytheme=dark')).toMatchObject({ locale: undefined, theme: 'system' })
  expect(calendarFor('fa', undefined)).toBe('persian')
  expect(calendarFor('fa', 'gregory')).toBe('gregory')
  expect(rememberChoice('theme', 'dark', true)).toBe(
    'theme=dark; Path=/; Max-Age=31536000; SameSite=Lax; HttpOnly; Secure',
  )
  for (const [name, value] of [
    ['theme', 'x'],
    ['session', 'x'],
    ['toString', 'x'],
    ['locale', 'fa; Domain=x'],
  ] as const) {
    expect(rememberChoice(name, value, false)).toBeNull()
  }
})

test('what cookies change on a public page is in its variant', () => {
  const variants = ['', 'theme=dark', 'theme=light', 'calendar=persian'].map((cookies) =>
    pageVariant(cookies, 'en'),
  )
  expect(new Set(variants).size).toBe(4)
  expect(pageVariant('session=abc; other=1', 'en')).toBe(pageVariant('', 'en'))
  expect(pageVariant('calendar=persian', 'fa')).toBe(pageVariant('', 'fa'))
})

test('numbers and plurals follow the language', () => {
  expect(translator('en', 'errors')('fields.lengthMax', { limit: 1 })).toBe('At most one character, please.')
  expect(translator('fa', 'errors')('fields.numberMax', { limit: 2500 })).toBe('باید ۲٬۵۰۰ یا کمتر باشد.')
})

test('every problem code has a title and a detail in both languages', () => {
  for (const locale of ['en', 'fa'] as const) {
    for (const code of Object.keys(PROBLEMS) as ProblemCode[]) {
      const { title, detail, status, type } = problemBody(new Problem(code, { retryAfterSeconds: 5 }), locale)
      expect([title, detail].every((words) => words.length > 3 && !words.includes('errors.'))).toBe(true)
      expect([status, type]).toEqual([PROBLEMS[code], `urn:fixbay:problem:${code}`])
    }
  }
})

test('a refusal by a rule says which rule, with its values', () => {
  const late = illegalMove('too_late_to_cancel', { allowed: [] }, { minutes: 1440 })
  expect(problemBody(late, 'en')).toMatchObject({
    code: 'illegal-move',
    reason: 'too_late_to_cancel',
    allowed: [],
    detail: expect.stringContaining('24 hr of notice') as string,
  })
  expect(problemBody(late, 'fa').detail).toContain('۲۴ ساعت')
})

test('a wrong field is told by its pointer', () => {
  expect(problemBody(invalid('/year', 'modelYear', { limit: 2027 }), 'en').errors).toEqual([
    { pointer: '/year', message: 'Please enter the model year, up to 2027.' },
  ])
})

test('a missing word fails where it is asked for, instead of showing its key', () => {
  expect(() => problemBody(illegalMove('no_such_reason'), 'en')).toThrow('MISSING_MESSAGE')
  expect(() => translator('en', 'errors')('titles.nope' as 'titles.invalid')).toThrow('MISSING_MESSAGE')
})
