import { once } from 'node:events'
import { get, type IncomingMessage } from 'node:http'
import { buffer } from 'node:stream/consumers'
import { brotliDecompressSync } from 'node:zlib'
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

interface Received {
  bytes: number
  text: string
}

/** A body as it is sent to a browser, and its text. */
async function receive(address: string): Promise<Received> {
  const asked = get(new URL(address, url), {
    headers: { 'accept-encoding': 'br', accept: 'text/html,*/*' },
  })
  const [answer] = (await once(asked, 'response')) as [IncomingMessage]
  const body = await buffer(answer)
  const isPacked = answer.headers['content-encoding'] === 'br'
  return { bytes: body.length, text: (isPacked ? brotliDecompressSync(body) : body).toString() }
}

/** What a page without scripts weighs with its styles; nothing where it has some, which bring more along. */
async function weighPlain(address: string): Promise<number | undefined> {
  const { bytes, text } = await receive(address)
  if (/<script[^>]* src=|<script[^>]*type="module"/.test(text)) return undefined
  const styles = [...text.matchAll(/<link rel="stylesheet" href="([^"]+)"/g)]
  const sizes = await Promise.all(styles.map(async ([, href = '']) => (await receive(href)).bytes))
  return sizes.reduce((total, size) => total + size, bytes)
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
    const english = id ? path.replace(':id', await id(running)) : path
    const address = `/fa${english === '/' ? '' : english}`
    const plain = await weighPlain(address)
    expect(plain ?? PLAIN).toBeGreaterThan(5000)
    expect(plain ?? 0).toBeLessThanOrEqual(PLAIN)
    if (plain !== undefined) return
    const { page, context, leave } = await visit(url, { locale: 'fa', width: 390 })
    const weight = await weigh(await context.newCDPSession(page))
    await page.goto(address, { waitUntil: 'networkidle' })
    expect(weight()).toBeGreaterThan(5000)
    expect(weight()).toBeLessThanOrEqual(HYDRATED)
    await leave()
  },
)
