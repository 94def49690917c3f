import type { Plugin } from 'vite'

// What asks the grid: `allow` and `allowInShop` refuse, `can` answers. Files under kit/access are the grid itself.
const ASKS = /(?<![\w.$'"`])(allow|allowInShop|can)\(/g
const PROGRAM = /\/src\/(?:features|web|papers\.ts|api\.ts).*\.tsx?$/
const TESTS = /\.test\.tsx?$|\/testing\//

/**
 * Marks every place of the program where access is asked, so that a test may watch them and switch a single one off.
 * The program itself knows nothing of it: only the files that the mutation run loads are written so.
 */
export function markAccessSites(): Plugin {
  return {
    name: 'mark-access-sites',
    enforce: 'pre',
    transform(code, id) {
      const file = /\/src\/.*$/.exec(id)?.[0].slice(1)
      if (!file || !PROGRAM.test(id) || TESTS.test(id)) return undefined
      if (!/from '[./]*kit\/access\/index\.ts'/.test(code)) return undefined
      return { code: marked(file, code), map: null }
    },
  }
}

/** The places of a file as the marks name them: `src/features/…/find-order.ts:42`. */
export function sitesIn(file: string, code: string): string[] {
  return [...code.matchAll(ASKS)]
    .filter(({ index }) => isCall(code, index))
    .map(({ index }) => siteAt(file, code, index))
}

function marked(file: string, code: string): string {
  return code.replaceAll(ASKS, (whole, name: string, index: number) =>
    isCall(code, index) ? `globalThis.accessSite('${siteAt(file, code, index)}', ${name})(` : whole,
  )
}

/** Not in a line of comment. */
function isCall(code: string, index: number): boolean {
  const line = code.slice(code.lastIndexOf('\n', index) + 1, index)
  return !/^\s*(?:\/\/|\*|\/\*)/.test(line)
}

const siteAt = (file: string, code: string, index: number): string =>
  `${file}:${code.slice(0, index).split('\n').length}`
