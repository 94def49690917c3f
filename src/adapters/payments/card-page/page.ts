import { randomInt } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import { systemNow } from '../../../kit/time/clock.ts'
import { CARD_PAGE_PATH, settledOutcome } from './adapter.ts'
import { makeDelivery, type Delivery } from './events.ts'
import { paymentPage, STYLE_HASH, unknownPage, type CardPageLocale } from './html.ts'
import type { CardOutcome, CardSession, CardStore } from './store.ts'

export interface CardPageOptions {
  store: CardStore
  /** Posts an event to the program's own webhook route. */
  deliver: (delivery: Delivery) => Promise<void>
  now?: () => Temporal.Instant
  lateMs?: number
}

/** The hosted page of the test bank. Answers GET and POST at `/card-page/:ref`, any other path with 404. */
export interface CardPage {
  handle(request: Request): Promise<Response>
}

const OUTCOMES: Readonly<Record<string, CardOutcome['status']>> = {
  pay: 'paid',
  fail: 'failed',
  abandon: 'abandoned',
}

/** Makes the page's handler; mounted by the program where the stand-in is in use. */
export function createCardPage({
  store,
  deliver,
  now = systemNow,
  lateMs = 10_000,
}: CardPageOptions): CardPage {
  const report = async (session: CardSession, outcome: CardOutcome, how: string): Promise<void> => {
    if (how === 'never') return
    if (how === 'late') await wait(lateMs, undefined, { ref: false })
    await deliver(await makeDelivery(store, session, outcome, now()))
    if (how === 'twice') await deliver(await makeDelivery(store, session, outcome, now()))
  }

  const choose = async (
    session: CardSession,
    request: Request,
    locale: CardPageLocale,
  ): Promise<Response> => {
    const form = new URLSearchParams(await request.text())
    const status = OUTCOMES[form.get('choice') ?? '']
    if (!status) return page(400, paymentPage(session, null, locale), session)
    const outcome = await store.settle(session.ref, newOutcome(status, now()))
    // The bank's message goes its own way: the payer does not wait for it and a lost one is part of life.
    if (outcome.status === status)
      void report(session, outcome, form.get('report') ?? 'now').catch(() => undefined)
    if (form.get('stay')) return page(200, paymentPage(session, outcome, locale), session)
    const target = outcome.status === 'abandoned' ? session.cancelUrl : session.returnUrl
    return new Response(null, { status: 303, headers: { location: target, 'cache-control': 'no-store' } })
  }

  return {
    async handle(request) {
      const url = new URL(request.url)
      const locale = localeOf(url)
      const ref = url.pathname.startsWith(`${CARD_PAGE_PATH}/`)
        ? url.pathname.slice(CARD_PAGE_PATH.length + 1)
        : ''
      const session = await store.session(ref)
      if (!session) return page(404, unknownPage(locale))
      const outcome = await settledOutcome(store, session, now())
      if (request.method === 'POST' && !outcome) return await choose(session, request, locale)
      return page(200, paymentPage(session, outcome, locale), session)
    },
  }
}

/** Posts events to `url` of this same program, up to three times where nobody answers. */
export function deliverTo(url: string, pausesMs = [0, 1000, 5000]): CardPageOptions['deliver'] {
  return async ({ body, headers }) => {
    for (const pause of pausesMs) {
      await wait(pause, undefined, { ref: false })
      const answer = await fetch(url, {
        method: 'POST',
        body,
        headers,
        signal: AbortSignal.timeout(10_000),
      }).catch(() => null)
      await answer?.body?.cancel()
      if (answer && answer.status < 500) return
    }
  }
}

function newOutcome(status: CardOutcome['status'], now: Temporal.Instant): CardOutcome {
  const at = now.toString()
  if (status === 'abandoned') return { status, at }
  const maskedCard = `•••• ${randomInt(1000, 9999)}`
  return { status, at, maskedCard, bankReference: String(randomInt(100_000_000, 999_999_999)) }
}

function localeOf(url: URL): CardPageLocale {
  return url.searchParams.get('lang') === 'fa' ? 'fa' : 'en'
}

/** Browsers hold `form-action` against the redirect too, so the shop's address must be allowed. */
function page(status: number, html: string, session?: CardSession): Response {
  const targets = session ? [session.returnUrl, session.cancelUrl].map((url) => new URL(url).origin) : []
  return new Response(html, {
    status,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
      'referrer-policy': 'same-origin',
      'content-security-policy': [
        "default-src 'none'",
        `style-src 'sha256-${STYLE_HASH}'`,
        `form-action 'self' ${[...new Set(targets)].join(' ')}`,
        "base-uri 'none'",
        "frame-ancestors 'none'",
      ].join('; '),
    },
  })
}
