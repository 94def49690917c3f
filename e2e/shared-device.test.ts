import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { visit } from './support/browser.ts'
import { demoFixbay } from './support/demo.ts'
import { atDevice } from './support/screens.ts'
import { demoPin } from './support/visitor.ts'

let url = ''

beforeAll(async () => {
  ;({ url } = await demoFixbay())
}, 300_000)

const form = '/desk/harbor-auto/customers/new'
const nameField = (page: Page) => page.locator('input[name="name"]')
const warning = (page: Page) => page.locator('[data-lock-warning]')

/** The script that locks is there and has begun to count. */
const isWatched = (page: Page) => page.waitForFunction(() => localStorage.getItem('fixbay-used') !== null)

async function unlock(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Ada Brooks' }).click()
  await page.getByLabel('Your PIN').fill(demoPin)
  await page.getByRole('button', { name: 'Unlock' }).click()
}

test('a shared device warns, locks when nobody touches it, says what is lost, and comes back to the same page by PIN', async () => {
  const { page, context, leave } = await visit(url)
  await atDevice({ lockMinutes: 1 })(context, url)
  await page.clock.install()
  await page.goto(form)
  await page.waitForURL(/\/device\?to=/)
  await page.evaluate(() => localStorage.clear())
  await unlock(page)
  await page.waitForURL(`${url}${form}`)
  await isWatched(page)
  await nameField(page).fill('Half a na')
  expect(await warning(page).isVisible()).toBe(false)
  await page.clock.runFor(45_000)
  await warning(page).waitFor({ state: 'visible' })
  // A touch is enough to stay, and what was typed is still there.
  await page.keyboard.press('Shift')
  await warning(page).waitFor({ state: 'hidden' })
  expect(await nameField(page).inputValue()).toBe('Half a na')
  await page.clock.runFor(61_000)
  await page.waitForURL(/\/device\?/)
  await page.getByText('What had not been saved is gone').waitFor()
  expect((await context.request.get(`${url}/api/service-request?shop=harbor-auto`)).status()).toBe(401)
  await unlock(page)
  await page.waitForURL(`${url}${form}`)
  expect(await nameField(page).inputValue()).toBe('')
  // By the button nothing is said to be lost where nothing was typed.
  await page.getByRole('button', { name: 'Lock', exact: true }).click()
  await page.waitForURL(`${url}/device`)
  await leave()
})

/** Holds the page up in the middle of its text, before what its script looks for; the script itself is there at once. */
async function holdUp(page: Page): Promise<void> {
  await page.route('**/held-up.js', async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 1500))
    await route.fulfill({ contentType: 'text/javascript', body: '' })
  })
  await page.route(`${url}${form}`, async (route) => {
    const answer = await route.fetch()
    const text = await answer.text()
    const nonce = /nonce="([^"]+)"/.exec(text)?.[1] ?? ''
    const body = text.replace('<body>', `<body><script nonce="${nonce}" src="/held-up.js"></script>`)
    await route.fulfill({ response: answer, body })
  })
}

test('a device locks also where its script was there before the page', async () => {
  const { page, context, leave } = await visit(url)
  await atDevice({ lockMinutes: 1, person: 'Ada Brooks' })(context, url)
  await holdUp(page)
  await page.goto(form)
  await isWatched(page)
  expect(await page.locator('form[data-lock-after]').count()).toBe(1)
  await leave()
})

test('a device that slept through its time is not woken by a hand on the mouse', async () => {
  const { page, context, leave } = await visit(url)
  await atDevice({ lockMinutes: 1, person: 'Ada Brooks' })(context, url)
  await page.clock.install()
  await page.goto(form)
  await warning(page).waitFor({ state: 'attached' })
  await isWatched(page)
  // All timers stood still meanwhile.
  await page.evaluate(() => localStorage.setItem('fixbay-used', String(Date.now() - 3_600_000)))
  await page.mouse.move(40, 40)
  await page.clock.runFor(1500)
  await page.waitForURL(/\/device\?to=/)
  expect(await nameField(page).count()).toBe(0)
  await leave()
})
