import { readFileSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { root } from '../../../../bin/folders.ts'

/** Source texts by their path from the checkout, with forward slashes. */
export type Sources = ReadonlyMap<string, string>

/** All TypeScript under a folder of the checkout, tests left out. */
export function readSources(folder: string): Sources {
  const files = readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
  const wanted = files.filter((file) => /\.tsx?$/.test(file) && !/\.test\.tsx?$/.test(file))
  return new Map(
    wanted.toSorted().map((file) => {
      const name = path.posix.join(folder, file.replaceAll(path.sep, '/'))
      return [name, readFileSync(path.join(root, name), 'utf8')]
    }),
  )
}

/** The relative imports of a file (types too, and dynamic ones), as paths from the checkout. */
export function importsOf(file: string, text: string): string[] {
  const found = text.matchAll(/(?:\bfrom|\bimport)\s*\(?\s*['"](\.[^'"]*)['"]/g)
  return [...found].map(([, target = '']) => path.posix.join(path.posix.dirname(file), target))
}

/** The text with its comments blanked out, lines kept. */
export function withoutComments(text: string): string {
  return text
    .replaceAll(/\/\*[\s\S]*?\*\//g, (comment) => comment.replaceAll(/[^\n]/g, ' '))
    .replaceAll(/(^|[^:'"`\\])\/\/.*$/gm, '$1')
}
