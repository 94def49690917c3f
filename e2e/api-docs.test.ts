import { beforeAll, expect, test } from 'vitest'
import { visit } from './support/browser.ts'
import { demoFixbay } from './support/demo.ts'

let url = ''

beforeAll(async () => {
  ;({ url } = await demoFixbay())
}, 300_000)

test('a call is tried where it is described, and its answer stands below', async () => {
  const { page, leave } = await visit(url)
  await page.goto('/api/docs')
  const operation = page.locator('#get-api-shops-shop')
  await operation.locator('summary').click()
  await operation.getByRole('button', { name: 'Try it here' }).click()
  await operation.getByLabel('shop', { exact: true }).fill('harbor-auto')
  await operation.getByRole('button', { name: 'Send' }).click()
  const answer = operation.getByRole('status', { name: 'The answer' })
  await answer.getByText('"slug": "harbor-auto"').waitFor()
  expect(await answer.textContent()).toMatch(/^200 OK/)
  await leave()
})

test('the interface can be read without JavaScript, in Persian on a phone, nothing wider than the screen', async () => {
  const { page, leave } = await visit(url, { locale: 'fa', width: 390, javaScriptEnabled: false })
  await page.goto('/fa/api/docs')
  const operation = page.locator('#post-api-appointment')
  await operation.locator('summary').click()
  await operation.getByRole('rowheader', { name: 'startsAt' }).first().waitFor()
  expect(await operation.getByRole('button').count()).toBe(0)
  const wider = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  )
  expect(wider).toBe(0)
  await leave()
})
