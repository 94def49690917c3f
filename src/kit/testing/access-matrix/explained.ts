/**
 * Asks that may be switched off without a row noticing, each with its reason: `file` or `file permission`. The list is
 * read by the mutation run; whoever adds to it says why in a sentence.
 */
const EXPLAINED: readonly (readonly [ask: string, why: string])[] = [
  [
    'src/features/privacy/export-link.ts customers.export',
    'Only who asked has a link; this stops one who lost the right since, which takes longer than a case.',
  ],
  [
    'src/features/privacy/export-link.ts data.export',
    'The same for a copy of a whole shop; `shop-export.test.ts` tries it.',
  ],
  [
    'src/features/shops/pages/settings/settings-shop.ts shop.read',
    'Whoever is let to the desk at all holds it by any role; `frameless.test.ts` asks these pages without the desk around them.',
  ],
  [
    'src/features/privacy/pages/customer-data.tsx customers.erase',
    'Every role of the grid that may see the page may erase; a role of a shop’s own may not.',
  ],
]

/** Whether an ask (`src/…/file.ts:12 permission`, or the place alone) stands in the list. */
export function isExplained(ask: string): boolean {
  const [place = '', permission] = ask.split(' ')
  const file = place.replace(/:\d+$/, '')
  return EXPLAINED.some(([known]) => known === file || (permission && known === `${file} ${permission}`))
}
