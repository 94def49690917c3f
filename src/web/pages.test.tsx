import fastify from 'fastify'
import { afterAll, expect, test } from 'vitest'
import { notFound, Problem, unauthenticated } from '../kit/errors.ts'
import { pageCtx } from '../kit/http/page-context.ts'
import { testApp } from '../kit/testing/app.ts'
import { addPages, type Probe } from './testing/pages.ts'
import type { LoaderFunctionArgs } from 'react-router'

const logged: object[] = []
const { ctx, services } = await testApp()
const log = { ...services.log, error: (line: object) => void logged.push(line) } as typeof services.log
const config = { ...services.config, url: 'https://fixbay.example' }

const Page = () => <p translate="no">probe</p>
const throwing = (error: unknown) => ({
  default: Page,
  loader: () => {
    throw error
  },
})
const probes: Probe[] = [
  { path: 'probe/hydrated', module: { default: Page } },
  {
    path: 'probe/card',
    module: { default: Page, handle: { noScripts: true, formTargets: ['https://cards.example'] } },
  },
  {
    path: 'probe/ctx',
    module: {
      default: Page,
      loader: ({ context }: LoaderFunctionArgs) => ({ locale: pageCtx(context).locale }),
    },
  },
  { path: 'probe/lost', module: throwing(notFound()) },
  { path: 'probe/guest', module: throwing(unauthenticated()) },
  { path: 'probe/slow', module: throwing(new Problem('slow-down', { retryAfterSeconds: 7 })) },
  { path: 'probe/broken', module: throwing(new Error('a secret of the house')) },
  { path: 'probe/away', module: throwing(Object.assign(new Error('x'), { code: 'ECONNREFUSED' })) },
  { path: 'probe/desk-of-nobody', module: throwing(new Problem('forbidden')) },
  { path: 'probe/track/:code', module: throwing(new Error('broken')) },
  { path: 'probe/act', module: { default: Page, action: () => ({}) } },
]
let away = false
const app = fastify()
await addPages(app, probes, async () => {
  if (away) throw Object.assign(new Error('the database is away'), { code: 'ECONNREFUSED' })
  return { ...ctx(), services: { ...services, log, config } }
})
afterAll(() => app.close())

const get = (url: string, headers: Record<string, string> = {}) => app.inject({ url, headers })

test.each([
  ['/about', 'en', 'ltr', 'About Fixbay'],
  ['/fa/about', 'fa', 'rtl', 'دربارهٔ فیکس‌بی'],
  ['/', 'en', 'ltr', 'Find a repair shop'],
  ['/fa', 'fa', 'rtl', 'یافتن تعمیرگاه'],
])('%s is a page in %s [S1.1.1] [S1.1.2] [S1.1.3] [S1.1.4] [S4.T7]', async (url, lang, dir, title) => {
  const answer = await get(url)
  expect(answer.statusCode).toBe(200)
  expect(answer.body).toContain(`<html lang="${lang}" dir="${dir}" data-area="public"`)
  expect(answer.body).toContain(`<title>${title} · Fixbay</title>`)
  expect(answer.body).toMatch(/<h1>[^<]+<\/h1>/)
})

test('the start page leads to Persian where the browser prefers it and nobody has chosen', async () => {
  const persian = { 'accept-language': 'fa-IR,fa;q=0.9,en;q=0.8' }
  const answer = await get('/?near=1', persian)
  expect([answer.statusCode, answer.headers.location]).toEqual([302, '/fa?near=1'])
  expect(answer.headers.vary).toContain('accept-language')
  expect((await get('/', { ...persian, cookie: 'locale=en' })).statusCode).toBe(200)
  expect((await get('/', { 'accept-language': 'en,fa;q=0.5' })).statusCode).toBe(200)
  expect((await get('/about', persian)).statusCode).toBe(200)
})

test('the link to the other language keeps the address and is remembered', async () => {
  const page = await get('/about?a=1')
  const href = /href="(\/set\/locale\/fa[^"]*)"/.exec(page.body)?.[1]?.replaceAll('&amp;', '&') ?? ''
  const answer = await get(href)
  expect([answer.statusCode, answer.headers.location]).toEqual([303, '/fa/about?a=1'])
  expect(answer.headers['set-cookie']).toContain('locale=fa')
  const back = await get('/set/locale/en?to=/fa/about')
  expect(back.headers.location).toBe('/about')
})

test('a choice never leads to another site, and only what exists can be chosen', async () => {
  for (const to of [
    '//evil.example',
    'https://evil.example',
    '/\\evil.example',
    '/%0d%0aset-cookie:x',
    'javascript:1',
  ]) {
    const answer = await get(`/set/theme/dark?to=${encodeURIComponent(to)}`)
    const there = new URL(String(answer.headers.location), 'https://fixbay.example')
    expect(there.host).toBe('fixbay.example')
  }
  expect((await get('/set/theme/blue?to=/')).statusCode).toBe(404)
  expect((await get('/set/constructor/x?to=/')).statusCode).toBe(404)
})

test('theme and calendar follow their cookies', async () => {
  const { body } = await get('/fa/about', { cookie: 'theme=dark; calendar=gregory' })
  expect(body).toMatch(/<html[^>]* data-calendar="gregory" data-theme="dark"/)
  expect((await get('/fa/about')).body).toMatch(/<html[^>]* data-calendar="persian">/)
})

