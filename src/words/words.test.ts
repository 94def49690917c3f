import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { readSources } from '../kit/testing/guards/sources.ts'
import { catalogueFaults, type Words } from './guards/catalogue.ts'
import { literalTexts } from './guards/literal-text.ts'
import { refusalsIn } from './guards/refusals.ts'

const folder = new URL('.', import.meta.url)
const namespacesOf = (locale: string) =>
  readdirSync(new URL(locale, folder)).map((file) => file.replace('.json', ''))
const words = (locale: string, namespace: string) =>
  JSON.parse(readFileSync(new URL(`${locale}/${namespace}.json`, folder), 'utf8')) as Words

test('every namespace is there in both languages and known to the types [S4.T7]', () => {
  expect(namespacesOf('fa')).toEqual(namespacesOf('en'))
  const types = readFileSync(new URL('messages.ts', folder), 'utf8')
  expect(namespacesOf('en').filter((name) => !types.includes(`./en/${name}.json`))).toEqual([])
})

test.each(namespacesOf('en'))('%s says the same in English and in Persian [S4.T7]', (namespace) => {
  expect(catalogueFaults(namespace, words('en', namespace), words('fa', namespace))).toEqual([])
})

test.each([
  ['a key that Persian lacks', { a: 'One', b: 'Two' }, { a: 'یک' }],
  ['a key that English lacks', { a: 'One' }, { a: 'یک', b: 'دو' }],
  ['a key in another group', { a: { b: 'One' } }, { a: 'یک' }],
  ['an argument that one lacks', { a: 'Paid {amount}' }, { a: 'پرداخت شد' }],
  [
    'a choice with other cases',
    { a: '{k, select, x {One} other {Two}}' },
    { a: '{k, select, y {یک} other {دو}}' },
  ],
  ['broken ICU', { a: 'One {' }, { a: 'یک' }],
  ['a plural without other', { a: 'One' }, { a: '{n, plural, one {یک}}' }],
  ['an empty text', { a: 'One' }, { a: ' ' }],
  ['English in the Persian file', { a: 'One' }, { a: 'One' }],
  ['Arabic ye', { a: 'Car' }, { a: 'ماشيني' }],
  ['Arabic kaf', { a: 'Work' }, { a: 'كار' }],
  ['a space after می', { a: 'It is going' }, { a: 'او می رود' }],
  ['a space before ها', { a: 'Cars' }, { a: 'ماشین ها' }],
])('%s is seen', (_what, english, persian) => {
  expect(catalogueFaults('x', english as unknown as Words, persian as unknown as Words)).not.toEqual([])
})

test('good words pass', () => {
  const english = {
    a: '{n, plural, one {# car} other {# cars}} for <b>{name}</b>',
    b: '{x}',
    c: { d: 'Goes' },
  }
  const persian = {
    a: '{n, plural, other {# ماشین}} برای <b>{name}</b>',
    b: '{x}',
    c: { d: 'می‌رود، خودروها' },
  }
  expect(catalogueFaults('x', english, persian)).toEqual([])
})

// The style guide shows sample data; it is for those who build, in English.
const PAGES = /^src\/(?:web|features\/[^/]+\/pages)\/(?!.*(?:style-guide|\/dev\/)).*\.tsx$/

test('no page holds words of its own', () => {
  const found = [...readSources('src')]
    .filter(([file]) => PAGES.test(file))
    .flatMap(([file, text]) => literalTexts(file, text))
  expect(found).toEqual([])
})

test.each([
  '<p>Hello</p>',
  '<p>{"Hello there"}</p>',
  '<p>{late ? "Late" : null}</p>',
  '<p>{late && `Late by ${late}`}</p>',
  '<img alt="A car" />',
  '<input placeholder={"Name"} />',
  '<p>سلام</p>',
])('%s is seen as words in a page', (jsx) => {
  expect(literalTexts('a.tsx', `export const A = ({ late }) => ${jsx}`)).toHaveLength(1)
})

test.each([
  '<p>{t("hello")}</p>',
  '<p className="quiet">{amount} · {number}</p>',
  '<span translate="no">Fixbay</span>',
  '<p>{a ? t("b") : "–"}</p>',
])('%s holds no words', (jsx) => {
  expect(literalTexts('a.tsx', `export const A = () => ${jsx}`)).toEqual([])
})

test('every refusal that the code names has its words', () => {
  const { reasons, fields } = words('en', 'errors') as { reasons: Words; fields: Words }
  const missing = [...readSources('src')].flatMap(([file, text]) => {
    const named = refusalsIn(text)
    return [
      ...named.reasons.filter((name) => !(name in reasons)).map((name) => `${file}: errors.reasons.${name}`),
      ...named.fields.filter((name) => !(name in fields)).map((name) => `${file}: errors.fields.${name}`),
    ]
  })
  expect(missing).toEqual([])
})

test('refusals are found where they are named', () => {
  const source = `throw illegalMove('x-y', {}); throw invalid('/a', 'b'); new Problem('invalid', { reason: 'c' })
    errors: [{ pointer: '/d', key: 'e' }]; context.addIssue({ code: 'custom', params: { key: 'f' } }) // illegalMove('no')`
  expect(refusalsIn(source)).toEqual({ reasons: ['x-y', 'c'], fields: ['b', 'e', 'f'] })
})
