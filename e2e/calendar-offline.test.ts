import { beforeAll, expect, test } from 'vitest'
import { awake, visit } from './support/browser.ts'
import {
  bookAt,
  call,
  type CalendarShop,
  openCalendarShop,
  tokenOf,
  visitNow,
} from './support/calendar-shop.ts'
import { demoFixbay } from './support/demo.ts'
import { cutOff, joinAgain, loseAnswers } from './support/network.ts'
import { signIn } from './support/screens.ts'

let url = ''
let token = ''

beforeAll(async () => {
  ;({ url } = await demoFixbay())
  token = await tokenOf({ url }, 'superadmin')
}, 300_000)

async function openDay(shop: CalendarShop, query = '') {
  const { page, context, leave } = await visit(url, {})
  await signIn(context, url, 'superadmin')
  await page.goto(`/desk/${shop.slug}/calendar?date=${shop.day.toString()}${query}`)
  await awake(page)
  return { page, leave }
}

async function countOn({ slug, day }: CalendarShop): Promise<number> {
  const path = `/api/appointment?shop=${slug}&date=${day.toString()}`
  return (await call<{ appointments: unknown[] }>({ url }, 'GET', path, undefined, token)).appointments.length
}

test('a visit that is being added outlives a lost network: nothing typed is gone, and two presses make one visit', async () => {
  const shop = await openCalendarShop({ url }, token, 'calendar-cut')
  const { page, leave } = await openDay(shop, '&add=now')
  const panel = page.getByRole('complementary', { name: 'Add visit' })
  await panel.getByLabel('Time', { exact: true }).fill('10:00')
  await panel.getByRole('textbox', { name: 'Name' }).fill('Nora Newcomer')
  await panel.getByRole('textbox', { name: 'Phone' }).fill('(212) 555-0166')
  await panel.getByLabel('Make').fill('Saab')
  await panel.getByLabel('Model').fill('900')
  await panel.getByText('Check', { exact: true }).click()
  await cutOff(page)
  await panel.getByRole('button', { name: 'Book it' }).click()
  await panel.getByText('No connection').waitFor()
  expect(await countOn(shop)).toBe(0)
  await joinAgain(page)
  await loseAnswers(page)
  await panel.getByRole('button', { name: 'Book it' }).click()
  await expect.poll(() => countOn(shop)).toBe(1)
  await panel.getByText('No connection').waitFor()
  expect(await panel.getByRole('textbox', { name: 'Name' }).inputValue()).toBe('Nora Newcomer')
  await joinAgain(page)
  await panel.getByRole('button', { name: 'Book it' }).click()
  await page.getByRole('complementary', { name: 'Nora Newcomer' }).waitFor()
  expect(await countOn(shop)).toBe(1)
  await leave()
})

test('a move without a network is said, leaves the day on the screen, and is there once the network is', async () => {
  const shop = await openCalendarShop({ url }, token, 'calendar-cut-move')
  const mine = await bookAt({ url }, token, shop, { time: '09:00', bay: 1, name: 'Mia Moved' })
  const { page, leave } = await openDay(shop)
  const block = page.locator(`[id="visit-${mine.id}"]`)
  const down = async () => {
    await block.focus()
    await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe(`visit-${mine.id}`)
    for (const key of ['m', 'ArrowDown', 'Enter']) await page.keyboard.press(key)
  }
  await cutOff(page)
  // What a colleague does meanwhile is heard by a stream that still stands, and cannot be asked for: the day stays.
  const unanswered = page.waitForEvent('requestfailed')
  await bookAt({ url }, token, shop, { time: '13:00', bay: 2, name: 'Cole League' })
  await unanswered
  await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))))
  await down()
  await page.getByText('Mia Moved stays where it was.').waitFor()
  expect(await block.innerText()).toContain('9:00')
  await joinAgain(page)
  await loseAnswers(page)
  await down()
  await expect
    .poll(async () => (await visitNow({ url }, token, shop, mine.id)).startsAt.slice(11, 16))
    .toBe('09:30')
  await joinAgain(page)
  // What was done all the same comes with the next look.
  await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')))
  await block.getByText('9:30').waitFor()
  await page.getByRole('link', { name: 'Cole League', exact: true }).waitFor()
  await leave()
})

test('a page that is gone to without a network says so, and comes by itself once the network is back', async () => {
  const shop = await openCalendarShop({ url }, token, 'calendar-cut-away')
  const { page, leave } = await openDay(shop)
  await cutOff(page)
  await page.getByRole('link', { name: 'Board' }).first().click()
  await page.getByRole('heading', { name: 'No connection' }).waitFor()
  await joinAgain(page)
  await page.getByRole('heading', { name: 'Board' }).waitFor()
  expect(new URL(page.url()).pathname).toBe(`/desk/${shop.slug}/board`)
  await leave()
})
