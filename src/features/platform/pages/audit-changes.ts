import type { Right } from '../../../kit/access/rights.ts'

/** One thing that an act changed or said: what it is called, what it was, what it is. */
export interface Change {
  field: string
  before?: Shown
  after?: Shown
}

/** A value of the log as a person reads it; the page has the words. */
export type Shown =
  | { as: 'money'; amount: number; currency: string }
  | { as: 'percent'; ppm: number }
  | { as: 'instant'; at: string }
  | { as: 'date'; date: string }
  | { as: 'number'; number: number }
  /** One of the program's own words. */
  | { as: 'word'; word: string; of: WordsOf }
  | { as: 'list'; words: string[]; of: WordsOf }
  | { as: 'text'; text: string }

export type WordsOf = 'values' | 'roles' | 'rights' | 'names' | 'stages'

type Side = Record<string, unknown> | null

// What an event of this type means by `from` and `to`.
const MOVED: Readonly<Record<string, string>> = {
  'service.repriced': 'price',
  'order.moved': 'stage',
  'person.edited': 'roles',
  'tax_rate.edited': 'ratePpm',
}
const MONEY = new Set(['price', 'amount', 'total'])
const LISTS: Readonly<Record<string, WordsOf>> = {
  roles: 'roles',
  rights: 'rights',
  added: 'rights',
  removed: 'rights',
  fields: 'names',
}

/**
 * What an act changed, from what was written of it: only what differs, in the order in which it was written. Ids of other
 * records say nothing to a reader and are left out; the file (CSV) has them.
 */
export function changesOf(action: string, before: unknown, after: unknown): Change[] {
  const [was, is] = [sideOf(action, before), sideOf(action, after)]
  const currency = textOf(is?.['currency']) ?? textOf(was?.['currency'])
  const fields = [...new Set([...Object.keys(was ?? {}), ...Object.keys(is ?? {})])]
  return fields.flatMap((field) => {
    if (field === 'currency' || (was && is && same(was[field], is[field]))) return []
    const one = was && field in was ? shownOf(field, was[field], currency) : undefined
    const other = is && field in is ? shownOf(field, is[field], currency) : undefined
    if (!one && !other) return []
    return [{ field, ...(one ? { before: one } : {}), ...(other ? { after: other } : {}) }]
  })
}

function sideOf(action: string, side: unknown): Side {
  if (typeof side !== 'object' || side === null) return null
  const moved = MOVED[action] ?? 'value'
  return Object.fromEntries(
    Object.entries(side).map(([field, value]) => [
      field === 'from' || field === 'to' ? moved : field,
      value as unknown,
    ]),
  )
}

const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined)
const same = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other)

const ID = /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/
const INSTANT = /^\d{4}-\d{2}-\d{2}T[\d:.]+(?:Z|[+-]\d{2}:\d{2})$/
const DATE = /^\d{4}-\d{2}-\d{2}$/

function shownOf(field: string, value: unknown, currency: string | undefined): Shown | undefined {
  if (value === null) return { as: 'word', word: 'none', of: 'values' }
  if (typeof value === 'boolean') return { as: 'word', word: String(value), of: 'values' }
  if (typeof value === 'number') return numberShown(field, value, currency)
  if (typeof value === 'string') return textShown(field, value)
  if (Array.isArray(value)) {
    const words = value.map(String).filter((word) => !ID.test(word))
    if (words.length === 0 && value.length > 0) return undefined
    return { as: 'list', words, of: LISTS[field] ?? 'values' }
  }
  if (typeof value !== 'object') return undefined
  // What was chosen by several ways: those that were chosen.
  const chosen = Object.entries(value).flatMap(([name, wanted]) => (wanted === true ? [name] : []))
  return { as: 'list', words: chosen, of: 'values' }
}

function numberShown(field: string, value: number, currency: string | undefined): Shown {
  if (currency && MONEY.has(field)) return { as: 'money', amount: value, currency }
  if (field === 'ratePpm') return { as: 'percent', ppm: value }
  return { as: 'number', number: value }
}

function textShown(field: string, value: string): Shown | undefined {
  if (ID.test(value)) return undefined
  if (INSTANT.test(value)) return { as: 'instant', at: value }
  if (DATE.test(value)) return { as: 'date', date: value }
  if (field === 'role' || field === 'instead') return { as: 'word', word: value, of: 'roles' }
  if (field === 'stage') return { as: 'word', word: value, of: 'stages' }
  if (FREE.has(field)) return { as: 'text', text: value }
  return { as: 'word', word: value, of: 'values' }
}

// Written by people: never taken for a word of the program.
const FREE = new Set(['name', 'reason', 'place', 'email', 'phone', 'number'])

/** A right without its narrowing, and whether it is narrowed to one's own. */
export function rightParts(right: string): { name: Right; own: boolean } {
  const own = right.endsWith(':own')
  return { name: (own ? right.slice(0, -4) : right) as Right, own }
}
