import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { awake, visit } from './support/browser.ts'
import { newDataFolder, removeDataFolder, startFixbay, type Fixbay } from './support/fixbay.ts'
import { wordsOf } from './support/words.ts'

const SHOPS = {
  en: {
    width: 1440,
    name: 'First Garage',
    town: ['12 Canal Street', 'Albany', 'US', 'America/New_York', 'USD'],
    tax: ['Sales tax', '8.875'],
    service: ['Oil change', '89'],
    car: ['Toyota', 'Corolla'],
    free: /\d free/,
    toCar: 'Next: your car',
  },
  fa: {
    width: 390,
    name: 'تعمیرگاه نخست',
    town: ['خیابان آزادی ۱۲', 'تهران', 'IR', 'Asia/Tehran', 'IRR'],
    tax: ['ارزش افزوده', '۱۰'],
    service: ['تعویض روغن', '۸٬۹۰۰٬۰۰۰'],
    car: ['پژو', '۲۰۶'],
    free: /[۰-۹] خالی/,
    toCar: 'بعدی: خودرو',
  },
} as const

test.each(['en', 'fa'] as const)(
  'a new installation is made one’s own by its code and set up in six steps, to a test booking that stands among the orders, in %s',
  { timeout: 300_000 },
  async (locale) => {
    const dataFolder = newDataFolder()
    const fixbay = await startFixbay({ dataFolder, env: { FIXBAY_RATE_LIMITS: '0' } })
    try {
      const { page, leave } = await visit(fixbay.url, { locale, width: SHOPS[locale].width })
      await claim(page, locale, await codeOf(fixbay))
      await openShop(page, locale)
      await setUp(page, locale)
      expect(await tryIt(page, locale)).toBeGreaterThan(0)
      await leave()
    } finally {
      await fixbay.stop()
      removeDataFolder(dataFolder)
    }
  },
)

type Locale = keyof typeof SHOPS

/** The code that the start prints. */
async function codeOf(fixbay: Fixbay): Promise<string> {
  await expect.poll(() => fixbay.printed(), { timeout: 20_000 }).toMatch(/with the code \S+/)
  return /with the code (\S+)/.exec(fixbay.printed())?.[1] ?? ''
}

const filler = (page: Page, locale: Locale) => {
  const say = wordsOf(locale)
  return {
    say,
    fill: (key: string, text: string) => page.getByRole('textbox', { name: say(key) }).fill(text),
    press: (key: string) => page.getByRole('button', { name: say(key) }).click(),
  }
}

async function claim(page: Page, locale: Locale, code: string): Promise<void> {
  const { say, fill, press } = filler(page, locale)
  await page.goto(locale === 'fa' ? '/fa' : '/')
  await page.locator('a[href$="/welcome"]').first().click()
  await fill('welcome.claim.code', code)
  await fill('welcome.claim.name', 'Ada')
  await fill('welcome.claim.email', 'ada@example.com')
  await page.getByLabel(say('welcome.claim.password')).fill('Kestrel-harbour-7')
  await press('welcome.claim.submit')
  await page.waitForURL(/\/welcome\/shop$/)
}

async function openShop(page: Page, locale: Locale): Promise<void> {
  const { say, fill, press } = filler(page, locale)
  const { name, town } = SHOPS[locale]
  const [street, city, region, zone, currency] = town
  await fill('settings.place.name', name)
  await page.getByRole('checkbox', { name: say('shops.kind.workshop') }).check({ force: true })
  await fill('settings.place.address', street)
  await fill('settings.place.city', city)
  await page.getByLabel(say('settings.place.region')).selectOption(region)
  await page.locator('[name=timezone]').fill(zone)
  await page.getByLabel(say('welcome.shop.currency')).selectOption(currency)
  await page.locator('[name=slug]').fill('first')
  await press('welcome.shop.submit')
  await page.waitForURL(/\/welcome\/first\/hours$/)
}

async function setUp(page: Page, locale: Locale): Promise<void> {
  const { say, fill, press } = filler(page, locale)
  const { tax, service } = SHOPS[locale]
  // The usual week stands there already.
  await press('welcome.onward')
  await fill('settings.tax.rateName', tax[0])
  await fill('settings.tax.percent', tax[1])
  await press('welcome.onward')
  await page.getByRole('radio', { name: say('welcome.people.me') }).check({ force: true })
  await press('welcome.onward')
  await fill('catalog.form.name', service[0])
  await fill('catalog.form.price', service[1])
  await press('welcome.onward')
  await page.waitForURL(/\/try$/)
}

/** A test booking as a customer makes it; how often it stands among the orders. */
async function tryIt(page: Page, locale: Locale): Promise<number> {
  const { say, fill, press } = filler(page, locale)
  const { car, free, toCar } = SHOPS[locale]
  await page.getByRole('link', { name: say('welcome.try.book') }).click()
  await awake(page)
  await page.getByRole('button', { name: free }).nth(1).click()
  await page.getByRole('radio').first().check({ force: true })
  await page.getByRole('button', { name: toCar }).click()
  await fill('booking.which.make', car[0])
  await fill('booking.which.model', car[1])
  await press('booking.bar.toWho')
  await page.getByRole('checkbox').last().check()
  await press('booking.bar.book')
  await page.waitForURL(/\/track\/\w{16}/)
  await page.goto(`${locale === 'fa' ? '/fa' : ''}/desk/first/orders`)
  const arrived = page.getByRole('main').getByText(car[1])
  await arrived.first().waitFor()
  return arrived.count()
}
