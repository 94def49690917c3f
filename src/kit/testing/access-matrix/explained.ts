/**
 * Asks that may be switched off without a row noticing, each with its reason: `file` or `file permission`. The list is
 * read by the mutation run; whoever adds to it says why in a sentence.
 */
const EXPLAINED: readonly (readonly [ask: string, why: string])[] = []

/** Whether an ask (`src/…/file.ts:12 permission`, or the place alone) stands in the list. */
export function isExplained(ask: string): boolean {
  const [place = '', permission] = ask.split(' ')
  const file = place.replace(/:\d+$/, '')
  return EXPLAINED.some(([known]) => known === file || (permission && known === `${file} ${permission}`))
}
