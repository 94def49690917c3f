import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { createElement } from 'react'
import { expect, test } from 'vitest'
import { sessionCookie } from './features/accounts/cookie.ts'
import { openBrowserSession } from './features/accounts/sessions.ts'
import { transaction } from './kit/db/index.ts'
import { batched } from './kit/http/batched.ts'
import { createPageCache } from './kit/http/page-cache.ts'
import { testApp } from './kit/testing/app.ts'
import { testShop } from './kit/testing/shop.ts'
import { FormKey } from './web/form-key.tsx'
import { addPages } from './web/testing/pages.ts'
import { pageCacheOptions } from './page-cache.ts'

const house = await testApp({ at: '2026-12-01T13:00:00Z' })
const { app, services, people } = house
const { shop, owner, addService } = await testShop(house)
const service = await addService({ name: 'Brake pads', price: { amount: 14_900, currency: 'USD' } })

let milliseconds = 0
let reads = 0
const cache = pageCacheOptions(services)
/** Whether the next answer breaks as it is begun. */
let breaks = false
app.addHook('onRequest', async (_request, { raw }) => {
  if (!breaks) return
  const writeHead = raw.writeHead.bind(raw)
  raw.writeHead = () => {
    raw.writeHead = writeHead
    breaks = false
    throw new Error('cannot be written')
  }
})
const Page = () => 'probe'
const keep = { noScripts: true, kept: true }
let drawn = 0
const countDrawn = () => {
  drawn += 1
  return null
}
await addPages(
  app,
  [
    { path: 'shops/:shop/probe/kept', module: { default: Page, handle: keep, loader: countDrawn } },
    {
      path: 'shops/:shop/probe/scripted',
      module: { default: Page, handle: { kept: true }, loader: countDrawn },
    },
    {
      path: 'shops/:shop/probe/plain',
      module: { default: Page, handle: { noScripts: true }, loader: countDrawn },
    },
    {
      path: 'shops/:shop/probe/cookie',
      module: {
        default: Page,
        handle: keep,
        loader: countDrawn,
        headers: () => new Headers({ 'set-cookie': 'visit=1' }),
      },
    },
    {
      path: 'shops/:shop/probe/form',
      module: { default: FormWithKey, handle: keep, loader: countDrawn },
    },
  ],
  app.contextOf,
  createPageCache({
    ...cache,
    clock: () => milliseconds,
    versionsOf: (slugs) => {
      reads += 1
      return cache.versionsOf(slugs)
    },
  }),
)

function FormWithKey() {
  return createElement('form', null, createElement(FormKey, { value: 'a key' }))
}

/** A visitor who comes no sooner than a browser comes back. */
const ask = (url: string, headers: Record<string, string> = {}) => {
  milliseconds += 5
  return app.inject({ url, headers })
}
const get = (path: string, headers: Record<string, string> = {}) => ask(`/shops/${shop.slug}${path}`, headers)

/** How often a page was drawn while `work` ran. */
async function drawnBy(work: () => Promise<unknown>): Promise<number> {
  const before = drawn
  await work()
  return drawn - before
}

async function sessionOf(accountId: string): Promise<string> {
  const { token } = await transaction(house.ctx(), (tx) => openBrowserSession(tx, accountId))
  return sessionCookie(services.config, token).split(';', 1)[0] ?? ''
}

test('a kept page is drawn once for all visitors without a session', async () => {
  const first = await get('/probe/kept')
  expect(first.statusCode).toBe(200)
  expect(first.body).toContain('probe')
  const again = await drawnBy(async () => {
    const kept = await get('/probe/kept')
    expect(kept.body).toBe(first.body)
    expect({ ...kept.headers, date: '' }).toEqual({ ...first.headers, date: '' })
  })
  expect(again).toBe(0)
  expect(first.headers['vary']).toContain('cookie')
  expect(first.headers['content-security-policy']).toContain("script-src 'self'")
})

test('a new price, name or text shows at once [S0.01a]', async () => {
  expect((await get('')).body).toContain('$149.00')
  const { status, body } = await owner.put(`/api/shops/${shop.slug}/services/${service.id}/price`, {
    priceKind: 'fixed',
    price: { amount: 9900, currency: 'USD' },
  })
  expect(status, JSON.stringify(body)).toBe(200)
  const after = await get('')
  expect(after.body).not.toContain('$149.00')
  expect(after.body).toContain('$99.00')
  await owner.patch(`/api/shops/${shop.slug}`, { phone: '(212) 555-0188' })
  expect((await get('')).body).toContain('555-0188')
  await owner.put(`/api/shops/${shop.slug}/texts`, {
    texts: [{ key: 'about', locale: 'en', body: 'We mend what you love.' }],
  })
  expect((await get('')).body).toContain('We mend what you love.')
})

test('a shop that is suspended takes no bookings at once', async () => {
  const other = await testShop(house)
  const url = `/shops/${other.shop.slug}`
  expect((await ask(url)).statusCode).toBe(200)
  const admin = await people.add({ role: 'super_admin' })
  const { status, body } = await admin.post(`/api/shops/${other.shop.slug}/suspend`, {
    reason: 'The address is not theirs.',
  })
  expect(status, JSON.stringify(body)).toBe(200)
  expect((await ask(url)).body).not.toContain(`${url}/book`)
})

