import { withoutComments } from '../../kit/testing/guards/sources.ts'

/** The refusals that a source file names: reasons of rules, keys of field messages. */
export function refusalsIn(source: string): { reasons: string[]; fields: string[] } {
  const code = withoutComments(source)
  const all = (pattern: RegExp) => [...code.matchAll(pattern)].map(([, name = '']) => name)
  return {
    reasons: [
      ...all(/\billegalMove\(\s*'([\w-]+)'/g),
      ...all(/new Problem\(\s*'[\w-]+',\s*\{[^}]*\breason: '([\w-]+)'/g),
    ],
    fields: [
      ...all(/\binvalid\(\s*[^,()]+,\s*'([\w-]+)'/g),
      ...all(/\{ pointer: [^{}]*?\bkey: '([\w-]+)'/g),
      ...all(/\bparams: \{ key: '([\w-]+)'/g),
    ],
  }
}
