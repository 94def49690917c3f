import { expect, test } from 'vitest'
import { testApp } from '../app.ts'
import { testShop } from '../shop.ts'

/** What JSON schema says of a value, as far as examples are made from it. */
interface Shape {
  type?: string
  properties?: Record<string, Shape>
  required?: string[]
  items?: Shape
  anyOf?: Shape[]
  oneOf?: Shape[]
  allOf?: Shape[]
  enum?: unknown[]
  const?: unknown
  example?: unknown
  minimum?: number
  $ref?: string
}

interface Operation {
  parameters?: { name: string; in: string; schema: Shape }[]
  requestBody?: { content: Record<string, { schema: Shape }> }
}

const app = await testApp({ at: '2026-12-01T13:00:00Z', config: { rateLimits: 0 } })
await app.app.ready()
const document = app.app.swagger() as unknown as {
  paths: Record<string, Record<string, Operation>>
  components: { schemas: Record<string, Shape> }
}

const NOWHERE = '019fb55c-0323-71ce-95ee-837558be541b'
// What PostgreSQL, JavaScript and people's programs stumble over.
const NASTY: unknown[] = [
  'x',
  NOWHERE,
  '',
  'a\u0000b',
  '\ud800',
  "'; drop table orders; --",
  '%_\\',
  '0000-01-01',
  '9999-12-31',
  '0000-01-01T00:00:00Z',
  '9999-12-31T23:59:59Z',
  '-1',
  '__proto__',
  'x'.repeat(5000),
  0,
  -1,
  1.5,
  2 ** 31,
  2 ** 53,
  1e300,
  true,
  null,
  [],
  [[]],
  {},
  { constructor: { prototype: 1 } },
]

function resolve(shape: Shape): Shape {
  if (shape.$ref) return resolve(document.components.schemas[shape.$ref.split('/').at(-1) ?? ''] ?? {})
  const choice = shape.anyOf?.[0] ?? shape.oneOf?.[0] ?? shape.allOf?.[0]
  return choice ? resolve(choice) : shape
}

/** A value that the schema takes. */
function exampleOf(given: Shape): unknown {
  const shape = resolve(given)
  if (shape.const !== undefined) return shape.const
  if (shape.enum) return shape.enum[0]
  if (shape.example !== undefined) return shape.example
  switch (shape.type) {
    case 'object':
      return Object.fromEntries(
        Object.entries(shape.properties ?? {})
          .filter(([name]) => shape.required?.includes(name))
          .map(([name, inner]) => [name, exampleOf(inner)]),
      )
    case 'array':
      return [exampleOf(shape.items ?? {})]
    case 'integer':
    case 'number':
      return Math.max(1, shape.minimum ?? 1)
    case 'boolean':
      return true
    default:
      return 'Something'
  }
}

/** Bodies that are right but for one place, at any depth. */
function* spoiled(given: Shape, value: unknown): Generator<unknown> {
  yield* NASTY
  const shape = resolve(given)
  if (shape.type === 'object')
    for (const [name, inner] of Object.entries(shape.properties ?? {}))
      for (const wrong of spoiled(inner, exampleOf(inner))) yield { ...(value as object), [name]: wrong }
  if (shape.type === 'array')
    for (const wrong of spoiled(shape.items ?? {}, exampleOf(shape.items ?? {}))) yield [wrong]
}

const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ path, method: method.toUpperCase(), operation })),
)

const { shop, owner, addService, addResource } = await testShop(app)
const service = await addService()
const bay = await addResource()
const booked = await owner.post('/api/appointment', {
  shop: shop.slug,
  serviceIds: [service.id],
  startsAt: '2026-12-02T09:00:00-05:00',
  asset: { kind: 'vehicle', make: 'Toyota', model: 'Corolla' },
  description: 'It squeaks.',
  customer: { name: 'Grace', email: 'grace@example.org' },
  source: 'phone',
})
const { body: order } = await owner.get(`/api/service-request/${booked.body['requestId']}`)
const { body: list } = await owner.get(`/api/appointment?shop=${shop.slug}`)
const known: Record<string, string> = {
  shop: shop.slug,
  request_id: booked.body['requestId'] as string,
  id: booked.body['id'] as string,
  service: service.id,
  resource: bay.id,
  customer_id: list['appointments'][0].customer.id as string,
  asset_id: list['appointments'][0].asset.id as string,
  job_id: order['jobs'][0].id as string,
  line_id: order['jobs'][0].lines[0].id as string,
}

const urlOf = (path: string, values: Record<string, string>): string =>
  path.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(values[name] ?? NOWHERE))

/** The calls that failed, one for each operation and field is plenty. */
const failed = new Set<string>()

async function call(method: string, url: string, body?: unknown): Promise<void> {
  const answer = await {
    GET: owner.get,
    DELETE: owner.delete,
    POST: owner.post,
    PUT: owner.put,
    PATCH: owner.patch,
  }[method as 'GET'](url, body as Record<string, string>)
  if (answer.status >= 500)
    failed.add(`${answer.status} ${method} ${url.slice(0, 200)} ${JSON.stringify(body)?.slice(0, 300)}`)
}

const texts = NASTY.filter((value): value is string => typeof value === 'string' && value.length < 1000)

test('no path or query makes an operation fail', async () => {
  for (const { path, method, operation } of operations) {
    if (path.endsWith('/live')) continue
    for (const name of [...path.matchAll(/\{(\w+)\}/g)].map((found) => found[1] ?? ''))
      for (const nasty of texts.filter((text) => text !== '' && text.isWellFormed()))
        await call(
          method,
          urlOf(path, { ...known, [name]: nasty }),
          method === 'GET' || method === 'DELETE' ? undefined : {},
        )
    if (method !== 'GET') continue
    const asked = (operation.parameters ?? []).filter((parameter) => parameter.in === 'query')
    const right = asked.map(({ name, schema }) => [name, known[name] ?? String(exampleOf(schema))] as const)
    for (const { name } of asked)
      for (const nasty of texts) {
        const query = new URLSearchParams(right.filter(([other]) => other !== name).map(([a, b]) => [a, b]))
        query.append(name, nasty.toWellFormed())
        await call(method, `${urlOf(path, known)}?${query.toString()}`)
        query.append(name, 'again')
        await call(method, `${urlOf(path, known)}?${query.toString()}`)
      }
  }
  expect([...failed]).toEqual([])
}, 120_000)

test('no body makes an operation fail', async () => {
  for (const { path, method, operation } of operations) {
    const schema = operation.requestBody?.content['application/json']?.schema
    if (!schema || /\/(login|reset-password|create-customer|first-start|suspend|leave|retire)$/.test(path))
      continue
    for (const body of spoiled(schema, exampleOf(schema))) await call(method, urlOf(path, known), body)
  }
  expect([...failed]).toEqual([])
}, 240_000)
