/**
 * Asks that may be switched off without a row noticing, each with its reason: `file` or `file permission`. The list is
 * read by the mutation run; whoever adds to it says why in a sentence.
 */
const EXPLAINED: readonly (readonly [ask: string, why: string])[] = [
  [
    'src/features/shops/pages/settings/settings-shop.ts shop.read',
    'Whoever is let to the desk at all holds it by any role; `frameless.test.ts` asks these pages without the desk around them.',
  ],
  ...['roles.edit', 'staff.read', 'staff.edit', 'schedule.read'].map(
    (permission) =>
      [
        `src/features/shops/pages/settings/settings-shop.ts ${permission}`,
        'What these pages list asks the same behind it; `frameless.test.ts` asks them without the desk around them.',
      ] as const,
  ),
  [
    'src/features/staff/edit-person.ts roles.edit',
    'In the grid whoever edits people edits roles; only a role of a shop’s own may hold one without the other.',
  ],
  [
    'src/features/shops/list-all-shops.ts shop.approve',
    'The count of those that wait is made for whom the overview has asked already; the lists have rows.',
  ],
  [
    'src/features/accounts/platform-people.ts platform.admins',
    'Page and call read people and invitations together: of the two asks the other one refuses.',
  ],
  [
    'src/features/platform/invite-admin.ts platform.admins',
    'The same from the other side; adding, changing and ending one have rows.',
  ],
  [
    'src/features/accounts/grant-platform-role.ts',
    'No call or page leads there: the program itself makes the first super admin by it. For people `invite-admin.ts` asks.',
  ],
  [
    'src/features/platform/pages/console/audit.tsx audit.read',
    'The reading behind it asks the same; this one comes before what stands in the address.',
  ],
  ...[
    'routes-garage.ts assets.read',
    'add-to-garage.ts assets.edit',
    'find-in-garage.ts assets.read',
    'find-in-garage.ts assets.edit',
  ].map(
    (ask) =>
      [
        `src/features/assets/${ask}`,
        'Whoever is signed in as themselves holds it on what is their own, and only that is looked for; the ask keeps this said by the grid.',
      ] as const,
  ),
  ['src/web/layouts/platform.tsx', 'What the menu shows; every page that it leads to asks by itself.'],
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
