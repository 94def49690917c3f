import { beforeAll, expect, test } from 'vitest'
import { visit } from './support/browser.ts'
import { demoFixbay, demoPassword } from './support/demo.ts'

let url = ''

beforeAll(async () => {
  ;({ url } = await demoFixbay())
}, 300_000)

test('the first page is drawn in English on a desk, with and without JavaScript', async () => {
  for (const javaScriptEnabled of [true, false]) {
    const { page, leave } = await visit(url, { javaScriptEnabled })
    await page.goto('/')
    expect(await page.getAttribute('html', 'dir')).toBe('ltr')
    await page.getByRole('heading', { level: 1 }).waitFor()
    await leave()
  }
})

test('a phone that prefers Persian is led to the Persian page, right to left', async () => {
  const { page, leave } = await visit(url, { locale: 'fa', width: 390, colorScheme: 'dark' })
  await page.goto('/')
  expect(new URL(page.url()).pathname).toBe('/fa')
  expect(await page.getAttribute('html', 'lang')).toMatch(/^fa/)
  expect(await page.getAttribute('html', 'dir')).toBe('rtl')
  await leave()
})

test('a fault of a page fails its visit', async () => {
  const { page, leave } = await visit(url)
  await page.goto('/')
  await page.evaluate(() => console.error('broken'))
  await expect(leave()).rejects.toThrow('broken')
})

test('the demo shops are there, and their people sign in', async () => {
  const { shops } = (await (await fetch(`${url}/api/shops`)).json()) as { shops: { slug: string }[] }
  // Other tests open more.
  expect(shops.map(({ slug }) => slug)).toEqual(
    expect.arrayContaining(['harbor-auto', 'pixel-clinic', 'tehran-karshenasi']),
  )
  const signedIn = await fetch(`${url}/api/auth/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email: 'owner@fixbay.example', password: demoPassword }),
  })
  expect(signedIn.status).toBe(200)
})
