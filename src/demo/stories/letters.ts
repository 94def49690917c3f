import type { Ctx } from '../../kit/context.ts'
import { unsettled } from '../../kit/db/transaction.ts'

/** The secret end of the link in the newest letter that waits to go out, as its reader would press it. */
export function tokenInLetter(tx: Ctx): string {
  const sealed = unsettled(tx).jobs.findLast(({ data }) => data['job'] === 'deliver')?.data['sealed']
  if (typeof sealed !== 'string') throw new Error('no letter with a link waits')
  const { path } = JSON.parse(tx.services.secrets.decrypt(Buffer.from(sealed, 'base64'))) as { path: string }
  return path.slice(path.lastIndexOf('/') + 1)
}
