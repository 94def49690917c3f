import { setTimeout as wait } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { testApp } from '../testing/app.ts'
import { once } from './idempotency.ts'

const app = await testApp()
const call = { key: 'a-key-that-is-long-enough', method: 'POST', path: '/api/anything', body: { a: 1 } }
const explain = () => ({})

test('whoever waits for a call with the same key in vain is told that it is in progress; its answer comes to the next', async () => {
  let finish = (): void => undefined
  const held = new Promise<void>((resolve) => {
    finish = resolve
  })
  const first = once(
    app.ctx(),
    call,
    async () => {
      await held
      return { status: 201, body: { done: true } }
    },
    explain,
  )
  await wait(200)
  const never = async () => Promise.reject(new Error('must not run'))
  const second = await once(app.ctx(), call, never, explain).catch((error: unknown) => error)
  finish()
  expect(second).toMatchObject({ code: 'in-progress' })
  expect(await first).toEqual({ status: 201, body: { done: true } })
  expect(await once(app.ctx(), call, never, explain)).toEqual({ status: 201, body: { done: true } })
}, 20_000)
