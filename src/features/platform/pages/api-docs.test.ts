import { expect, test } from 'vitest'
import { testApp } from '../../../kit/testing/app.ts'
import { addPages } from '../../../web/testing/pages.ts'
import { operationsOf } from '../api-reference.ts'

const { app } = await testApp()
await addPages(app)

const document = async () => (await app.inject({ url: '/api/openapi.json' })).json<{ paths: object }>()
const pageAt = async (url: string) => (await app.inject({ url })).payload

test('every operation of the document stands on the page, in both languages', async () => {
  const { paths } = await document()
  for (const url of ['/api/docs', '/fa/api/docs']) {
    const html = await pageAt(url)
    const shown = [...html.matchAll(/<b>([A-Z]+)<\/b> ([^<]+)<\/code>/g)].map(
      ([, method, path]) => `${method} ${path}`,
    )
    const listed = Object.entries(paths).flatMap(([path, item]) =>
      Object.keys(item as object).map((method) => `${method.toUpperCase()} ${path}`),
    )
    expect(shown.toSorted()).toEqual(listed.toSorted())
    expect(html).toContain('href="/api/openapi.json"')
  }
  expect(await pageAt('/fa/api/docs')).toContain('رابط HTTP')
})

test('beside it, what is no call stays a problem in JSON', async () => {
  const answer = await app.inject({ url: '/api/docs/more' })
  expect([answer.statusCode, answer.json<{ code: string }>().code]).toEqual([404, 'not-found'])
})

test('a nested body is laid out by paths, choices together, with an example of what must be there', async () => {
  const all = operationsOf(await document()).flatMap(({ operations }) => operations)
  const book = all.find(({ id }) => id === 'post-api-appointment')
  expect(book?.body).toEqual(
    expect.arrayContaining([
      { name: 'startsAt', type: 'date-time', required: true, note: '' },
      { name: 'asset', type: 'object', required: false, note: '' },
      { name: 'asset.kind', type: '"vehicle" | "device"', required: true, note: '' },
      {
        name: 'asset.year',
        type: 'integer | null',
        required: false,
        note: expect.stringMatching(/^\d+ … \d+$/),
      },
      { name: 'serviceIds', type: 'string[]', required: true, note: '1 … 10' },
    ]),
  )
  expect(book?.example).toMatchObject({ shop: '', serviceIds: [''] })
  const [made] = book?.answers ?? []
  expect(made?.status).toBe('201')
  expect(made?.fields.map(({ name }) => name)).toContain('estimate.lines[].unitPrice.amount')
  const shop = all.find(({ id }) => id === 'get-api-shops-shop')?.answers[0]?.fields
  expect(shop).toEqual(
    expect.arrayContaining([
      { name: 'kinds', type: '("workshop" | "inspection" | "device")[]', required: true, note: '' },
      { name: 'contact.phone', type: 'string | null', required: true, note: '' },
    ]),
  )
  const slots = all.find(({ id }) => id === 'get-api-shops-shop-slots')
  expect(slots?.params).toEqual(
    expect.arrayContaining([
      { name: 'shop', place: 'path', type: 'string', required: true, note: '≤ 64' },
      { name: 'service', place: 'query', type: 'string[]', required: true, note: '1 … 10' },
    ]),
  )
})

test('a schema that holds itself comes to an end', () => {
  const tree = {
    type: 'object',
    properties: { kids: { type: 'array', items: { $ref: '#/components/schemas/Tree' } } },
  }
  const answer = { content: { 'application/json': { schema: { $ref: '#/components/schemas/Tree' } } } }
  const [group] = operationsOf({
    paths: { '/api/tree': { get: { tags: ['trees'], responses: { 200: answer, default: {} } } } },
    components: { schemas: { Tree: tree } },
  })
  const [operation] = group?.operations ?? []
  expect(operation?.answers.map(({ status }) => status)).toEqual(['200'])
  expect(operation?.answers[0]?.fields[1]).toMatchObject({ name: 'kids[].kids', type: 'object[]' })
})
