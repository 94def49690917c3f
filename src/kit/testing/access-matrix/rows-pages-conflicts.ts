import type { Records } from './records.ts'
import { type Row, row } from './rows.ts'
import { inShop, onDesk } from './who.ts'

/** Conflicts of the calendar. */
export const conflictsPageRows: Row[] = [
  row('page /desk/:shop/conflicts', onDesk(inShop('appointments.move'))),
  ...onConflict({
    give: ({ helper }) => ({ resourceId: helper }),
    move: () => ({ startsAt: '2026-12-03T11:00:00-05:00' }),
    keep: () => ({ reason: 'They swap.' }),
    ask: () => ({ ask: '1' }),
    cancel: () => ({}),
    'give-all': ({ technician, helper }) => ({ from: technician, to: helper }),
  }),
]

function onConflict(forms: Record<string, (records: Records) => Record<string, string>>): Row[] {
  return Object.entries(forms).map(([act, bodyOf]) =>
    row(`form /desk/:shop/conflicts ${act}`, inShop('appointments.move'), {
      query: ({ conflict }) => ({ conflict }),
      bodyOf,
    }),
  )
}
