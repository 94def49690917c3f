import { expect, test } from 'vitest'
import { importsOf, readSources } from './sources.ts'
import type { Sources } from './sources.ts'

/** Boot files run beside the bundle: an import of a source that the bundle holds would make a second pool. */
function bundleImports(sources: Sources): string[] {
  return [...sources].flatMap(([file, text]) => {
    const running = text.replaceAll(/^(?:import|export) type [^;]*?from\s*['"][^'"]*['"]/gm, '')
    return importsOf(file, running)
      .filter((target) => target.startsWith('src/'))
      .map((target) => `${file} imports ${target}`)
  })
}

test('no file of bin/ imports a module that the built program holds', () => {
  expect(bundleImports(readSources('bin'))).toEqual([])
})

test('an import of the program is seen, one of its types is not', () => {
  const sources = (text: string): Sources => new Map([['bin/start.ts', text]])
  expect(bundleImports(sources("import { openDatabase } from '../src/kit/db/index.ts'"))).toHaveLength(1)
  expect(bundleImports(sources("await import('../src/server.ts')"))).toHaveLength(1)
  expect(bundleImports(sources("import type { Config } from '../src/kit/config.ts'"))).toEqual([])
})
