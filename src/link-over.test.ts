import { expect, test } from 'vitest'
import { testApp } from './kit/testing/app.ts'
import { sendPhoto } from './kit/testing/access-matrix/photo.ts'
import { testShop } from './kit/testing/shop.ts'
import { signedInBrowser } from './web/testing/browser.ts'
import { textOf } from './web/testing/plain-browser.ts'
import { addPages } from './web/testing/pages.ts'

const house = await testApp({ config: { rateLimits: 0 } })
await addPages(house.app)
const { shop, owner } = await testShop(house)

const PAGE = 'text/html,application/xhtml+xml,*/*;q=0.8'

/** What somebody gets who follows a link in a browser; `accept` says what is asked for. */
const follow = (url: string, headers: Record<string, string> = {}) =>
  house.app.inject({ url: url.replace(/^https?:\/\/[^/]+/, ''), headers: { accept: PAGE, ...headers } })

const sheetOf = async (): Promise<string> => {
  const plan = await owner.get(`/api/shops/${shop.slug}/day-plan?date=2026-12-01`)
  return String(plan.body['pdfUrl'])
}

const photoUrl = async () => String((await sendPhoto(house)).body['url'])

/** The link to a photo that is there no more, or never was. */
const goneUrl = async () => {
  const hour = Math.floor(house.clock.now().epochMilliseconds / 3_600_000) + 6
  const id = crypto.randomUUID()
  return `/files/${id}/full?until=${hour}&signature=${house.services.secrets.sign(`file ${id} full ${hour}`)}`
}

test('a link that has run out leads to the page that says so, in the reader’s language', async () => {
  const links = [await photoUrl(), await sheetOf()]
  for (const link of links) expect((await follow(link)).statusCode, link).toBe(200)
  house.clock.advance({ hours: 7 })
  for (const link of links) {
    const led = await follow(link)
    expect([led.statusCode, led.headers.location, led.headers['cache-control']]).toEqual([
      303,
      '/link-over',
      'no-store',
    ])
  }
  const [photo = ''] = links
  expect((await follow(photo, { 'accept-language': 'fa' })).headers.location).toBe('/fa/link-over')
  const chosen = { 'accept-language': 'en', cookie: 'locale=fa' }
  expect((await follow(photo, chosen)).headers.location).toBe('/fa/link-over')
  const page = await follow('/link-over')
  expect(page.statusCode).toBe(404)
  expect(page.body).not.toContain('<script')
  expect(textOf(page.body)).toMatch(/This link has run out.*load that page anew.*Sign in/)
  expect(textOf((await follow('/fa/link-over')).body)).toContain('زمان این پیوند به پایان رسیده است')
  const desk = await (await signedInBrowser(house.app, owner)).open('/link-over')
  expect(desk.text).toContain(`href="/desk/${shop.slug}"`)
})

test('nothing tells a link that is over from a wrong one or one to a file that is gone', async () => {
  const photo = await photoUrl()
  const wrong = photo.replace(/signature=.{4}/, 'signature=aaaa')
  const never = photo.replace(/files\/[^/]+/, `files/${crypto.randomUUID()}`)
  const gone = await goneUrl()
  house.clock.advance({ hours: 1 })
  const here = await Promise.all([wrong, never, gone].map((link) => follow(link)))
  house.clock.advance({ hours: 7 })
  const answers = [...here, await follow(photo), await follow(wrong), await follow(gone)]
  for (const { statusCode, headers, body } of answers)
    expect([statusCode, headers.location, body]).toEqual([303, '/link-over', ''])
})

test('pictures of a page and programs get the plain refusal', async () => {
  const photo = (await photoUrl()).replace(/signature=.{4}/, 'signature=aaaa')
  for (const accept of ['image/avif,image/webp,*/*;q=0.8', 'application/json', '*/*']) {
    const answer = await follow(photo, { accept })
    expect([answer.statusCode, answer.json().code], accept).toEqual([404, 'not-found'])
  }
})
