import { routes } from '../../../features/routes.ts'
import { PHOTO } from './photo.ts'
import { actingRows } from './rows-acting.ts'
import { apiRows } from './rows-api.ts'
import { paramsOf } from './params.ts'
import { ROLES, type Role } from './grid.ts'
import type { Records } from './records.ts'
import type { Row } from './rows.ts'
import { WHOSE, type Whose, type World } from './world.ts'
import { pageRows } from './rows-pages.ts'
import { exportRows } from './rows-export.ts'
import { keyRows } from './rows-keys.ts'
import { platformApiRows, platformPageRows } from './rows-platform.ts'
import { householdRows } from './rows-household.ts'
import { unsubscribeRows } from './rows-unsubscribe.ts'
import { organisationRows } from './rows-organisation.ts'
import { privacyRows } from './rows-privacy.ts'
import { roleRows } from './rows-roles.ts'
import { UNSAFE_decodeViaTurboStream as decode } from 'react-router'

/** The whole table. */
export const rows: readonly Row[] = [
  ...apiRows,
  ...pageRows,
  ...householdRows,
  ...unsubscribeRows,
  ...organisationRows,
  ...privacyRows,
  ...exportRows,
  ...keyRows,
  ...roleRows,
  ...platformApiRows,
  ...platformPageRows,
  ...actingRows,
]

export interface Case {
  row: Row
  role: Role
  whose: Whose
}

/** Every case of a row. A row without a record is the same for one's own and another's. */
export function casesOf(row: Row): Case[] {
  return (row.who.over ?? WHOSE).flatMap((whose) => ROLES.map((role) => ({ row, role, whose })))
}

/** What one case came to, beside what the table says; undefined where both are the same. */
export async function fault(world: World, { row, role, whose }: Case): Promise<string | undefined> {
  const { result, wrote } = await world.enclosed.undone(() => ask(world, row, role, whose))
  const expected = row.who(role, whose)
  const found = outcomeOf(row, world.records[whose], result)
  const name = `${row.call}${row.as ? ` (${row.as})` : ''} · ${role} · ${whose}`
  if (found !== expected) return `${name}: expected ${expected}, got ${found} ${detailOf(found, result)}`
  const left = wrote.filter((table) => !QUIET.has(table))
  if (found !== 'ok' && left.length > 0) return `${name}: ${found}, and yet it wrote ${left.join(', ')}`
  for (const [path, sees] of Object.entries(row.shows ?? {})) {
    if (found !== 'ok') break
    const is = isShown(result.data, path)
    if (is !== sees(role, whose)) return `${name}: ${path} is ${is ? 'shown' : 'hidden'}`
  }
  return undefined
}

// What a refused call may write: that it was refused, that a session is used.
const QUIET = new Set(['audit', 'sessions', 'sign_in_failures', 'idempotency_keys'])

const detailOf = (found: string | number, { text }: Answer) => (found === 'ok' ? '' : text.slice(0, 300))

interface Answer {
  status: number
  location: string
  text: string
  /** JSON of a call, or what the innermost loader of a page gave. */
  data: unknown
}

async function ask(world: World, row: Row, role: Role, whose: Whose): Promise<Answer> {
  const records = world.records[whose]
  const [verb = '', path = '', act] = row.call.split(' ')
  const isPage = verb === 'page' || verb === 'form'
  const query = new URLSearchParams(row.query?.(records))
  const code = role === 'code' && !isPage ? codeOf(row, world.records.own) : undefined
  if (code && !row.codeInBody && !isPublic(row)) query.set('code', code)
  if (act !== undefined && act !== '-') query.set('do', act)
  const address = filled(path, paramsOf(row, records))
  const url = `${isPage && !row.whole ? dataAddress(address) : address}${query.size > 0 ? `?${query}` : ''}`
  const typed = row.bodyOf?.(records, role) ?? row.body
  const given = row.filledIn ? { ...(await formOn(world, row, records, path)), ...(typed as object) } : typed
  const body = code && row.codeInBody ? { ...(given as object), code } : given
  const answer = await world.app.app.inject({
    method: verb === 'page' ? 'GET' : verb === 'form' ? 'POST' : (verb as 'GET'),
    url,
    headers: { ...(row.byKey ? world.key : await world.headers(role)), ...typeOf(verb, row) },
    ...payloadOf(verb, row, body),
    ...(row.streams ? { payloadAsStream: true } : {}),
  })
  if (row.streams) {
    answer.stream().destroy()
    return { status: answer.statusCode, location: '', text: '', data: undefined }
  }
  return read(answer, isPage)
}