test('who is signed in neither gets a kept page nor leaves one behind', async () => {
  const ada = await people.add()
  const cookie = await sessionOf(ada.id)
  milliseconds += 60_000
  const own = await get('', { cookie })
  expect(own.body).toContain('href="/me"')
  const guest = await get('')
  expect(guest.body).not.toContain('href="/me"')
  expect(guest.headers['etag']).toBeDefined()
  const ownAgain = await get('', { cookie })
  expect(ownAgain.body).toContain('href="/me"')
  expect(ownAgain.headers['etag']).toBeUndefined()
  expect(await drawnBy(() => get('/probe/kept', { cookie: 'session=old' }))).toBe(1)
  expect(await drawnBy(() => get('/probe/kept', { cookie: 'session=old' }))).toBe(1)
})

test('language, calendar, theme and query each have their own page; the host that was asked changes none', async () => {
  const one = await get('')
  const [persian, jalali, dark, asked] = await Promise.all([
    ask(`/fa/shops/${shop.slug}`),
    get('', { cookie: 'calendar=persian' }),
    get('', { cookie: 'theme=dark' }),
    get('?from=mail'),
  ])
  expect(persian?.body).toContain('dir="rtl"')
  expect(jalali?.body).toContain('data-calendar="persian"')
  expect(dark?.body).toContain('data-theme="dark"')
  for (const other of [persian, jalali, dark]) expect(other?.headers['etag']).not.toBe(one.headers['etag'])
  expect(asked?.statusCode).toBe(200)
  expect((await get('')).body).toBe(one.body)
  milliseconds += 60_000
  expect((await get('', { host: 'elsewhere.example' })).body).not.toContain('elsewhere')
  expect((await get('')).body).not.toContain('elsewhere')
})

test.each(['scripted', 'plain', 'cookie', 'form'])('a page is not kept: %s', async (page) => {
  expect((await get(`/probe/${page}`)).statusCode).toBe(200)
  expect(await drawnBy(() => get(`/probe/${page}`))).toBe(1)
})

test('a page is kept for a minute at most', async () => {
  milliseconds += 60_000
  await get('/probe/kept')
  milliseconds += 59_990
  expect(await drawnBy(() => get('/probe/kept'))).toBe(0)
  expect(await drawnBy(() => get('/probe/kept'))).toBe(1)
})

test('a browser that has the page is told so, and one that unpacks gets it packed', async () => {
  const plain = await get('')
  const etag = String(plain.headers['etag'])
  const same = await get('', { 'if-none-match': etag })
  expect(same.statusCode).toBe(304)
  expect(same.body).toBe('')
  const packed = async (encoding: string) => {
    const answer = await get('', { 'accept-encoding': encoding })
    expect(answer.headers['content-encoding']).toBe(encoding.slice(0, 4).replace(',', ''))
    return answer.rawPayload
  }
  expect(gunzipSync(await packed('gzip')).toString()).toBe(plain.body)
  const br = await get('', { 'accept-encoding': 'gzip, br' })
  expect(br.headers['content-encoding']).toBe('br')
  expect(brotliDecompressSync(br.rawPayload).toString()).toBe(plain.body)
  const refused = await get('', { 'accept-encoding': 'br;q=0' })
  expect(refused.headers['content-encoding']).toBeUndefined()
  expect(refused.body).toBe(plain.body)
})

test('visitors who come at once share drawing and reading', async () => {
  milliseconds += 60_000
  const before = reads
  const count = await drawnBy(() => Promise.all(Array.from({ length: 40 }, () => get('/probe/kept'))))
  expect(count).toBe(1)
  expect(reads - before).toBeLessThan(10)
})

test('a crowd at one page trusts a read for five milliseconds, and no longer', async () => {
  const url = `/shops/${shop.slug}`
  await ask(url)
  const before = reads
  const { body } = await app.inject({ url })
  await owner.patch(`/api/shops/${shop.slug}`, { phone: '(212) 555-0199' })
  milliseconds += 4
  expect((await app.inject({ url })).body).toBe(body)
  expect(reads).toBe(before)
  milliseconds += 1
  expect((await app.inject({ url })).body).toContain('555-0199')
})

test('a crowd’s page that cannot be sent is drawn, and nothing is left unanswered', async () => {
  const url = `/shops/${shop.slug}`
  await ask(url)
  breaks = true
  const { statusCode, body } = await app.inject({ url })
  expect(breaks).toBe(false)
  expect(statusCode).toBe(200)
  expect(body).toContain(shop.name)
})

test('a shared read begins after the question', async () => {
  const begun: string[][] = []
  const finish: (() => void)[] = []
  const versionOf = batched(async (keys) => {
    begun.push([...keys])
    await new Promise<void>((resolve) => finish.push(resolve))
    return new Map(keys.map((key) => [key, `${key} ${begun.length}`]))
  })
  const first = versionOf('a')
  await turn()
  const later = [versionOf('a'), versionOf('b'), versionOf('a')]
  finish[0]?.()
  expect(await first).toBe('a 1')
  // Answered, and asking again at once: the same read serves both.
  later.push(versionOf('c'))
  await turn()
  finish[1]?.()
  expect(await Promise.all(later)).toEqual(['a 2', 'b 2', 'a 2', 'c 2'])
  expect(begun).toEqual([['a'], ['a', 'b', 'c']])
})

const turn = () => new Promise((resolve) => setTimeout(resolve, 5))
