import { chromium } from 'playwright-core'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { inject } from 'vitest'
import { visitor } from './visitor.ts'
import type { Visit } from './visitor.ts'

let shared: Promise<Browser> | undefined

/** The run's one browser: started by the global setup, joined by each worker. */
export function browser(): Promise<Browser> {
  shared ??= chromium.connect(inject('browser'))
  return shared
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

/** Waits until React has taken the page over: what is pressed before is lost. */
export async function awake(page: Page): Promise<void> {
  await page.waitForFunction(() =>
    Object.keys(document.getElementById('main') ?? {}).some((key) => key.startsWith('__react')),
  )
}
