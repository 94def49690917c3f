import type { ActionFunctionArgs } from 'react-router'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { addPages } from '../../web/testing/pages.ts'
import { illegalMove } from '../errors.ts'
import { longText, text } from '../input.ts'
import { testApp } from '../testing/app.ts'
import { formAction, type FormAnswer } from './forms.ts'

// A page that makes something: what its form sends is counted, so that nothing is made twice.
const Input = z.strictObject({
  name: text({ max: 40 }),
  note: longText({ max: 1000 }).optional(),
  count: z.int().max(9).optional(),
})
const made: string[] = []

async function action(args: ActionFunctionArgs) {
  return formAction(args, Input, async (_ctx, { name, count }) => {
    if (name === 'closed') throw illegalMove('final_stage')
    await new Promise((done) => setTimeout(done, 30))
    made.push(`${name} ${count ?? ''}`.trim())
    return name === 'desk' ? '/desk/x' : '/about'
  })
}

function Page({ actionData }: { actionData?: FormAnswer }) {
  return <pre>{JSON.stringify(actionData)}</pre>
}

const { app } = await testApp()
await addPages(app, [{ path: 'probe/make', module: { default: Page, action } }])

const send = (fields: Record<string, string>, url = '/probe/make') =>
  app.inject({
    method: 'POST',
    url,
    headers: { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin' },
    payload: new URLSearchParams(fields).toString(),
  })

function answerOf(body: string): FormAnswer {
  const json =
    /<pre>(.*?)<\/pre>/s.exec(body)?.[1]?.replaceAll('&quot;', '"').replaceAll('&#x27;', "'") ?? 'null'
  return JSON.parse(json) as FormAnswer
}

test('a form that is right leads on', async () => {
  made.length = 0
  const answer = await send({ name: ' علي ', count: '۳' })
  expect([answer.statusCode, answer.headers.location]).toEqual([303, '/about'])
  expect(made).toEqual(['علی 3'])
})

test('a form that is wrong keeps what was typed and says what is wrong beside each field, in the language of the page', async () => {
  const english = await send({ name: '', note: 'x'.repeat(1001), count: 'many', _key: 'k'.repeat(20) })
  expect(english.statusCode).toBe(400)
  const { problem, values, formKey } = answerOf(english.body)
  expect(problem.errors).toEqual([
    { pointer: '/name', message: 'Please fill this in.' },
    { pointer: '/note', message: 'At most 1,000 characters, please.' },
    { pointer: '/count', message: 'Please enter a number.' },
  ])
  expect(problem.detail).toBe('3 fields need your attention.')
  expect(values).toEqual({ name: '', note: 'x'.repeat(1001), count: 'many' })
  expect(formKey).toMatch(/^[0-9a-f-]{36}$/)
  const persian = answerOf((await send({ name: 'a', count: '12' }, '/fa/probe/make')).body)
  expect(persian.problem.errors).toEqual([{ pointer: '/count', message: 'باید ۹ یا کمتر باشد.' }])
})

test('a field that the form may not have is refused', async () => {
  const { problem } = answerOf((await send({ name: 'a', shopId: '1' })).body)
  expect(problem.errors?.map(({ pointer }) => pointer)).toEqual(['/shopId'])
})

test('what a rule refuses is said in words, with its status', async () => {
  const answer = await send({ name: 'closed' })
  expect(answer.statusCode).toBe(409)
  expect(answerOf(answer.body)).toMatchObject({
    problem: { code: 'illegal-move', reason: 'final_stage', title: 'This is not possible now' },
    values: { name: 'closed' },
  })
})

test('a double click makes one thing and leads both to it', async () => {
  made.length = 0
  const fields = { name: 'once', _key: '11111111-2222-4333-8444-555555555555' }
  const answers = await Promise.all([send(fields), send(fields)])
  expect(answers.map(({ statusCode, headers }) => [statusCode, headers.location])).toEqual([
    [303, '/about'],
    [303, '/about'],
  ])
  expect(made).toEqual(['once'])
  expect((await send(fields)).headers.location).toBe('/about')
  expect(made).toEqual(['once'])
})

test('a refusal under a key comes again, and the corrected form has a fresh key', async () => {
  const key = '21111111-2222-4333-8444-555555555555'
  const first = answerOf((await send({ name: 'closed', _key: key })).body)
  const again = await send({ name: 'closed', _key: key })
  expect(again.statusCode).toBe(409)
  expect(answerOf(again.body).problem).toEqual(first.problem)
  const corrected = await send({ name: 'open', _key: first.formKey })
  expect(corrected.headers.location).toBe('/about')
  expect(answerOf((await send({ name: 'open', _key: key })).body).problem.code).toBe('key-reused')
})

test('a form that leads to the staff side loads a new document', async () => {
  const inside = await send({ name: 'desk' }, '/probe/make.data')
  expect(inside.body).toContain('reload')
  expect((await send({ name: 'desk' })).headers.location).toBe('/desk/x')
})
