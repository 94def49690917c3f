import { beforeAll, expect, test } from 'vitest'
import { visit } from './support/browser.ts'
import { demoFixbay } from './support/demo.ts'

let url = ''

beforeAll(async () => {
  ;({ url } = await demoFixbay())
}, 300_000)

test('the other language is one link away on every page, without JavaScript too, and stays chosen [S4.T7]', async () => {
  const { page, leave } = await visit(url, { javaScriptEnabled: false, width: 390 })
  await page.goto('/about')
  await page.getByRole('link', { name: 'فارسی' }).click()
  expect(new URL(page.url()).pathname).toBe('/fa/about')
  expect(await page.getAttribute('html', 'dir')).toBe('rtl')
  await page.getByRole('link', { name: 'English' }).click()
  expect(new URL(page.url()).pathname).toBe('/about')
  await leave()
})

test('who prefers Persian and chose English keeps English at the start page', async () => {
  const { page, leave } = await visit(url, { locale: 'fa' })
  await page.goto('/')
  expect(new URL(page.url()).pathname).toBe('/fa')
  await page.getByRole('link', { name: 'English' }).click()
  expect(new URL(page.url()).pathname).toBe('/')
  await page.goto('/')
  expect(await page.getAttribute('html', 'lang')).toBe('en')
  await leave()
})

test('appearance and calendar are chosen on one page, without JavaScript too', async () => {
  const { page, leave } = await visit(url, { javaScriptEnabled: false })
  await page.goto('/about')
  await page.getByRole('link', { name: 'Language, calendar, appearance' }).click()
  await page.getByRole('link', { name: 'Dark' }).click()
  await page.getByRole('link', { name: 'Jalali' }).click()
  expect(await page.getAttribute('html', 'data-theme')).toBe('dark')
  expect(await page.getAttribute('html', 'data-calendar')).toBe('persian')
  const paper = await page.evaluate(() => getComputedStyle(document.documentElement).colorScheme)
  expect(paper).toBe('dark')
  await page.getByRole('link', { name: 'Back to the page before' }).click()
  expect(new URL(page.url()).pathname).toBe('/about')
  await leave()
})

test('an address that leads nowhere says so and shows the way on, in both languages', async () => {
  for (const [path, title, onward] of [
    ['/no/such/page', 'This page does not exist', 'Find a shop'],
    ['/fa/no/such/page', 'این صفحه وجود ندارد', 'یافتن تعمیرگاه'],
  ] as const) {
    const { page, leave } = await visit(url, { width: 390 })
    const answer = await page.goto(path)
    expect(answer?.status()).toBe(404)
    await page.getByRole('heading', { level: 1, name: title }).waitFor()
    await page.getByRole('main').getByRole('link', { name: onward }).click()
    await page.getByRole('heading', { level: 1 }).waitFor()
    await leave()
  }
})

test('the keyboard comes to the content first', async () => {
  const { page, leave } = await visit(url)
  await page.goto('/about')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('main')
  await leave()
})

test('files with a name of their own are kept for good, pages are asked for anew', async () => {
  const html = await fetch(`${url}/about`)
  expect(html.headers.get('cache-control')).toContain('no-cache')
  expect(html.headers.get('referrer-policy')).toBe('same-origin')
  expect(html.headers.get('x-content-type-options')).toBe('nosniff')
  const style = /href="(\/assets\/theme-[^"]+\.css)"/.exec(await html.text())?.[1] ?? ''
  const file = await fetch(url + style, { headers: { 'accept-encoding': 'br' } })
  expect(file.headers.get('cache-control')).toContain('immutable')
  expect(file.headers.get('content-encoding')).toBe('br')
  for (const path of ['/robots.txt', '/site.webmanifest', '/icon-192.png', '/apple-touch-icon.png']) {
    expect((await fetch(url + path)).status).toBe(200)
  }
})
