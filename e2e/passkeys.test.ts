import { beforeAll, expect, test } from 'vitest'
import { visit } from './support/browser.ts'
import { demoFixbay } from './support/demo.ts'
import { addDevice } from './support/device.ts'

let url = ''

beforeAll(async () => {
  ;({ url } = await demoFixbay())
}, 300_000)

test('a passkey is added by the browser, signs in without a password, and opens nothing once removed', async () => {
  const { page, context, leave } = await visit(url)
  const device = await addDevice(page)
  await page.goto('/register')
  await page.getByLabel('Name').fill('Ada')
  await page.getByLabel('E-mail address').fill('ada@example.com')
  await page.getByLabel('Password').fill('three quiet words')
  await page.getByRole('button', { name: 'Make my account' }).click()
  await page.waitForURL('**/me')
  await page.goto('/me/security/passkeys')
  await page.getByRole('button', { name: 'Add a passkey' }).click()
  await page.getByText('Your passkey is kept.').waitFor()
  expect(await device.count()).toBe(1)
  await context.clearCookies()
  await page.goto('/sign-in?to=/me/garage')
  await page.getByRole('button', { name: 'Sign in with a passkey' }).click()
  await page.waitForURL(({ pathname }) => pathname === '/me/garage')
  await page.goto('/me/security/passkeys')
  await page.getByText('Last used').waitFor()
  await page.getByRole('button', { name: /^Remove/ }).click()
  await page.getByText('The passkey is removed.').waitFor()
  await context.clearCookies()
  await page.goto('/sign-in')
  await page.getByRole('button', { name: 'Sign in with a passkey' }).click()
  await page.getByText('This passkey does not open anything here.').waitFor()
  await leave()
})

test('who turns the device down is told so and can try again', async () => {
  const { page, leave } = await visit(url, { locale: 'fa', width: 390 })
  const device = await addDevice(page)
  await device.refuse()
  await page.goto('/fa/sign-in')
  await page.getByRole('button', { name: 'ورود با کلید عبور' }).click()
  await page.getByText('کلید عبوری نشان داده نشد.').waitFor()
  expect(new URL(page.url()).pathname).toBe('/fa/sign-in')
  await leave()
})

test('without JavaScript there is no button that does nothing', async () => {
  const { page, leave } = await visit(url, { javaScriptEnabled: false })
  await page.goto('/sign-in')
  await page.getByRole('link', { name: 'Sign in with a code to my phone' }).waitFor()
  expect(await page.getByRole('button', { name: 'Sign in with a passkey' }).count()).toBe(0)
  await leave()
})
