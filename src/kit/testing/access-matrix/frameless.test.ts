import type { RouteConfigEntry } from '@react-router/dev/routes'
import { UNSAFE_decodeViaTurboStream as decode } from 'react-router'
import { expect, test } from 'vitest'
import pages from '../../../routes.ts'
import type { Role } from './grid.ts'
import { paramsOf } from './params.ts'
import { type Case, casesOf, rows } from './run.ts'
import { makeWorld } from './world.ts'

// A page as data names the parts that it wants (`?_routes=`), and a part's loader runs whether or not its frame has
// refused. So no page may leave it to its frame to say no.
const world = await makeWorld()
const files = new Map(filesOf(pages, ''))

function filesOf(entries: readonly RouteConfigEntry[], above: string): [page: string, id: string][] {
  return entries.flatMap(({ file, id = file, path: own, children = [], index }) => {
    const address = own === undefined || own === 'fa?' ? above : `${above}/${own}`
    const below = filesOf(children, address)
    return children.length > 0 && !index ? below : [...below, [address === '' ? '/' : address, id] as const]
  }) as [string, string][]
}

type Loaded = Record<string, { data?: unknown } | undefined>

/** What the page's own loader gives where nothing around it is asked. */
async function alone({ row, role, whose }: Case): Promise<unknown> {
  const records = world.records[whose]
  const path = row.call.split(' ')[1] ?? ''
  const params = paramsOf(row, records)
  const address = path.replaceAll(/:(\w+)/g, (_whole, name: string) => encodeURIComponent(params[name] ?? ''))
  const id = files.get(path) ?? ''
  const query = new URLSearchParams({ ...row.query?.(records), _routes: id })
  const { result } = await world.enclosed.undone(async () =>
    world.app.app.inject({
      url: `${address === '/' ? '/_' : address}.data?${query}`,
      headers: await world.headers(role),
    }),
  )
  if (!String(result.headers['content-type']).startsWith('text/x-script')) return undefined
  if (result.body.startsWith('[["SingleFetchRedirect"')) return undefined
  const stream = new Blob([result.body]).stream() as ReadableStream<Uint8Array>
  const { value, done } = await decode(stream, globalThis as unknown as Window)
  await done
  return (value as Loaded)[id]?.data
}

// A 404 that explains itself in the same words to everybody.
const SAME_FOR_ALL = new Set(['page /link-over'])

const shown = rows.filter(
  (row) =>
    row.call.startsWith('page ') &&
    !SAME_FOR_ALL.has(row.call) &&
    !row.whole &&
    casesOf(row).some(({ role, whose }) => typeof row.who(role, whose) === 'number'),
)

test('every page knows its part', () => {
  expect(shown.map(({ call }) => call.split(' ')[1] ?? '').filter((path) => !files.has(path))).toEqual([])
})

// Each stands for others: a stranger, a customer, somebody with little, with their own, and one of another shop. Not the
// platform's administrators, whom a frame keeps from pages that tell no more than the grid and REST give them.
const REFUSED: readonly string[] = ['nobody', 'customer', 'analyst', 'technician', 'owner'] satisfies Role[]

// These have nothing to show to whoever may: they lead on.
const LEADS_ON = new Set(['page /welcome', 'page /me/send-verification'])

test.each(shown.map((row) => [`${row.call}${row.as ? `: ${row.as}` : ''}`, row] as const))(
  'says no by itself to whom it is refused, not by its frame: %s',
  async (_call, row) => {
    const leaks: string[] = []
    const cases = casesOf(row)
    for (const one of cases) {
      const expected = row.who(one.role, one.whose)
      if (typeof expected !== 'number' || !REFUSED.includes(one.role)) continue
      const given = await alone(one)
      const record = row.finds?.(world.records[one.whose])
      if (given !== undefined && (!record || JSON.stringify(given).includes(record)))
        leaks.push(`${one.role} · ${one.whose}`)
    }
    expect(leaks).toEqual([])
    // Whoever may is answered: a part that never is would prove nothing.
    const allowed = LEADS_ON.has(row.call)
      ? undefined
      : cases.find(({ role, whose }) => row.who(role, whose) === 'ok')
    expect(allowed === undefined || (await alone(allowed)) !== undefined).toBe(true)
  },
)
