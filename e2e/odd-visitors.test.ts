import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { awake, visit } from './support/browser.ts'
import { demoFixbay } from './support/demo.ts'
import { signIn } from './support/screens.ts'

let url = ''

beforeAll(async () => {
  ;({ url } = await demoFixbay())
}, 300_000)

test('a visit is booked by keyboard alone, on a machine whose clock is years off', async () => {
  const { page, leave } = await visit(url, { timezone: 'Asia/Tokyo' })
  await page.clock.setFixedTime(new Date('2031-03-03T03:03:03Z'))
  await page.goto('/shops/harbor-auto/book')
  await awake(page)
  await tabTo(page, 'input[type=checkbox]')
  await page.keyboard.press('Space')
  await pressByKey(page, /^Choose a time$/)
  await page
    .getByRole('button', { name: /\d free/ })
    .first()
    .waitFor()
  await pressByKey(page, /\d free$/)
  await page.getByRole('radio').first().waitFor()
  await tabTo(page, 'input[type=radio]')
  await page.keyboard.press('Space')
  await pressByKey(page, /^Next: your car$/)
  await typeInto(page, 'asset.make', 'Fiat')
  await typeInto(page, 'asset.model', 'Panda')
  await pressByKey(page, /^Next: your name$/)
  await typeInto(page, 'customer.name', 'Kay Board')
  await typeInto(page, 'customer.phone', '(718) 555-0177')
  await tabTo(page, 'input[type=checkbox]')
  await page.keyboard.press('Space')
  await pressByKey(page, /^Book .*\d/)
  await page.waitForURL(/\/track\/\w{16}/)
  expect(await page.getByRole('heading', { level: 1 }).innerText()).toMatch(/^Your Panda is booked for .*\d/)
  expect(await page.getByRole('main').innerText()).not.toContain('2031')
  await leave()
})

/** Goes on by Tab until what is in focus matches, and says what it reads. */
async function tabTo(page: Page, selector: string, words = /./s): Promise<void> {
  for (let keys = 0; keys < 80; keys += 1) {
    const reads = await page.evaluate((wanted) => {
      const element = document.activeElement
      return element?.matches(wanted) ? `${element.textContent.replaceAll(/\s+/g, ' ').trim()} ` : null
    }, selector)
    if (reads !== null && words.test(words.source === '.' ? reads : reads.trim())) return
    await page.keyboard.press('Tab')
  }
  throw new Error(`Tab does not lead to ${selector} ${words.source}`)
}

async function pressByKey(page: Page, words: RegExp): Promise<void> {
  await tabTo(page, 'button', words)
  await page.keyboard.press('Enter')
}

async function typeInto(page: Page, name: string, text: string): Promise<void> {
  await tabTo(page, `input[name="${name}"]`)
  await page.keyboard.type(text)
}

const NARROW: [who: string, paths: string[]][] = [
  [
    '',
    ['/', '/shops/harbor-auto', '/shops/harbor-auto/book', '/fa/shops/tehran-karshenasi/book', '/sign-in'],
  ],
  ['customer', ['/me', '/fa/me/invoices', '/me/profile']],
  [
    'owner',
    ['', '/board', '/orders', '/new-order', '/calendar', '/settings', '/settings/hours', '/customers'],
  ],
]

test.each(NARROW)(
  'magnified four times, on 320 points, nothing is wider than the screen: %s',
  { timeout: 240_000 },
  async (who, paths) => {
    const { page, context, leave } = await visit(url)
    await page.setViewportSize({ width: 320, height: 700 })
    if (who) await signIn(context, url, who)
    const wide: string[] = []
    for (const path of paths) {
      await page.goto(who === 'owner' ? `/desk/harbor-auto${path}` : path)
      if (await page.evaluate(() => document.documentElement.scrollWidth > innerWidth)) wide.push(path)
    }
    expect(wide).toEqual([])
    await leave()
  },
)
