import { IntlMessageFormat } from 'intl-messageformat'

/** A file of words: texts, or groups of them. */
export interface Words {
  [key: string]: string | Words
}

/** Persian texts that rightly have no Persian letter: another language's own name, codes. */
const LATIN_IN_PERSIAN = new Set([
  'common.language.en',
  'papers.imei',
  'ui.otherLanguage',
  'ui.otherLanguageCode',
])

/** What is wrong between the English and the Persian words of a namespace; empty when all is well. */
export function catalogueFaults(namespace: string, english: Words, persian: Words): string[] {
  const en = flatten(english, namespace)
  const fa = flatten(persian, namespace)
  return [
    ...[...en.keys()].filter((key) => !fa.has(key)).map((key) => `${key}: not in Persian`),
    ...[...fa.keys()].filter((key) => !en.has(key)).map((key) => `${key}: not in English`),
    ...[...en].flatMap(([key, text]) => messageFaults(key, text, 'en')),
    ...[...fa].flatMap(([key, text]) => [
      ...messageFaults(key, text, 'fa'),
      ...persianFaults(key, text, en.get(key) ?? ''),
    ]),
    ...[...en].flatMap(([key, text]) => argumentFaults(key, text, fa.get(key))),
  ]
}

function flatten(words: Words, prefix: string): Map<string, string> {
  const entries = Object.entries(words).flatMap(([key, value]): [string, string][] =>
    typeof value === 'string' ? [[`${prefix}.${key}`, value]] : [...flatten(value, `${prefix}.${key}`)],
  )
  return new Map(entries)
}

function messageFaults(key: string, text: string, locale: string): string[] {
  if (text.trim() === '') return [`${key}: empty in ${locale}`]
  try {
    parse(text, locale)
    return []
  } catch (error) {
    return [`${key}: not valid ICU in ${locale} (${error instanceof Error ? error.message : String(error)})`]
  }
}

function persianFaults(key: string, text: string, english: string): string[] {
  const faults = []
  const letters = literals(text, 'fa')
  const mayBeLatin = LATIN_IN_PERSIAN.has(key) || !/\p{L}{2}/u.test(literals(english, 'en'))
  if (!mayBeLatin && !/[\u0600-\u06ff]/.test(letters)) faults.push(`${key}: no Persian in "${text}"`)
  if (/[\u064a\u0649\u0643]/.test(text)) faults.push(`${key}: Arabic ye or kaf`)
  if (/[\u0660-\u0669]/.test(text)) faults.push(`${key}: Arabic digits, not Persian`)
  if (/(?:^|[^\p{L}\u200c])ن?می(?:\s|$)/u.test(letters))
    faults.push(`${key}: a space after می, where a half-space belongs`)
  if (/\p{L}\sها(?:ی|یی)?(?![\p{L}\u200c])/u.test(letters))
    faults.push(`${key}: a space before ها, where a half-space belongs`)
  return faults
}

function argumentFaults(key: string, english: string, persian: string | undefined): string[] {
  if (persian === undefined) return []
  try {
    const en = argumentsOf(parse(english, 'en'))
    const fa = argumentsOf(parse(persian, 'fa'))
    return en.join() === fa.join()
      ? []
      : [`${key}: takes ${en.join(' ') || 'nothing'} in English, ${fa.join(' ') || 'nothing'} in Persian`]
  } catch {
    return []
  }
}

export type Part = ReturnType<IntlMessageFormat['getAst']>[number]

/** The parts of a message; throws where it is not ICU. */
export const parse = (text: string, locale: string): Part[] => new IntlMessageFormat(text, locale).getAst()

/** The names that a message takes, each once; of a choice its cases too, of a plural not (languages differ there). */
export function argumentsOf(parts: readonly Part[]): string[] {
  const found = new Set<string>()
  for (const part of walk(parts)) {
    if (part.type === KIND.select)
      found.add(`${part.value}(${Object.keys(part.options).toSorted().join('|')})`)
    else if (part.type === KIND.tag) found.add(`<${part.value}>`)
    else if (part.type !== KIND.literal && part.type !== KIND.pound) found.add(part.value)
  }
  return [...found].toSorted()
}

function* walk(parts: readonly Part[]): Generator<Part> {
  for (const part of parts) {
    yield part
    if (part.type === KIND.tag) yield* walk(part.children)
    if (part.type === KIND.select || part.type === KIND.plural) {
      for (const option of Object.values(part.options)) yield* walk(option.value)
    }
  }
}

function literals(text: string, locale: string): string {
  try {
    const parts = [...walk(parse(text, locale))]
    return parts.map((part) => (part.type === KIND.literal ? part.value : ' ')).join('')
  } catch {
    return text
  }
}

/** The kinds of part that ICU messages are made of, as the parser numbers them. */
const KIND = { literal: 0, select: 5, plural: 6, pound: 7, tag: 8 } as const
