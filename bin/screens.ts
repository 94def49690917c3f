import { mkdirSync, rmSync } from 'node:fs'
import path from 'node:path'
import type { Browser, BrowserContext } from 'playwright-core'
import { launchBrowser } from '../e2e/support/chromium.ts'
import { newDataFolder, removeDataFolder, startFixbay } from '../e2e/support/fixbay.ts'
import { visitor } from '../e2e/support/visitor.ts'
import type { Visit } from '../e2e/support/visitor.ts'
import { screens } from '../e2e/screens-list.ts'
import type { Screen } from '../e2e/screens-list.ts'
import { root } from './folders.ts'
import { oneLine } from './refusal.ts'

// `npm run screens`: pictures of every screen from the running program with its demo shops, into build/screens.
// `-- home` takes those alone whose name begins so.

const folder = path.join(root, 'build', 'screens')
const kept = path.join(root, 'docs', 'images')
const wanted = process.argv.slice(2)

async function takeAll(browser: Browser, url: string): Promise<number> {
  let taken = 0
  for (const width of [1440, 390] as const) {
    for (const locale of ['en', 'fa'] as const) {
      for (const colorScheme of ['light', 'dark'] as const) {
        taken += await takeFor(browser, url, { width, locale, colorScheme })
      }
    }
  }
  return taken
}

async function takeFor(browser: Browser, url: string, visit: Visit): Promise<number> {
  const chosen = screens.filter(
    ({ name }) => wanted.length === 0 || wanted.some((start) => name.startsWith(start)),
  )
  for (const [person, mine] of Map.groupBy(chosen, ({ as }) => as)) {
    const context = await browser.newContext({ baseURL: url, ...visitor(visit) })
    if (person) await signIn(context, person)
    for (const screen of mine) await take(context, screen, visit)
    await context.close()
  }
  return chosen.length
}

async function take(
  context: BrowserContext,
  screen: Screen,
  { locale, width, colorScheme }: Visit,
): Promise<void> {
  const page = await context.newPage()
  const address = locale === 'fa' ? `/fa${screen.path === '/' ? '' : screen.path}` : screen.path
  const response = await page.goto(address, { waitUntil: 'load' })
  if (!response?.ok()) throw new Error(`${address} answers ${response?.status()}`)
  await page.evaluate(() => document.fonts.ready)
  const variant = `${locale}-${width}-${colorScheme}`
  const file = path.join(folder, `${screen.name}-${variant}.png`)
  await page.screenshot({ path: file, fullPage: true })
  if (screen.readme?.includes(variant)) {
    mkdirSync(kept, { recursive: true })
    await page.screenshot({ path: path.join(kept, path.basename(file)) })
  }
  await page.close()
}

async function signIn(context: BrowserContext, person: string): Promise<void> {
  const page = await context.newPage()
  await page.goto('/sign-in')
  await page.locator('input[name=email]').fill(`${person}@fixbay.example`)
  await page.locator('input[name=password]').fill('Fixbay-demo-1')
  await page.locator('form:has(input[name=password]) button[type=submit]').click()
  await page.waitForURL((where) => !where.pathname.endsWith('/sign-in'))
  await page.close()
}

const dataFolder = newDataFolder()
try {
  console.log('Starting Fixbay with its demo shops…')
  const fixbay = await startFixbay({ dataFolder, env: { FIXBAY_DEMO: '1' } })
  try {
    const browser = await launchBrowser()
    if (wanted.length === 0) rmSync(folder, { recursive: true, force: true })
    mkdirSync(folder, { recursive: true })
    console.log(`${await takeAll(browser, fixbay.url)} pictures are in ${path.relative(root, folder)}.`)
    await browser.close()
  } finally {
    await fixbay.stop()
  }
} catch (error) {
  console.error(oneLine(error))
  process.exitCode = 1
} finally {
  removeDataFolder(dataFolder)
}