function typeOf(verb: string, row: Row): Record<string, string> {
  if (row.photo) return PHOTO.headers
  return verb === 'form' ? { 'content-type': 'application/x-www-form-urlencoded' } : (row.headers ?? {})
}

function payloadOf(verb: string, row: Row, body: unknown): { payload?: string | object } {
  if (row.photo) return { payload: PHOTO.payload }
  if (verb === 'form') return { payload: formOf(body) }
  return body === undefined ? {} : { payload: body as object }
}

/** Only calls that are not for everybody look at a code; to the others an unknown field is an error. */
const isPublic = ({ call }: Row) =>
  !routes.some((route) => route.access !== 'public' && call === `${route.method} ${route.path}`)

const dataAddress = (address: string) => (address === '/' ? '/_.data' : `${address}.data`)

function codeOf(row: Row, { orders, visits }: Records): string {
  return row.call.includes('/api/appointment/')
    ? visits[row.visit ?? 'coming'].code
    : orders[row.order ?? 'working'].code
}

function filled(path: string, params: Record<string, string>): string {
  return path.replaceAll(/\{(\w+)\}|:(\w+)/g, (whole, a: string | undefined, b: string | undefined) => {
    const value = params[a ?? b ?? '']
    if (value === undefined) throw new Error(`${whole} of ${path} has no value: give the row params`)
    return encodeURIComponent(value)
  })
}

/** What stands in a form before anything is typed: the page's own values. */
async function formOn(
  world: World,
  row: Row,
  records: Records,
  path: string,
): Promise<Record<string, string>> {
  const url = dataAddress(filled(path, paramsOf(row, records)))
  const page = await world.app.app.inject({ url, headers: await world.headers('super_admin') })
  const { data } = await read(page, true)
  const values = (data as Record<string, Record<string, unknown>>)[row.filledIn ?? ''] ?? {}
  const shown = Object.entries(values).filter(([, value]) => value !== false)
  return Object.fromEntries(
    shown.map(([name, value]) => [name, Array.isArray(value) ? value : textOf(value)]),
  ) as Record<string, string>
}

const textOf = (value: unknown): string => (value === null || value === undefined ? '' : `${value as string}`)

function formOf(body: unknown): string {
  const pairs = Object.entries((body ?? {}) as Record<string, string | string[]>)
  const form = new URLSearchParams()
  for (const [name, value] of pairs) for (const one of [value].flat()) form.append(name, one)
  return form.toString()
}

async function read(
  answer: { statusCode: number; headers: Record<string, unknown>; body: string },
  isPage: boolean,
): Promise<Answer> {
  const { statusCode: status, headers, body: text } = answer
  const location = typeof headers['location'] === 'string' ? headers['location'] : ''
  if (isPage && String(headers['content-type']).startsWith('text/x-script')) return readPage(status, text)
  const isJson = /\bjson\b/.test(String(headers['content-type']))
  return { status, location, text, data: isJson && text ? JSON.parse(text) : undefined }
}

type Loaded = Record<string, { data?: unknown; error?: unknown } | undefined>

/** A page as its data: no drawing, and the status of loader or action alone. */
async function readPage(status: number, text: string): Promise<Answer> {
  const redirect = text.startsWith('[["SingleFetchRedirect"')
  if (redirect)
    return { status: 302, location: /"redirect","([^"]*)"/.exec(text)?.[1] ?? '', text, data: undefined }
  const stream = new Blob([text]).stream() as ReadableStream<Uint8Array>
  const { value, done } = await decode(stream, globalThis as unknown as Window)
  await done
  const innermost = Object.values(value as Loaded).at(-1)
  return { status, location: '', text, data: innermost?.data }
}

function outcomeOf(row: Row, records: Records, { status, location, text }: Answer): string | number {
  if (status >= 300 && status < 400) return /^(?:\/fa)?\/sign-in/.test(location) ? 401 : 'ok'
  if (status >= 200 && status < 300) return !row.finds || text.includes(row.finds(records)) ? 'ok' : 'hidden'
  if (status === 401 || status === 403 || status === 404 || status === 409) return status
  return status === 400 || status === 422 ? 'wrong' : `status ${status}`
}

/** Whether something stands at a path of an answer: `may.edit`, `panel.may.cancel`. Nothing, no and none are not shown. */
function isShown(data: unknown, path: string): boolean {
  let value: unknown = data
  for (const name of path.split('.')) value = (value as Record<string, unknown> | undefined | null)?.[name]
  return Array.isArray(value) ? value.length > 0 : Boolean(value)
}
