import { expect, test } from 'vitest'
import { Problem } from '../errors.ts'
import { readForm } from './form-body.ts'

const post = (body: BodyInit, headers: Record<string, string> = {}) =>
  new Request('http://fixbay.example/x', { method: 'POST', body, headers, duplex: 'half' } as RequestInit)
const typed = (...pairs: [string, string][]) => post(new URLSearchParams(pairs))

function multipart(...parts: [name: string, value: string | Uint8Array<ArrayBuffer>][]): Request {
  const form = new FormData()
  for (const [name, value] of parts) {
    if (typeof value === 'string') form.append(name, value)
    else form.append(name, new Blob([value]), 'photo.jpg')
  }
  return post(form)
}

test('dotted and repeated names are unfolded, empty ones left out', async () => {
  const form = await readForm(
    typed(
      ['asset.make', 'Peugeot'],
      ['asset.plate', ' '],
      ['serviceIds[]', 'a'],
      ['serviceIds', 'b'],
      ['lines.0.text', 'x'],
    ),
  )
  expect(form.nested).toEqual({
    asset: { make: 'Peugeot' },
    serviceIds: ['a', 'b'],
    lines: { 0: { text: 'x' } },
  })
  expect(form.values).toMatchObject({ 'asset.make': 'Peugeot', 'asset.plate': ' ', serviceIds: ['a', 'b'] })
  expect([...form.cleared]).toEqual(['asset.plate'])
})

test('a password is not given back, and the hidden key is no field', async () => {
  const form = await readForm(typed(['email', 'a@b.example'], ['newPassword', 'secret'], ['_key', 'k1']))
  expect(form.values).toEqual({ email: 'a@b.example' })
  expect(form.nested).toEqual({ email: 'a@b.example', newPassword: 'secret' })
  expect(form.key).toBe('k1')
})

test('no name reaches the prototype of an object', async () => {
  const form = await readForm(
    typed(['__proto__.admin', '1'], ['constructor.prototype.admin', '1'], ['a..b', '1'], ['', '1']),
  )
  expect(form.nested).toEqual({})
  expect(({} as { admin?: string }).admin).toBeUndefined()
})

test('a name that is both a text and a group stays what it was first', async () => {
  expect((await readForm(typed(['a', 'x'], ['a.b', 'y']))).nested).toEqual({ a: 'x' })
  expect((await readForm(typed(['a.b', 'y'], ['a', 'x']))).nested).toEqual({ a: { b: 'y' } })
})

test('files are taken one after the other and leave their ids', async () => {
  let open = 0
  let most = 0
  const form = await readForm(
    multipart(
      ['description', 'ترمز صدا می‌دهد'],
      ['imageIds', new Uint8Array([1])],
      ['imageIds', new Uint8Array([2, 2])],
    ),
    async (bytes) => {
      most = Math.max(most, (open += 1))
      await new Promise((done) => setTimeout(done, 5))
      open -= 1
      return `id${bytes.length}`
    },
  )
  expect(form.nested).toEqual({ description: 'ترمز صدا می‌دهد', imageIds: ['id1', 'id2'] })
  expect(form.values['imageIds']).toEqual(['id1', 'id2'])
  expect(most).toBe(1)
})

test('a refused photo is told beside its field; the other fields are read all the same [S0.03c]', async () => {
  const form = await readForm(multipart(['imageIds', new Uint8Array([1])], ['description', 'x']), () =>
    Promise.reject(new Problem('unsupported', { reason: 'damaged' })),
  )
  expect(form.problem?.errors).toEqual([{ pointer: '/imageIds', key: 'photoDamaged' }])
  expect(form.values).toEqual({ description: 'x' })
})

test('a photo over 10 MB is told beside its field and never kept whole', async () => {
  const form = await readForm(multipart(['imageIds', new Uint8Array(10 * 1024 * 1024 + 1)]), () =>
    Promise.resolve('never'),
  )
  expect(form.problem?.errors).toEqual([{ pointer: '/imageIds', key: 'fileTooLarge' }])
  expect(form.nested).toEqual({})
})

test('an empty file field is no file', async () => {
  const form = await readForm(multipart(['imageIds', new Uint8Array()]), () =>
    Promise.reject(new Error('no file')),
  )
  expect(form.nested).toEqual({})
})

test('100,000 characters arrive; more than a form may hold is refused', async () => {
  const long = 'ش'.repeat(100_000)
  expect((await readForm(typed(['description', long]))).values['description']).toBe(long)
  await expect(readForm(typed(['description', 'x'.repeat(3_000_000)]))).rejects.toMatchObject({
    code: 'too-large',
  })
  await expect(
    readForm(typed(...Array.from({ length: 1100 }, (_, n): [string, string] => [`f${n}`, 'x']))),
  ).rejects.toMatchObject({
    code: 'too-large',
  })
})

test('a body that is no form is refused', async () => {
  await expect(readForm(post('{}', { 'content-type': 'application/json' }))).rejects.toMatchObject({
    code: 'unsupported',
  })
  await expect(
    readForm(post('x', { 'content-type': 'multipart/form-data; boundary=b' })),
  ).rejects.toBeInstanceOf(Problem)
})
