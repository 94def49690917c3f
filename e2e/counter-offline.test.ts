import { beforeAll, expect, test } from 'vitest'
import { awake, visit } from './support/browser.ts'
import { bookAt, call, type CalendarShop, openCalendarShop, tokenOf } from './support/calendar-shop.ts'
import { demoFixbay } from './support/demo.ts'
import { cutOffWrites, joinAgain, loseAnswers } from './support/network.ts'
import { signIn } from './support/screens.ts'

let url = ''
let token = ''

beforeAll(async () => {
  ;({ url } = await demoFixbay())
  token = await tokenOf({ url }, 'superadmin')
}, 300_000)

async function openAtCounter(path: string) {
  const { page, context, leave } = await visit(url, {})
  await signIn(context, url, 'superadmin')
  await page.goto(path)
  await awake(page)
  return { page, leave }
}

async function orderCount({ slug }: CalendarShop): Promise<number> {
  const path = `/api/service-request?shop=${slug}`
  return (await call<{ requests: unknown[] }>({ url }, 'GET', path, undefined, token)).requests.length
}

async function servicesOf({ slug }: CalendarShop): Promise<string[]> {
  const path = `/api/shops/${slug}/services`
  const { services } = await call<{ services: { name: string }[] }>({ url }, 'GET', path, undefined, token)
  return services.map(({ name }) => name)
}

test('a new order at the counter outlives a lost network: nothing typed is gone, and three presses make one order', async () => {
  const shop = await openCalendarShop({ url }, token, 'counter-cut')
  const { page, leave } = await openAtCounter(`/desk/${shop.slug}/new-order`)
  await page.getByRole('textbox', { name: 'Name' }).fill('Nora Newcomer')
  await page.getByRole('textbox', { name: 'Phone' }).fill('12')
  await page.getByLabel('Make').fill('Saab')
  await page.getByLabel('Model').fill('900')
  const issue = page.getByRole('textbox', { name: 'What is wrong' })
  await issue.fill('It hums above eighty.')
  const open = page.getByRole('button', { name: 'Open the order' })
  // A refusal first: what it gave back is part of what must stay.
  await open.click()
  await page.getByText('One thing needs another look').waitFor()
  await page.getByRole('textbox', { name: 'Phone' }).fill('(212) 555-0166')
  await cutOffWrites(page)
  await open.click()
  await page.getByText('No connection').waitFor()
  expect(await issue.inputValue()).toBe('It hums above eighty.')
  expect(await orderCount(shop)).toBe(0)
  await joinAgain(page)
  await loseAnswers(page)
  await open.click()
  await expect.poll(() => orderCount(shop)).toBe(1)
  await page.getByText('No connection').waitFor()
  expect(await page.getByRole('textbox', { name: 'Name' }).inputValue()).toBe('Nora Newcomer')
  await joinAgain(page)
  await open.click()
  await page.waitForURL(/\/orders\/[^/]+$/)
  expect(await orderCount(shop)).toBe(1)
  await leave()
})

test('a note and a line of the job sheet stay typed without a network, and are written once when their answer was lost', async () => {
  const shop = await openCalendarShop({ url }, token, 'counter-cut-sheet')
  await bookAt({ url }, token, shop, { time: '09:00', bay: 1, name: 'Sheila Sheet' })
  const listed = await call<{ requests: { id: string }[] }>(
    { url },
    'GET',
    `/api/service-request?shop=${shop.slug}`,
    undefined,
    token,
  )
  const order = listed.requests[0]?.id ?? ''
  const { page, leave } = await openAtCounter(`/desk/${shop.slug}/orders/${order}`)
  const note = page.getByRole('textbox', { name: 'Write a note' })
  const add = page.getByRole('button', { name: 'Add the note' })
  await note.fill('Calls back at four.')
  await cutOffWrites(page)
  await add.click()
  await page.getByText('What you typed is kept').first().waitFor()
  expect(await note.inputValue()).toBe('Calls back at four.')
  await joinAgain(page)
  await loseAnswers(page)
  await add.click()
  const written = async () =>
    (
      await call<{ timeline: { note: string | null }[] }>(
        { url },
        'GET',
        `/api/service-request/${order}`,
        undefined,
        token,
      )
    ).timeline.filter(({ note: text }) => text === 'Calls back at four.').length
  await expect.poll(written).toBe(1)
  expect(await note.inputValue()).toBe('Calls back at four.')
  await joinAgain(page)
  await add.click()
  await expect.poll(() => note.inputValue()).toBe('')
  expect(await written()).toBe(1)
  await page.getByRole('button', { name: 'Add a line' }).click()
  const text = page.getByRole('textbox', { name: 'What', exact: true }).last()
  await text.fill('Wiper blade')
  await cutOffWrites(page)
  await text.press('Enter')
  await page.getByText('What you typed is kept').first().waitFor()
  expect(await text.inputValue()).toBe('Wiper blade')
  await joinAgain(page)
  await text.press('Enter')
  await expect.poll(() => text.inputValue()).toBe('')
  await leave()
})

test('a booking outlives a lost network at its last press: what was typed stays, and it is booked once', async () => {
  const shop = await openCalendarShop({ url }, token, 'counter-cut-book')
  const { page, leave } = await visit(url, { width: 390 })
  await page.goto(`/shops/${shop.slug}/book?service=${shop.serviceId}`)
  await awake(page)
  await page
    .getByRole('button', { name: /\d free/ })
    .nth(6)
    .click()
  await page.getByRole('radio').first().waitFor()
  await page.getByRole('radio').nth(2).check({ force: true })
  await page.getByRole('button', { name: 'Next: your car', exact: true }).click()
  await page.getByLabel('Make', { exact: true }).fill('Saab')
  await page.getByLabel('Model', { exact: true }).fill('900')
  await page.getByRole('button', { name: 'Next: your name', exact: true }).click()
  await page.getByLabel('Name', { exact: true }).fill('Greta Guest')
  await page.getByLabel('Mobile phone').fill('(212) 555-0167')
  await page.getByRole('checkbox', { name: /I agree to the terms/ }).check()
  const book = page.getByRole('button', { name: /^Book .*\d/ })
  await cutOffWrites(page)
  await book.click()
  await page.getByText('No connection').waitFor()
  expect(await page.getByLabel('Name', { exact: true }).inputValue()).toBe('Greta Guest')
  expect(await orderCount(shop)).toBe(0)
  await joinAgain(page)
  await loseAnswers(page)
  await book.click()
  await expect.poll(() => orderCount(shop)).toBe(1)
  await page.getByText('No connection').waitFor()
  await joinAgain(page)
  await book.click()
  await page.waitForURL(/\/track\//)
  expect(await orderCount(shop)).toBe(1)
  await leave()
})

test('a form of the settings that is sent without a network stays with what was typed, and is saved once there is one', async () => {
  const shop = await openCalendarShop({ url }, token, 'settings-cut')
  const { page, leave } = await openAtCounter(`/desk/${shop.slug}/settings/services/new`)
  const name = page.locator('input[name=name]')
  await name.fill('Wheel alignment')
  await page.locator('input[name=price]').fill('89')
  await page.context().setOffline(true)
  const save = page.getByRole('button', { name: 'Offer this service' })
  await save.click()
  await page.getByText('No connection').waitFor()
  expect(await name.inputValue()).toBe('Wheel alignment')
  await page.context().setOffline(false)
  await save.click()
  await expect.poll(() => servicesOf(shop)).toContain('Wheel alignment')
  await leave()
})
