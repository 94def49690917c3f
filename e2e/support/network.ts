import type { Page } from 'playwright-core'

const calls = ({ pathname }: URL) => pathname.includes('.data') || pathname.includes('/api/')

/** Nothing that the page asks for or sends leaves it. */
export const cutOff = (page: Page) => page.route(calls, (route) => route.abort('internetdisconnected'))

/** What the page sends goes nowhere; what it reads is answered. */
export const cutOffWrites = (page: Page) =>
  page.route(calls, (route) =>
    route.request().method() === 'GET' ? route.continue() : route.abort('internetdisconnected'),
  )

/** Whatever the page sends reaches the server, and its answer never comes back; what it reads is answered. */
export const loseAnswers = (page: Page) =>
  page.route(calls, async (route) => {
    if (route.request().method() === 'GET') return route.continue()
    await route.fetch()
    return route.abort('connectionreset')
  })

/** The network as it was. */
export const joinAgain = (page: Page) => page.unrouteAll({ behavior: 'wait' })
