import { z } from 'zod'
import { allow } from '../../kit/access/index.ts'
import type { Ctx } from '../../kit/context.ts'
import { isId } from '../../kit/db/index.ts'
import { invalid } from '../../kit/errors.ts'
import { pageLimit } from '../../kit/input.ts'
import type { Account } from './store.ts'
import { selectAccountsBy } from './store-search.ts'

export const ListAccounts = z.strictObject({
  /** Words of a name, an e-mail address, a phone. */
  q: z.string().max(200).default(''),
  state: z.enum(['active', 'deactivated']).default('active'),
  limit: pageLimit({ most: 200, fallback: 50 }),
  after: z.string().max(64).optional(),
})
export type ListAccounts = z.output<typeof ListAccounts>

/** A page of the accounts of the whole installation, the newest first. For the platform's admins. */
export async function listAccounts(
  ctx: Ctx,
  { q, state, limit, after }: ListAccounts,
): Promise<{ accounts: Account[]; next: string | null }> {
  allow(ctx, 'platform.accounts', {})
  if (after !== undefined && !isId(after)) throw invalid('/after', 'wrongFormat')
  const closed = state === 'deactivated'
  const rows = await selectAccountsBy(ctx, { words: q, closed, after, limit: limit + 1 })
  const accounts = rows.slice(0, limit)
  return { accounts, next: rows.length > limit ? (accounts.at(-1)?.id ?? null) : null }
}
