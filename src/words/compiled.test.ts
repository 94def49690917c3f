import { readdirSync, readFileSync } from 'node:fs'
import compile from 'icu-minify/compile'
import format from 'icu-minify/format'
import { IntlMessageFormat } from 'intl-messageformat'
import { expect, test } from 'vitest'
import { argumentsOf, parse, type Words } from './guards/catalogue.ts'

// The server formats the texts themselves, the browser their compiled form: both must say the same, or a page changes
// its words when it hydrates.

type Value = string | number | ((chunks: unknown) => string)

const numbers = [0, 1, 2, 5, 11, 1234]
const join = (chunks: unknown) => (Array.isArray(chunks) ? chunks.join('') : String(chunks))

/** Values for every argument of a message: each number once, each case of each choice. */
function samples(text: string, locale: string): Record<string, Value>[] {
  const found = argumentsOf(parse(text, locale))
  const cases = (name: string) => /\((.*)\)$/.exec(name)?.[1]?.split('|') ?? []
  const most = Math.max(numbers.length, ...found.map((name) => cases(name).length))
  return Array.from({ length: most }, (_, at) =>
    Object.fromEntries(
      found.map((name): [string, Value] => {
        const tag = /^<(.*)>$/.exec(name)?.[1]
        if (tag) return [tag, (chunks) => `<${tag}>${join(chunks)}</${tag}>`]
        const options = cases(name)
        if (options.length > 0) return [name.replace(/\(.*$/, ''), options[at % options.length] ?? '']
        return [name, numbers[at % numbers.length] ?? 0]
      }),
    ),
  )
}

const formatters = {
  getNumberFormat: (...args: ConstructorParameters<typeof Intl.NumberFormat>) =>
    new Intl.NumberFormat(...args),
  getDateTimeFormat: (...args: ConstructorParameters<typeof Intl.DateTimeFormat>) =>
    new Intl.DateTimeFormat(...args),
  getPluralRules: (...args: ConstructorParameters<typeof Intl.PluralRules>) => new Intl.PluralRules(...args),
}

function inServer(text: string, locale: string, values: Record<string, Value>): string {
  return join(new IntlMessageFormat(text, locale).format(values))
}

function inBrowser(text: string, locale: string, values: Record<string, Value>): string {
  return join(format(compile(text), locale, values as Parameters<typeof format>[2], { formatters }))
}

function texts(words: Words, prefix: string): [key: string, text: string][] {
  return Object.entries(words).flatMap(([key, value]): [string, string][] =>
    typeof value === 'string' ? [[`${prefix}.${key}`, value]] : texts(value, `${prefix}.${key}`),
  )
}

const SERVER_ONLY = new Set(['errors', 'mail', 'papers', 'sms'])

test.each(['en', 'fa'])('the browser says what the server says, in %s', (locale) => {
  const folder = new URL(`${locale}/`, import.meta.url)
  const found = readdirSync(folder).filter((file) => !SERVER_ONLY.has(file.replace('.json', '')))
  const differing = found.flatMap((file) => {
    const words = JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as Words
    return texts(words, file.replace('.json', '')).flatMap(([key, text]) =>
      samples(text, locale)
        .filter((values) => inServer(text, locale, values) !== inBrowser(text, locale, values))
        .map((values) => `${key} ${JSON.stringify(values)}`),
    )
  })
  expect(differing).toEqual([])
})

test('a difference is seen', () => {
  const text = '{count, plural, one {# car} other {# cars}}'
  expect(samples(text, 'fa')).toHaveLength(numbers.length)
  expect(inServer(text, 'fa', { count: 1234 })).toBe('۱٬۲۳۴ cars')
  expect(inBrowser(text, 'fa', { count: 1234 })).toBe('۱٬۲۳۴ cars')
  expect(inServer(text, 'fa', { count: 1 })).not.toBe(inBrowser(text, 'en', { count: 1 }))
})
