import type { Locator, Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { axeFaults } from './support/axe.ts'
import { awake, visit } from './support/browser.ts'
import {
  bookAt,
  type BookedVisit,
  call,
  type CalendarShop,
  openCalendarShop,
  tokenOf,
  visitNow,
} from './support/calendar-shop.ts'
import { demoFixbay } from './support/demo.ts'
import { signIn } from './support/screens.ts'
import type { Visit } from './support/visitor.ts'

let url = ''
let token = ''

beforeAll(async () => {
  ;({ url } = await demoFixbay())
  token = await tokenOf({ url }, 'superadmin')
}, 300_000)

const shopOf = (slug: string) => openCalendarShop({ url }, token, slug)
const book = (shop: CalendarShop, time: string, bay: number, name: string) =>
  bookAt({ url }, token, shop, { time, bay, name })
const now = (shop: CalendarShop, { id }: BookedVisit) => visitNow({ url }, token, shop, id)

async function openAt(path: string, options: Visit = {}) {
  const { page, context, leave } = await visit(url, options)
  await signIn(context, url, 'superadmin')
  await page.goto(path)
  await awake(page)
  return { page, context, leave }
}

const openDay = (shop: CalendarShop, options?: Visit) =>
  openAt(`/desk/${shop.slug}/calendar?date=${shop.day.toString()}`, options)

const block = (page: Page, { id }: BookedVisit): Locator => page.locator(`[id="visit-${id}"]`)
const column = (page: Page, shop: CalendarShop, bay: number): Locator =>
  page.locator(`[data-column="${shop.bays[bay - 1]?.id}"]`)
const status = (page: Page): Locator => page.locator('output.sr-only')
const clock = (text: string): string => text.slice(11, 16)

/** Takes hold of something and lets it go elsewhere; both by their middles unless said. */
async function drag(page: Page, from: { x: number; y: number }, to: { x: number; y: number }) {
  await page.mouse.move(from.x, from.y)
  await page.mouse.down()
  await page.mouse.move((from.x + to.x) / 2, (from.y + to.y) / 2, { steps: 4 })
  await page.mouse.move(to.x, to.y, { steps: 4 })
  await page.mouse.up()
}

/** Where a visit lies on the screen, in its middle: what is dragged must not scroll away. */
async function boxOf(one: Locator) {
  await one.evaluate((element) => element.scrollIntoView({ block: 'center' }))
  const box = await one.boundingBox()
  if (!box) throw new Error('it is not on the screen')
  return { ...box, middle: box.x + box.width / 2, end: box.y + box.height }
}

/** Where a column lies from side to side; nothing is scrolled for it. */
async function middleOf(one: Locator): Promise<number> {
  const box = await one.boundingBox()
  if (!box) throw new Error('it is not on the screen')
  return box.x + box.width / 2
}

test('a visit is dragged to another time and bay, made longer by its edge, and taken back; what is taken offers the nearest times [S2.04c] [S3.A2b]', async () => {
  const shop = await shopOf('calendar-hand')
  const mine = await book(shop, '09:00', 1, 'Hanna Hand')
  await book(shop, '12:00', 2, 'Otto Other')
  const { page, leave } = await openDay(shop)
  const box = await boxOf(block(page, mine))
  // An hour is as high as a visit of an hour.
  await drag(page, { x: box.middle, y: box.y + 20 }, { x: box.middle, y: box.y + 20 + box.height })
  await expect.poll(async () => clock((await now(shop, mine)).startsAt)).toBe('10:00')
  await block(page, mine).getByText('10:00 AM').waitFor()
  const later = await boxOf(block(page, mine))
  const two = await middleOf(column(page, shop, 2))
  await drag(page, { x: later.middle, y: later.y + 20 }, { x: two, y: later.y + 20 })
  await expect.poll(async () => (await now(shop, mine)).resourceIds).toEqual([shop.bays[1]?.id])
  await column(page, shop, 2).locator(`[id="visit-${mine.id}"]`).waitFor()
  const there = await boxOf(block(page, mine))
  const edge = { x: there.middle, y: there.end - 3 }
  await drag(page, edge, { x: edge.x, y: edge.y + there.height / 2 })
  await expect.poll(async () => clock((await now(shop, mine)).endsAt)).toBe('11:30')
  // While the move is on its way to the server the key does nothing; there is one step to take back, however often it is pressed.
  await expect
    .poll(async () => {
      await page.keyboard.press('Control+z')
      return clock((await now(shop, mine)).endsAt)
    })
    .toBe('11:00')

  await expect.poll(async () => (await boxOf(block(page, mine))).height).toBeCloseTo(there.height, 0)
  const short = await boxOf(block(page, mine))
  const down = 2 * short.height
  await drag(page, { x: short.middle, y: short.y + 20 }, { x: short.middle, y: short.y + 20 + down })
  await page.getByText('Free near it:').waitFor()
  expect(clock((await now(shop, mine)).startsAt)).toBe('10:00')
  await page.getByRole('button', { name: /PM$/ }).first().click()
  await page.getByText('Free near it:').waitFor({ state: 'detached' })
  await expect.poll(async () => clock((await now(shop, mine)).startsAt)).not.toBe('10:00')
  await leave()
})

test('by keys alone a visit is moved, made longer, put elsewhere and left, and each step is said', async () => {
  const shop = await shopOf('calendar-keys')
  const mine = await book(shop, '09:00', 1, 'Kim Keys')
  const { page, leave } = await openDay(shop)
  await block(page, mine).focus()
  await page.keyboard.press('m')
  await expect.poll(() => status(page).innerText()).toContain('Kim Keys is being moved')
  for (const key of ['ArrowRight', 'ArrowDown', 'ArrowDown', 'Shift+ArrowDown'])
    await page.keyboard.press(key)
  expect(await status(page).innerText()).toMatch(/10:00 AM – 11:30 AM · Bay Two · looks free/)
  await page.keyboard.press('Escape')
  expect(await status(page).innerText()).toBe('Left where it was.')
  expect(clock((await now(shop, mine)).startsAt)).toBe('09:00')
  await page.keyboard.press('m')
  for (const key of ['ArrowRight', 'ArrowDown', 'Shift+ArrowDown', 'Enter']) await page.keyboard.press(key)
  await expect.poll(() => status(page).innerText()).toContain('Kim Keys: now')
  expect(await now(shop, mine)).toMatchObject({ resourceIds: [shop.bays[1]?.id] })
  expect(clock((await now(shop, mine)).endsAt)).toBe('11:00')
  await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe(`visit-${mine.id}`)
  // From the visit into its panel, and back to it.
  await page.keyboard.press('Enter')
  await page.getByRole('complementary', { name: 'Kim Keys' }).waitFor()
  await page.keyboard.press('Escape')
  await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe(`visit-${mine.id}`)
  await leave()
})

test('in the week a visit is dragged to another day, and keeps its time', async () => {
  const shop = await shopOf('calendar-week')
  const mine = await book(shop, '09:30', 1, 'Wim Week')
  const { page, leave } = await openAt(`/desk/${shop.slug}/calendar?date=${shop.day.toString()}&view=week`)
  const friday = shop.day.add({ days: 2 })
  const from = await boxOf(block(page, mine))
  const to = await middleOf(page.locator(`[data-column="${friday.toString()}"]`))
  await drag(page, { x: from.middle, y: from.y + 10 }, { x: to, y: from.y + 10 })
  await expect
    .poll(async () => (await now(shop, mine)).startsAt.slice(0, 16))
    .toBe(`${friday.toString()}T09:30`)
  await page.locator(`[data-column="${friday.toString()}"]`).locator(block(page, mine)).waitFor()
  await block(page, mine).focus()
  for (const key of ['m', 'ArrowLeft', 'ArrowDown', 'Enter']) await page.keyboard.press(key)
  await expect
    .poll(async () => (await now(shop, mine)).startsAt.slice(0, 16))
    .toBe(`${friday.subtract({ days: 1 }).toString()}T10:00`)
  await leave()
})

test('two browsers stay in step, and a hand that holds a visit is not disturbed by it', async () => {
  const shop = await shopOf('calendar-live')
  const held = await book(shop, '09:00', 1, 'Hilda Held')
  const moved = await book(shop, '11:00', 1, 'Mona Moved')
  const one = await openDay(shop)
  const two = await openDay(shop)
  const box = await boxOf(block(one.page, held))
  await one.page.mouse.move(box.middle, box.y + 20)
  await one.page.mouse.down()
  await one.page.mouse.move(box.middle, box.y + 20 + box.height, { steps: 6 })
  const ghost = one.page.locator('.day-ghost')
  await ghost.waitFor()
  const other = await boxOf(block(two.page, moved))
  const three = await middleOf(column(two.page, shop, 3))
  await drag(two.page, { x: other.middle, y: other.y + 20 }, { x: three, y: other.y + 20 })
  // The other one's move arrives here without a reload, while the hand still holds on.
  await column(one.page, shop, 3).locator(`[id="visit-${moved.id}"]`).waitFor()
  expect(await ghost.innerText()).toContain('10:00 AM')
  await one.page.mouse.up()
  await expect.poll(async () => clock((await now(shop, held)).startsAt)).toBe('10:00')
  await expect.poll(() => block(two.page, held).innerText()).toContain('10:00 AM')
  await one.leave()
  await two.leave()
})

test('the work of a visit is changed by keys alone, and another browser sees the day follow [S0.13d] [S2.04c]', async () => {
  const shop = await shopOf('calendar-work')
  const wash = { name: 'Wash', durationMinutes: 90, priceKind: 'quote', needs: [{ kind: 'bay' }] }
  await call({ url }, 'POST', `/api/shops/${shop.slug}/services`, wash, token)
  const mine = await book(shop, '09:00', 1, 'Wanda Work')
  const one = await openDay(shop)
  const two = await openAt(`/desk/${shop.slug}/calendar?date=${shop.day.toString()}&appointment=${mine.id}`)
  const { keyboard } = one.page
  await block(one.page, mine).focus()
  await keyboard.press('Enter')
  const panel = one.page.getByRole('complementary', { name: 'Wanda Work' })
  await panel.waitFor()
  const change = panel.getByText('Change the work')
  await change.focus()
  await keyboard.press('Enter')
  await keyboard.press('Tab')
  await keyboard.press('Tab')
  expect(
    await panel.getByRole('checkbox', { name: 'Wash' }).evaluate((box) => box === document.activeElement),
  ).toBe(true)
  expect(await panel.getByRole('radio', { name: 'By phone' }).isChecked()).toBe(true)
  await keyboard.press('Space')
  await keyboard.press('Tab')
  await keyboard.press('Enter')
  await panel.getByText('Length, people and places have followed.').waitFor()
  expect(clock((await now(shop, mine)).endsAt)).toBe('11:30')
  await block(two.page, mine).getByText('Check, Wash').waitFor()
  // What stands open there is drawn anew with the work that it is for now.
  const other = two.page.getByRole('complementary', { name: 'Wanda Work' })
  await other.getByText('Change the work').click()
  expect(await other.getByRole('checkbox', { name: 'Wash' }).isChecked()).toBe(true)
  expect(await axeFaults(two.page)).toEqual([])
  await one.leave()
  await two.leave()
})

/** The bay of that number is away on the shop's day. */
async function closeBay(shop: CalendarShop, bay: number): Promise<void> {
  const zone = 'America/New_York'
  const day = (offset: number) => shop.day.add({ days: offset }).toZonedDateTime(zone).toInstant().toString()
  const path = `/api/shops/${shop.slug}/resources/${shop.bays[bay - 1]?.id}/time-off`
  await call({ url }, 'POST', path, { startsAt: day(0), endsAt: day(1), reason: 'The lift is broken' }, token)
}

test('conflicts are walked through by keyboard: one given to another bay, one kept with a reason, one by asking the customer', async () => {
  const shop = await shopOf('calendar-conflicts')
  const visits = [
    await book(shop, '09:00', 1, 'Ada First'),
    await book(shop, '10:00', 1, 'Ben Second'),
    await book(shop, '11:00', 1, 'Cleo Third'),
  ]
  const { page, leave } = await openDay(shop)
  await closeBay(shop, 1)
  const [first] = visits
  if (!first) throw new Error('nothing is booked')
  const go = page.getByRole('link', { name: 'Find other ways' })
  await go.waitFor()
  await go.press('Enter')
  await page.getByRole('complementary', { name: 'Ada First' }).waitFor()
  await page.getByRole('complementary').getByText('Bay One is away').waitFor()
  await page.getByRole('button', { name: 'Give it to Bay Three' }).press('Enter')
  await page.getByText('Given. On to the next one.').waitFor()
  expect((await now(shop, first)).resourceIds).toEqual([shop.bays[2]?.id])
  const second = page.getByRole('complementary', { name: 'Ben Second' })
  await second.getByText('Keep it as it is').press('Enter')
  await second.getByRole('button', { name: 'Keep it', exact: true }).press('Enter')
  await second.getByText('Please fill this in.').first().waitFor()
  await second.getByLabel('Why it can stay').fill('It needs no lift.')
  await page.keyboard.press('Enter')
  await page.getByText('Kept as it is, with your reason.').waitFor()
  const third = page.getByRole('complementary', { name: 'Cleo Third' })
  await third.getByRole('button', { name: 'Ask for another time' }).press('Enter')
  await page.getByText('Waiting for an answer.').waitFor()
  await leave()
})

/** A finger that goes down, stays for a while, and goes on to another place. */
async function press(page: Page, from: { x: number; y: number }, to: { x: number; y: number }, stay: number) {
  const finger = await page.context().newCDPSession(page)
  const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', at?: { x: number; y: number }) =>
    finger.send('Input.dispatchTouchEvent', { type, touchPoints: at ? [at] : [] })
  await touch('touchStart', from)
  await page.waitForTimeout(stay)
  for (const part of [0.25, 0.5, 0.75, 1])
    await touch('touchMove', { x: from.x + (to.x - from.x) * part, y: from.y + (to.y - from.y) * part })
  return { letGo: () => touch('touchEnd') }
}

test('on a phone a long press takes a visit up and moves it to another day; a short one scrolls [S2.04c]', async () => {
  const shop = await shopOf('calendar-touch')
  const mine = await book(shop, '09:30', 1, 'Tina Touch')
  const day = shop.day.toString()
  const { page, leave } = await openAt(`/desk/${shop.slug}/calendar?date=${day}&view=week`, { width: 390 })
  const next = shop.day.add({ days: 1 }).toString()
  const box = await boxOf(block(page, mine))
  const from = { x: box.middle, y: box.y + box.height / 2 }
  const target = await page.locator(`[data-column="${next}"]`).boundingBox()
  if (!target) throw new Error('the next day is not on the screen')
  const to = { x: from.x, y: target.y + target.height / 2 }
  const before = await page.evaluate(() => window.scrollY)
  const short = await press(page, from, { x: from.x, y: from.y - 200 }, 30)
  await short.letGo()
  await expect.poll(() => page.evaluate(() => window.scrollY)).toBeGreaterThan(before)
  expect((await now(shop, mine)).startsAt.slice(0, 10)).toBe(day)
  await page.evaluate((top) => window.scrollTo(0, top), before)
  await expect.poll(() => page.evaluate(() => window.scrollY)).toBe(before)
  const long = await press(page, from, to, 600)
  await page.locator('.week-ghost').waitFor()
  expect(await page.evaluate(() => window.scrollY)).toBe(before)
  await long.letGo()
  await expect.poll(async () => (await now(shop, mine)).startsAt.slice(0, 16)).toBe(`${next}T09:30`)
  await leave()
})

test('a press on empty time opens a new visit there, and a new customer is booked without leaving the day', async () => {
  const shop = await shopOf('calendar-add')
  await book(shop, '09:00', 1, 'Olga Other')
  const { page, leave } = await openDay(shop)
  const two = column(page, shop, 2)
  const box = await two.boundingBox()
  if (!box) throw new Error('there is no second bay')
  // The tenth half hour of the ten hours from eight on.
  await two.click({ position: { x: box.width / 2, y: (box.height * 9.5) / 20 } })
  const panel = page.getByRole('complementary', { name: 'Add visit' })
  await panel.getByText('In the column of Bay Two').waitFor()
  expect(await panel.getByLabel('Time', { exact: true }).inputValue()).toMatch(/^12:30\sPM$/)
  await panel.getByLabel('Time', { exact: true }).fill('۱۲:۳۰')
  await panel.getByLabel('Name').fill('Nora Newcomer')
  await panel.getByRole('textbox', { name: 'Phone' }).fill('(212) 555-0166')
  await panel.getByLabel('Make').fill('Saab')
  await panel.getByLabel('Model').fill('900')
  await panel.getByText('Check', { exact: true }).click()
  await panel.getByRole('button', { name: 'Book it' }).click()
  await two.getByText('Nora Newcomer').waitFor()
  expect(await two.getByRole('link', { name: /Nora Newcomer/ }).innerText()).toContain('12:30')
  await page.keyboard.press('Escape')
  await page.getByRole('link', { name: 'Add visit' }).press('Enter')
  await page.getByRole('complementary', { name: 'Add visit' }).waitFor()
  await leave()
})

test('axe finds nothing in day, week, panel, a move under way and conflicts, in both languages and themes', async () => {
  const shop = await shopOf('calendar-axe')
  const mine = await book(shop, '09:00', 1, 'Axel Axe')
  await closeBay(shop, 1)
  const day = `date=${shop.day.toString()}`
  for (const options of [
    { locale: 'en', colorScheme: 'light' },
    { locale: 'fa', colorScheme: 'dark' },
    { locale: 'fa', colorScheme: 'light', width: 390 },
  ] as const) {
    const before = options.locale === 'fa' ? '/fa' : ''
    const base = `${before}/desk/${shop.slug}`
    const { page, leave } = await openAt(`${base}/calendar?${day}`, options)
    for (const path of [
      `${base}/calendar?${day}`,
      `${base}/calendar?${day}&view=week`,
      `${base}/calendar?${day}&appointment=${mine.id}&pick=${shop.day.toString()}`,
      `${base}/calendar?${day}&add=now`,
      `${base}/conflicts`,
    ]) {
      await page.goto(path)
      await awake(page)
      if (path.endsWith(day) && !('width' in options)) {
        await block(page, mine).focus()
        await page.keyboard.press('m')
        await page.locator('.day-ghost').waitFor()
      }
      expect(await axeFaults(page), path).toEqual([])
      expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), path).toBe(true)
    }
    await leave()
  }
}, 300_000)
