import { expect, test } from 'vitest'
import { routes } from '../../../features/routes.ts'
import { paramsOf } from './params.ts'
import { rows } from './run.ts'
import type { Row } from './rows.ts'
import { makeWorld } from './world.ts'

const world = await makeWorld()
const records = world.records.own

/** Rows of calls with a JSON body, one a call. */
const writing = [
  ...new Map(
    rows
      .filter(
        ({ call, body, bodyOf }) => call.startsWith('P') && (body !== undefined || bodyOf !== undefined),
      )
      .map((row) => [row.call, row] as const),
  ).values(),
]

async function send(row: Row, body: object) {
  const [method = '', path = ''] = row.call.split(' ')
  const params = paramsOf(row, records)
  const url = path.replaceAll(/\{(\w+)\}/g, (_whole, name: string) => encodeURIComponent(params[name] ?? ''))
  // Who may: else the refusal would come before the body is looked at.
  const role = row.who('super_admin', 'own') === 'ok' ? 'super_admin' : 'customer'
  const { result } = await world.enclosed.undone(async () =>
    world.app.app.inject({
      method: method as 'POST',
      url,
      headers: await world.headers(role),
      payload: body,
    }),
  )
  return result
}

const bodyOf = (row: Row): Record<string, unknown> =>
  (row.bodyOf?.(records, 'super_admin') ?? row.body) as Record<string, unknown>

// Fields that a program with a careless `Object.assign` would take: rights, owners, prices, states.
const SMUGGLED = [
  'isAdmin',
  'role',
  'roles_',
  'accountId',
  'shopId',
  'shop_id',
  'id',
  'createdAt',
  'status_',
  'paidAmount',
]

test.each(writing.map((row) => [row.call, row] as const))(
  'no field that is unknown gets in: %s (mass assignment)',
  async (_call, row) => {
    const known = bodyOf(row)
    const extra = Object.fromEntries(SMUGGLED.filter((name) => !(name in known)).map((name) => [name, 'x']))
    const answer = await send(row, { ...known, ...extra })
    const pointers = (answer.json<{ errors?: { pointer: string }[] }>().errors ?? []).map(
      ({ pointer }) => pointer,
    )
    expect(answer.statusCode, answer.body).toBe(400)
    for (const name of Object.keys(extra)) expect(pointers).toContain(`/${name}`)
  },
)

test.each(writing.map((row) => [row.call, row] as const))(
  'nothing comes in by the prototype: %s',
  async (_call, row) => {
    const [method = ''] = row.call.split(' ')
    const text = `{"__proto__":{"isAdmin":true},"constructor":{"prototype":{"isAdmin":true}},${JSON.stringify(bodyOf(row)).slice(1)}`
    const params = paramsOf(row, records)
    const url = (row.call.split(' ')[1] ?? '').replaceAll(
      /\{(\w+)\}/g,
      (_w, name: string) => params[name] ?? '',
    )
    const role = row.who('super_admin', 'own') === 'ok' ? 'super_admin' : 'customer'
    const { result } = await world.enclosed.undone(async () =>
      world.app.app.inject({
        method: method as 'POST',
        url,
        headers: { ...(await world.headers(role)), 'content-type': 'application/json' },
        payload: text,
      }),
    )
    expect(result.statusCode, result.body).toBe(400)
    expect(({} as { isAdmin?: boolean }).isAdmin).toBeUndefined()
  },
)

test('every call with a body is among them', () => {
  const bodies = routes.filter(({ body, raw }) => body && !raw).map(({ method, path }) => `${method} ${path}`)
  const sent = new Set(writing.map(({ call }) => call))
  const optional = bodies.filter((call) => !sent.has(call))
  // Those whose body may be left out have none in their row: they are sent one here.
  for (const call of optional) {
    const row = rows.find((one) => one.call === call)
    expect(row, call).toBeDefined()
  }
  expect(writing.length).toBeGreaterThan(50)
})

test.each(
  routes
    .filter(({ body, raw }) => body && !raw)
    .map(({ method, path }) => `${method} ${path}`)
    .filter((call) => !writing.some((row) => row.call === call)),
)('a body that may be left out takes no unknown field either: %s', async (call) => {
  const row = rows.find((one) => one.call === call)
  if (!row) throw new Error(`${call} has no row`)
  const answer = await send(row, { isAdmin: true })
  expect(answer.statusCode, answer.body).toBe(400)
})
