import { type Row, row } from './rows.ts'
import { anybody, bySecret } from './who.ts'

/** The page of a thing that nobody was sent: for whoever comes, it is not there. */
const unknown = bySecret(404)

/** Pages of the development. */
export const workshopPageRows: Row[] = [
  row('page /dev/ui', anybody),
  // Only at the machine itself; `platform/pages/outbox.test.ts` goes there.
  row('page /dev/outbox', unknown),
  row('page /dev/outbox/:id/:part', unknown, { params: () => ({ id: 'none', part: 'html' }) }),
]
