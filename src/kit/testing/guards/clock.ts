import { withoutComments } from './sources.ts'
import type { Sources } from './sources.ts'

/** Where the system's clock is read; everybody else has `ctx.now`, so that tests own time. */
const theClock = 'src/kit/time/clock.ts'

const inCode: [RegExp, string][] = [
  [/\bDate\.now\b/, 'Date.now'],
  [/\bnew Date\(\s*\)/, 'new Date()'],
  [/\bTemporal\.Now\b/, 'Temporal.Now'],
]
const inText: [RegExp, string][] = [
  [/(?<![.\w])now\(\)/i, "SQL's now()"],
  [
    /\b(?:current_timestamp|current_date|localtimestamp|clock_timestamp|statement_timestamp)\b/i,
    "SQL's clock",
  ],
]

/** Every reading of a clock of its own, with its line. */
export function clockFaults(sources: Sources): string[] {
  return [...sources].flatMap(([file, text]) => {
    if (file === theClock || file.startsWith('src/kit/testing/')) return []
    const code = withoutComments(text)
    const found = [...matches(code, inCode), ...matches(onlyText(code), inText)]
    return found.map(({ line, name }) => `${file}:${line} reads ${name}`)
  })
}

function matches(text: string, patterns: [RegExp, string][]): { line: number; name: string }[] {
  return text
    .split('\n')
    .flatMap((line, index) =>
      patterns.filter(([pattern]) => pattern.test(line)).map(([, name]) => ({ line: index + 1, name })),
    )
}

/** What stands in quotes, where SQL is written; everything else blanked out, lines kept. */
function onlyText(code: string): string {
  const quoted = /`(?:\\[\s\S]|[^`\\])*`|'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"/g
  const blank = (text: string): string => text.replaceAll(/[^\n]/g, ' ')
  let text = ''
  let end = 0
  for (const match of code.matchAll(quoted)) {
    text += blank(code.slice(end, match.index)) + match[0].replaceAll(/\$\{[^}]*\}/g, blank)
    end = match.index + match[0].length
  }
  return text
}
