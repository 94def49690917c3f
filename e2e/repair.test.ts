import type { BrowserContext, Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { awake, visit } from './support/browser.ts'
import { demoFixbay } from './support/demo.ts'
import { signIn } from './support/screens.ts'
import type { Visit } from './support/visitor.ts'
import { wordsOf } from './support/words.ts'

let url = ''

beforeAll(async () => {
  ;({ url } = await demoFixbay())
}, 300_000)

/** One walk from the price list to the receipt, in one language on one screen. */
const WALKS = {
  en: { shop: 'harbor-auto', runs: 'owner', width: 1440, service: 'Wiper motor', prices: ['80', '95'] },
  fa: {
    shop: 'tehran-karshenasi',
    runs: 'modir',
    width: 390,
    service: 'تعویض موتور برف‌پاک‌کن',
    prices: ['۴٬۰۰۰٬۰۰۰', '۵٬۰۰۰٬۰۰۰'],
  },
} as const
type Walk = Omit<(typeof WALKS)['en' | 'fa'], 'service'> & {
  /** A name that is nobody else's. */
  service: string
  locale: 'en' | 'fa'
  say: ReturnType<typeof wordsOf>
}

const walkIn = (locale: 'en' | 'fa'): Walk => {
  const { service, ...walk } = WALKS[locale]
  return { ...walk, service: `${service} ${Date.now() % 100_000}`, locale, say: wordsOf(locale) }
}

interface Person {
  page: Page
  context: BrowserContext
  go(path: string): Promise<void>
  press(key: string): Promise<void>
  leave(): Promise<void>
}

/** Somebody who has signed in, in the language and on the screen of the walk. */
async function enter({ locale, width, say }: Walk, name: string): Promise<Person> {
  const options: Visit = { locale, width, timezone: locale === 'fa' ? 'Asia/Tehran' : 'America/New_York' }
  const { page, context, leave } = await visit(url, options)
  await signIn(context, url, name)
  return {
    page,
    context,
    leave,
    async go(path) {
      await page.goto(locale === 'fa' ? `/fa${path}` : path)
      if ((await page.locator('script[type=module]').count()) > 0) await awake(page)
    },
    press: (key) =>
      page
        .getByRole('button', { name: say(key) })
        .first()
        .click(),
  }
}

test.each(['en', 'fa'] as const)(
  'a service is offered, booked, repriced and retired; the work keeps its price, is done, billed, paid by card and receipted, in %s [S0.06] [S0.16] [S0.17b] [S0.17c] [S1.3.1c] [S1.4.2] [S1.4.3c1] [S1.4.3c4] [S2.07a] [S3.C5] [S3.C6a] [S3.C6b] [S4.04b] [S4.07a] [S4.07b]',
  { timeout: 300_000 },
  async (locale) => {
    const walk = walkIn(locale)
    const owner = await enter(walk, walk.runs)
    const customer = await enter(walk, 'customer')
    await offer(walk, owner)
    const order = await book(walk, customer)
    await reprice(walk, owner)
    await work(walk, owner, order)
    await issue(walk, owner, order)
    await pay(walk, customer, order)
    await keepPapers(walk, customer, order)
    await close(walk, owner, order)
    expect(await statusOf(customer, order)).toBe('closed')
    await owner.leave()
    await customer.leave()
  },
)

/** Where the repair stands, as its customer reads it. */
async function statusOf({ context }: Person, order: string): Promise<string> {
  const answer = await context.request.get(`${url}/api/service-request/${order}/status`)
  return ((await answer.json()) as { status: string }).status
}

/** The owner puts a new service on the price list. */
async function offer({ shop, say, service, prices }: Walk, { page, go, press }: Person): Promise<void> {
  await go(`/desk/${shop}/settings/services`)
  await page
    .getByRole('link', { name: say('catalog.add') })
    .first()
    .click()
  await page
    .getByRole('textbox', { name: say('catalog.form.name') })
    .first()
    .fill(service)
  await page.getByRole('textbox', { name: say('catalog.form.price') }).fill(prices[0])
  await press('catalog.form.offer')
  await page.getByRole('link', { name: service, exact: true }).first().waitFor()
}

/** The customer takes its first free time, as the page of booking does. */
async function book({ shop, service }: Walk, { context }: Person): Promise<string> {
  const read = async <T>(path: string): Promise<T> => (await context.request.get(`${url}${path}`)).json()
  const { services } = await read<{ services: { id: string; name: string }[] }>(`/api/shops/${shop}/services`)
  const id = services.find(({ name }) => name === service)?.id ?? ''
  const today = Temporal.Now.plainDateISO('UTC')
  const range = `from=${today.add({ days: 2 }).toString()}&to=${today.add({ days: 20 }).toString()}`
  const { slots } = await read<{ slots: { startsAt: string }[] }>(
    `/api/shops/${shop}/slots?service=${id}&${range}`,
  )
  for (const { startsAt } of slots) {
    const answer = await context.request.post(`${url}/api/appointment`, {
      headers: { origin: url },
      data: {
        shop,
        serviceIds: [id],
        startsAt,
        asset: { kind: 'vehicle', make: 'Peugeot', model: '206' },
        description: 'The wipers stand still in the rain.',
      },
    })
    // Other tests book here too.
    if (answer.status() === 409) continue
    expect(answer.status(), await answer.text()).toBe(201)
    return ((await answer.json()) as { requestId: string }).requestId
  }
  throw new Error('no time is free')
}

/** The price goes up and the service off the list: nobody can book it any more. */
async function reprice({ shop, say, service, prices }: Walk, { page, go, press }: Person): Promise<void> {
  await go(`/desk/${shop}/settings/services`)
  await page.getByRole('link', { name: service, exact: true }).first().click()
  await page.getByRole('textbox', { name: say('catalog.form.price') }).fill(prices[1])
  await press('catalog.form.reprice')
  await page.waitForURL(/saved=1/)
  await page.getByText(say('settings.saved', 'within')).first().waitFor()
  await press('catalog.retire')
  await page.waitForURL(/settings\/services\?saved=1/)
}

/** The work: somebody is put on it, a part and an hour are written down, and it goes over to ready. */
async function work({ shop, say, prices }: Walk, { page, go, press }: Person, order: string): Promise<void> {
  await go(`/desk/${shop}/orders/${order}?tab=state`)
  await page.getByLabel(say('desk.order.assign')).selectOption({ index: 1 })
  await page.getByRole('button', { name: say('desk.order.unassign') }).waitFor()
  await press('desk.order.next.in_progress')
  await page.getByRole('button', { name: say('desk.order.next.quality_check') }).waitFor()
  await go(`/desk/${shop}/orders/${order}`)
  const table = page.getByRole('table').first()
  // It was booked for the old price.
  expect(toNumber(await table.getByLabel(say('desk.line.price')).first().inputValue())).toBe(
    toNumber(prices[0]),
  )
  await addLine(page, say, 'part', prices[0])
  await addLine(page, say, 'labour', prices[1])
  await press('desk.order.next.quality_check')
  await press('desk.order.next.ready_for_pickup')
  await page.getByRole('button', { name: say('desk.order.next.completed') }).waitFor()
}

const toNumber = (text: string): number =>
  Number(
    text
      .replaceAll(/[۰-۹]/g, (digit) => String('۰۱۲۳۴۵۶۷۸۹'.indexOf(digit)))
      .replaceAll('٫', '.')
      .replaceAll(/[^\d.]/g, ''),
  )

async function addLine(page: Page, say: Walk['say'], kind: string, price: string): Promise<void> {
  const form = page.getByRole('form').filter({ has: page.locator('select[name=kind]') })
  if ((await form.count()) === 0)
    await page
      .getByRole('button', { name: say('desk.line.addOne') })
      .first()
      .click()
  await form.getByLabel(say('desk.line.kind')).selectOption(kind)
  await form.getByLabel(say('desk.line.text')).fill(`A ${kind}`)
  await form.getByLabel(say('desk.line.price')).fill(price)
  await form.getByRole('button', { name: say('desk.line.add') }).click()
  await page.locator(`input[value="A ${kind}"]`).waitFor()
}

/** A draft stands by itself; issued it has its number, and its lines are locked. */
async function issue({ shop, say }: Walk, { page, go, press }: Person, order: string): Promise<void> {
  await go(`/desk/${shop}/orders/${order}/invoice`)
  await press('money.issue')
  await page.getByText(say('money.done.issued', 'within')).waitFor()
  await page.getByRole('heading', { level: 2, name: say('money.invoice') }).waitFor()
  expect(await page.getByText(say('money.draft', 'within')).count()).toBe(0)
}

/** The card fails, then the customer thinks better of it, then it is paid; going back does not pay again. */
async function pay({ say }: Walk, { page, go, press }: Person, order: string): Promise<void> {
  for (const [choice, comesTo] of [
    ['fail', 'payments.result.failedTitle'],
    ['abandon', 'payments.result.failedTitle'],
    ['pay', undefined],
  ] as const) {
    await go(`/me/repairs/${order}`)
    await press('track.next.pay')
    await page.getByRole('heading', { name: say('cardPage.bank') }).waitFor()
    // In Persian the words of a failure begin like those of paying, which stand first.
    await page
      .getByRole('button', { name: say(`cardPage.${choice}`) })
      .first()
      .click()
    if (!comesTo) break
    await page.getByRole('heading', { name: say(comesTo) }).waitFor()
    await page.getByRole('link', { name: say('payments.result.back') }).click()
    await page.getByRole('button', { name: say('track.next.pay') }).waitFor()
  }
  await page.waitForURL(/\/track\/\w{16}/)
  await page.getByText(say('track.timeline.paid', 'within')).first().waitFor()
  expect(await page.getByRole('button', { name: say('track.next.pay') }).count()).toBe(0)
  await page.goBack()
  await page
    .getByText(say('cardPage.done.paid', 'within'))
    .or(page.getByText(say('track.timeline.paid', 'within')))
    .first()
    .waitFor()
  await go(`/me/repairs/${order}`)
  expect(await page.getByRole('button', { name: say('track.next.pay') }).count()).toBe(0)
}

/** Invoice and receipt open as papers, from the repair and from the portal's list. */
async function keepPapers({ say }: Walk, { page, context, go }: Person, order: string): Promise<void> {
  await go(`/me/repairs/${order}`)
  for (const key of ['track.papers.invoice', 'track.papers.receipt']) {
    const link = await page.getByRole('link', { name: say(key) }).getAttribute('href')
    const paper = await context.request.get(link ?? '')
    expect((await paper.body()).subarray(0, 5).toString(), key).toBe('%PDF-')
  }
  await go('/me/invoices')
  await page.getByRole('heading', { level: 1, name: say('portal.invoices.title') }).waitFor()
  expect(await page.locator(`a[href$="/me/repairs/${order}"]`).count()).toBeGreaterThan(0)
}

/** The shop sees that it is paid without asking, hands over and closes. */
async function close({ shop, say }: Walk, { page, go, press }: Person, order: string): Promise<void> {
  await go(`/desk/${shop}/orders/${order}/invoice`)
  await page.getByText(say('money.nothing', 'within')).waitFor()
  expect(await page.getByRole('table').getByText(say('money.methods.card', 'within')).count()).toBe(1)
  await go(`/desk/${shop}/orders/${order}`)
  await press('desk.order.next.completed')
  await press('desk.order.next.closed')
  await page.getByRole('button', { name: say('desk.order.next.closed') }).waitFor({ state: 'detached' })
}

test('of two who write the same text at once the second is told, loses nothing, and overwrites nothing unseen', async () => {
  const walk = walkIn('en')
  const [one, two] = [await enter(walk, 'advisor'), await enter(walk, 'manager')]
  const order = await openOrder(one)
  for (const { go } of [one, two]) await go(`/desk/harbor-auto/orders/${order}`)
  const field = ({ page }: Person, key: string) => page.getByRole('textbox', { name: walk.say(key) }).first()
  await field(two, 'desk.job.cause').fill('The relay is dead.')
  await field(one, 'desk.job.cause').fill('The fuse is gone.')
  await field(one, 'desk.job.correction').fill('New fuse.')
  await field(one, 'desk.job.correction').blur()
  // What the first wrote is read by the second, whose own words stand all the same.
  await expect
    .poll(() => field(two, 'desk.job.correction').inputValue(), { timeout: 30_000 })
    .toBe('New fuse.')
  expect(await field(two, 'desk.job.cause').inputValue()).toBe('The relay is dead.')
  await field(two, 'desk.job.cause').blur()
  await two.page.getByRole('alert').waitFor()
  expect(await field(two, 'desk.job.cause').inputValue()).toBe('The relay is dead.')
  await field(two, 'desk.job.cause').press('Escape')
  expect(await field(two, 'desk.job.cause').inputValue()).toBe('The fuse is gone.')
  await one.leave()
  await two.leave()
})

/** An order of the counter's own. */
async function openOrder({ context }: Person): Promise<string> {
  const answer = await context.request.post(`${url}/api/service-request`, {
    headers: { origin: url },
    data: {
      shop: 'harbor-auto',
      asset: { kind: 'vehicle', make: 'Saab', model: '900' },
      description: 'The lights flicker.',
      source: 'phone',
      customer: { name: 'Two Writers', email: `two${Date.now()}@example.com` },
    },
  })
  expect(answer.status(), await answer.text()).toBe(201)
  return ((await answer.json()) as { id: string }).id
}

test('cash whose answer was lost on the way is recorded once, though it is pressed again', async () => {
  const walk = walkIn('en')
  const { page, context, go, press, leave } = await enter(walk, 'advisor')
  const answer = await context.request.get(
    `${url}/api/service-request?shop=harbor-auto&status=payment_pending&limit=1`,
  )
  const [order] = ((await answer.json()) as { requests: { id: string }[] }).requests
  const path = `/api/service-request/${order?.id}/invoice/payments`
  const payments = async () =>
    ((await (await context.request.get(url + path)).json()) as { payments: unknown[] }).payments.length
  const before = await payments()
  await go(`/desk/harbor-auto/orders/${order?.id}`)
  await press('desk.money.record')
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel(walk.say('desk.money.amount')).fill('1')
  await context.route(`**${path}`, async (route) => {
    await route.fetch()
    await route.abort()
  })
  await dialog.getByRole('button', { name: walk.say('desk.money.recordAct') }).click()
  await page.getByText(walk.say('desk.offline', 'within')).first().waitFor()
  await context.unroute(`**${path}`)
  await dialog.getByRole('button', { name: walk.say('desk.money.recordAct') }).dblclick()
  await dialog.waitFor({ state: 'detached' })
  expect(await payments()).toBe(before + 1)
  await leave()
})