test('a page without scripts has none, and its policy lets none run', async () => {
  const answer = await get('/about')
  expect(answer.body).not.toContain('<script')
  const policy = String(answer.headers['content-security-policy'])
  expect(policy).toContain("script-src 'self';")
  expect(policy).not.toContain('nonce')
})

test('a hydrated page names its inline scripts by a nonce that is new each time', async () => {
  const nonces = await Promise.all(
    [1, 2].map(async () => {
      const { body, headers } = await get('/probe/hydrated')
      const nonce =
        /script-src 'self' 'nonce-([^']+)'/.exec(String(headers['content-security-policy']))?.[1] ?? ''
      const scripts = [...body.matchAll(/<script\b[^>]*>/g)].map(([tag]) => tag)
      expect(scripts.length).toBeGreaterThan(0)
      for (const tag of scripts) expect(tag).toContain(`nonce="${nonce}"`)
      return nonce
    }),
  )
  expect(nonces[0]).not.toBe(nonces[1])
})

test('a page may let its form lead to a card page', async () => {
  const policy = String((await get('/probe/card')).headers['content-security-policy'])
  expect(policy).toContain("form-action 'self' https://cards.example")
})

test.each([
  ['/nope', 404, 'This page does not exist'],
  ['/fa/nope', 404, 'این صفحه وجود ندارد'],
  ['/probe/lost', 404, 'This page does not exist'],
  ['/fa/probe/desk-of-nobody', 403, 'اجازهٔ دیدن این صفحه را ندارید'],
  ['/probe/broken', 500, 'Something went wrong on our side'],
  ['/fa/probe/broken', 500, 'خطایی از سوی ما رخ داد'],
  ['/probe/away', 503, 'We will be back in a moment'],
  ['/fa/probe/away', 503, 'به‌زودی برمی‌گردیم'],
  ['/probe/slow', 429, 'Too many tries'],
])('%s answers %i in plain words', async (url, status, words) => {
  const answer = await get(url)
  expect(answer.statusCode).toBe(status)
  expect(answer.body).toContain(`<h1>${words}</h1>`)
  expect(answer.body).not.toContain('secret of the house')
  expect(answer.body).not.toContain('<script')
  expect(answer.body).toContain('<meta name="robots" content="noindex"/>')
})

test('a busy page says when to come again, and the page of maintenance does so by itself', async () => {
  expect((await get('/probe/slow')).headers['retry-after']).toBe('7')
  const { body, headers } = await get('/probe/away')
  expect(body).toContain('http-equiv="refresh" content="30"')
  expect(Number(headers['retry-after'])).toBeGreaterThan(0)
})

test('a fault of ours is given a number to write to us about', async () => {
  expect((await get('/probe/broken')).body).toMatch(/give this number: req-/)
})

test('a search engine is told where a page stands in each language, and where it may not look', async () => {
  const { body } = await get('/fa/about')
  expect(body).toContain('<link rel="canonical" href="https://fixbay.example/fa/about"/>')
  expect(body).toContain('<link rel="alternate" hrefLang="en" href="https://fixbay.example/about"/>')
  expect(body).toContain('<link rel="alternate" hrefLang="fa" href="https://fixbay.example/fa/about"/>')
  expect((await get('/nope')).body).not.toContain('canonical')
})

test('a code in an address does not lie in the log', async () => {
  logged.length = 0
  expect((await get('/probe/track/SECRETCODE')).statusCode).toBe(500)
  expect(logged).toMatchObject([{ path: '/probe/track/:code' }])
})

test('a form sent to a page that has none is refused plainly', async () => {
  const answer = await app.inject({ method: 'POST', url: '/about', payload: '' })
  expect([answer.statusCode, /<h1>(.*?)<\/h1>/.exec(answer.body)?.[1]]).toEqual([
    405,
    'This page does not exist',
  ])
})

test('a guest is led to the sign-in and back', async () => {
  const answer = await get('/fa/probe/guest?a=1')
  expect([answer.statusCode, answer.headers.location]).toEqual([
    302,
    '/fa/sign-in?to=%2Ffa%2Fprobe%2Fguest%3Fa%3D1',
  ])
})

test('the capability is called in the language of the page', async () => {
  const answer = await get('/fa/probe/ctx.data', { 'accept-language': 'en' })
  expect(answer.body).toContain('"fa"')
})

test('pages that need no database stand while it is away; the others say so', async () => {
  away = true
  try {
    expect((await get('/about')).statusCode).toBe(200)
    expect((await get('/fa/about')).statusCode).toBe(200)
    expect((await get('/probe/ctx')).statusCode).toBe(503)
  } finally {
    away = false
  }
})

test.each([
  ['another site', { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' }, 403],
  ['a sister site', { 'sec-fetch-site': 'same-site' }, 403],
  ['an old browser on another site', { origin: 'https://evil.example', cookie: 'a=b' }, 403],
  ['nobody knows where, with a cookie', { cookie: 'a=b' }, 403],
  ['no origin at all', { origin: 'null', cookie: 'a=b' }, 403],
  [
    'our own page',
    { 'sec-fetch-site': 'same-origin', origin: 'http://localhost:80', host: 'localhost:80' },
    200,
  ],
  [
    'our own page in an old browser',
    { origin: 'http://fixbay.example', host: 'fixbay.example', cookie: 'a=b' },
    200,
  ],
  ['a program without a cookie', {}, 200],
])('a form from %s', async (_from, headers, status) => {
  const answer = await app.inject({
    method: 'POST',
    url: '/probe/act',
    headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
    payload: 'a=1',
  })
  expect(answer.statusCode).toBe(status)
})
