import type { CDPSession } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { screens } from './screens-list.ts'
import type { Running } from './screens-list.ts'
import { visit } from './support/browser.ts'
import { demoFixbay } from './support/demo.ts'
import { bookVisit, tokenInLetter } from './support/screens.ts'

// The weights of look.md as a phone receives them in Persian: markup, styles and scripts, compressed.
const PLAIN = 60_000
const HYDRATED = 160_000
const COUNTED = new Set(['Document', 'Stylesheet', 'Script'])

let url = ''
let code: Promise<string> | undefined

beforeAll(async () => {
  ;({ url } = await demoFixbay())
}, 300_000)

const running: Running = {
  get: async (path) => (await fetch(`${url}/api/${path}`)).json(),
  trackingCode: () => (code ??= bookVisit(url)),
  letter: (to, below) => tokenInLetter(url, to, below),
}

/** Adds up what a page receives from now on: the bytes of bodies as they are sent. */
async function weigh(session: CDPSession): Promise<() => number> {
  const heads = new Map<string, number>()
  let bytes = 0
  session.on('Network.responseReceived', ({ requestId, type, response }) => {
    if (COUNTED.has(type)) heads.set(requestId, response.encodedDataLength)
  })
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    const head = heads.get(requestId)
    if (head !== undefined) bytes += encodedDataLength - head
  })
  await session.send('Network.enable')
  return () => bytes
}

const open = screens.filter(
  ({ as, enter, isFirst, path }) => !as && !enter && !isFirst && !path.startsWith('/dev/'),
)

test.each(open.map((screen) => [screen.name, screen] as const))(
  '%s is light on the wire',
  async (_name, { path, id }) => {
    const { page, context, leave } = await visit(url, { locale: 'fa', width: 390 })
    const weight = await weigh(await context.newCDPSession(page))
    const english = id ? path.replace(':id', await id(running)) : path
    await page.goto(`/fa${english === '/' ? '' : english}`, { waitUntil: 'networkidle' })
    const isHydrated = (await page.locator('script[type=module]').count()) > 0
    expect(weight()).toBeGreaterThan(5000)
    expect(weight()).toBeLessThanOrEqual(isHydrated ? HYDRATED : PLAIN)
    await leave()
  },
)
