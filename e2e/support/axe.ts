import { readFileSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { root } from '../../bin/folders.ts'

const source = readFileSync(`${root}/node_modules/axe-core/axe.min.js`, 'utf8')

/** What axe finds wrong on the page as it stands, by the names of its rules. */
export async function axeFaults(page: Page): Promise<string[]> {
  await page.evaluate(source)
  return page.evaluate(async () => {
    const { axe } = window as unknown as {
      axe: { run(options: object): Promise<{ violations: { id: string }[] }> }
    }
    return (await axe.run({ resultTypes: ['violations'] })).violations.map(({ id }) => id)
  })
}
