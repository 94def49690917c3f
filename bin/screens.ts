import { mkdirSync, rmSync } from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
import type { Browser, BrowserContext } from 'playwright-core'
import sharp from 'sharp'
import { launchBrowser } from '../e2e/support/chromium.ts'
import { newDataFolder, removeDataFolder, startFixbay } from '../e2e/support/fixbay.ts'
import { bookVisit, signIn, tokenInLetter } from '../e2e/support/screens.ts'
import { visitor } from '../e2e/support/visitor.ts'
import type { Visit } from '../e2e/support/visitor.ts'
import { screens } from '../e2e/screens-list.ts'
import type { Running, Screen } from '../e2e/screens-list.ts'
import { root } from './folders.ts'
import { oneLine } from './refusal.ts'

// `npm run screens`: pictures of every screen from the running program with its demo shops, into build/screens.
// `-- home` takes those alone whose name begins so; `-- --at http://127.0.0.1:3000` asks a server that runs already
// (with the demo shops; one visit is booked there); `-- --readme` takes those alone that the README shows.

const folder = path.join(root, 'build', 'screens')
const kept = path.join(root, 'docs', 'images')
const { values, positionals: wanted } = parseArgs({
  options: { at: { type: 'string' }, readme: { type: 'boolean', default: false } },
  allowPositionals: true,
})
const chosen = screens.filter(
  ({ name }) => wanted.length === 0 || wanted.some((start) => name.startsWith(start)),
)

const visits: Visit[] = ([1440, 390] as const).flatMap((width) =>
  (['en', 'fa'] as const).flatMap((locale) =>
    (['light', 'dark'] as const).map((colorScheme) => ({ width, locale, colorScheme })),
  ),
)

const variantOf = ({ locale, width, colorScheme }: Visit) => `${locale}-${width}-${colorScheme}`

/** All eight pictures of the screens; gives how many. */
async function takeAll(browser: Browser, url: string, list: readonly Screen[]): Promise<number> {
  let taken = 0
  let code: Promise<string> | undefined
  const trackingCode = () => (code ??= bookVisit(url))
  for (const visit of visits) {
    const asked = list.filter(({ readme }) => !values.readme || readme?.includes(variantOf(visit)))
    for (const [who, mine] of Map.groupBy(asked, ({ as, enter }) => enter ?? as)) {
      const context = await browser.newContext({ baseURL: url, ...visitor(visit) })
      if (typeof who === 'string') await signIn(context, url, who)
      else await who?.(context, url)
      const running: Running = {
        trackingCode,
        letter: (to, below) => tokenInLetter(url, to, below),
        get: async (asked) => (await context.request.get(`${url}/api/${asked}`)).json(),
      }
      for (const screen of mine) await take(context, running, screen, visit)
      await context.close()
      taken += mine.length
    }
  }
  return taken
}

async function take(context: BrowserContext, running: Running, screen: Screen, visit: Visit): Promise<void> {
  const page = await context.newPage()
  const lost: string[] = []
  page.on('response', (answer) => {
    if (answer.status() >= 400 && answer.url().includes('/assets/')) lost.push(answer.url())
  })
  const [id = '', other = ''] = screen.id ? (await screen.id(running)).split(' ') : []
  const english = screen.path.replace(':id', id).replace(':other', other)
  const address = visit.locale === 'fa' ? `/fa${english === '/' ? '' : english}` : english
  const response = await page.goto(address, { waitUntil: 'load' })
  if (response?.status() !== (screen.status ?? 200))
    throw new Error(`${screen.name}: ${address} answers ${response?.status()}`)
  await screen.press?.(page)
  await page.evaluate(() => document.fonts.ready)
  if (lost.length > 0) throw new Error(`${screen.name}: the page lacks ${lost[0]}`)
  const variant = variantOf(visit)
  const file = path.join(folder, `${screen.name}-${variant}.png`)
  await page.screenshot({ path: file, fullPage: true })
  if (screen.readme?.includes(variant)) {
    mkdirSync(kept, { recursive: true })
    const small = sharp(await page.screenshot()).png({ palette: true, colours: 64, effort: 10 })
    await small.toFile(path.join(kept, path.basename(file)))
  }
  await page.close()
}

/** From a server that has its shops already. */
function takeFrom(url: string, browser: Browser): Promise<number> {
  return takeAll(
    browser,
    url,
    chosen.filter(({ isFirst }) => !isFirst),
  )
}

/** From a server of its own: first as it stands before anybody owns it, then with the demo shops. */
async function takeFromOwnServer(browser: Browser): Promise<number> {
  const dataFolder = newDataFolder()
  let taken = 0
  try {
    for (const demo of ['0', '1']) {
      const list = chosen.filter(({ isFirst }) => (isFirst === true) === (demo === '0'))
      if (list.length === 0) continue
      if (demo === '1') console.log('Starting Fixbay with its demo shops…')
      const fixbay = await startFixbay({ dataFolder, env: { FIXBAY_DEMO: demo, FIXBAY_RATE_LIMITS: '0' } })
      try {
        taken += await takeAll(browser, fixbay.url, list)
      } finally {
        await fixbay.stop()
      }
    }
  } finally {
    removeDataFolder(dataFolder)
  }
  return taken
}

try {
  if (wanted.length === 0) rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  const browser = await launchBrowser()
  try {
    const taken = await (values.at ? takeFrom(values.at, browser) : takeFromOwnServer(browser))
    console.log(`${taken} pictures are in ${path.relative(root, folder)}.`)
  } finally {
    await browser.close()
  }
} catch (error) {
  console.error(oneLine(error))
  process.exitCode = 1
}
