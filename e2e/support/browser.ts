import { chromium } from 'playwright-core'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { inject } from 'vitest'

export interface Visit {
  locale?: 'en' | 'fa'
  /** Width in CSS pixels: a desk or a phone. */
  width?: 1440 | 390
  colorScheme?: 'light' | 'dark'
  javaScriptEnabled?: boolean
  /** IANA zone of the visitor's machine. */
  timezone?: string
}

let shared: Promise<Browser> | undefined

/** The run's one browser: started by the global setup, joined by each worker. */
export function browser(): Promise<Browser> {
  shared ??= chromium.connect(inject('browser'))
  return shared
}

/** The settings of a visitor's browser; a phone has touch. */
export function visitor({
  locale = 'en',
  width = 1440,
  colorScheme = 'light',
  javaScriptEnabled = true,
  timezone = 'UTC',
}: Visit) {
  const phone = width === 390
  return {
    locale: locale === 'fa' ? 'fa-IR' : 'en-US',
    timezoneId: timezone,
    viewport: { width, height: phone ? 844 : 900 },
    hasTouch: phone,
    isMobile: phone,
    deviceScaleFactor: phone ? 2 : 1,
    colorScheme,
    javaScriptEnabled,
    reducedMotion: 'reduce' as const,
  }
}

/** A fresh visitor at `url` (cookies of nobody); faults of the page's own code fail the visit when it ends. */
export async function visit(
  url: string,
  options: Visit = {},
): Promise<{ page: Page; context: BrowserContext; leave: () => Promise<void> }> {
  const context = await (await browser()).newContext({ baseURL: url, ...visitor(options) })
  const faults: string[] = []
  context.on('weberror', (error) => faults.push(String(error.error())))
  context.on('console', (message) => {
    // A refused form answers 4xx, which the browser reports too; scripts, styles and hydration must be clean.
    const text = message.text()
    if (message.type() === 'error' && !text.startsWith('Failed to load resource')) faults.push(text)
  })
  const page = await context.newPage()
  page.setDefaultTimeout(15_000)
  return {
    page,
    context,
    async leave() {
      await context.close()
      if (faults.length > 0) throw new Error(`The pages had faults:\n${faults.join('\n')}`)
    },
  }
}
