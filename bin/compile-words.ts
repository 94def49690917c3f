import { readFile } from 'node:fs/promises'
import compile from 'icu-minify/compile'
import type { Plugin } from 'vite'

interface Words {
  [key: string]: string | Words
}

/**
 * Lays the words out for the browser ready to format, so that it needs no ICU parser (10 kB compressed). The server
 * keeps the texts; `src/words/compiled.test.ts` holds both to the same result.
 */
export function compileWords(): Plugin {
  return {
    name: 'fixbay:compile-words',
    apply: 'build',
    enforce: 'pre',
    applyToEnvironment: (environment) => environment.name === 'client',
    async resolveId(source, importer) {
      if (source !== 'use-intl/format-message') return null
      return this.resolve('use-intl/format-message/format-only', importer, { skipSelf: true })
    },
    async load(id) {
      if (!/\/src\/words\/(?:en|fa)\/[\w-]+\.json$/.test(id)) return null
      return JSON.stringify(compiled(JSON.parse(await readFile(id, 'utf8')) as Words))
    },
  }
}

/** The same groups and keys, each text in the form that `icu-minify/format` reads. */
export function compiled(words: Words): object {
  const entries = Object.entries(words).map(([key, value]) => [
    key,
    typeof value === 'string' ? compile(value) : compiled(value),
  ])
  return Object.fromEntries(entries) as object
}
