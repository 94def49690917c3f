import { z } from 'zod'
import { allowInShop } from '../../kit/access/index.ts'
import type { Ctx } from '../../kit/context.ts'
import { isId } from '../../kit/db/index.ts'
import { invalid } from '../../kit/errors.ts'
import { pageLimit } from '../../kit/input.ts'
import type { Shop } from '../shops/shop.ts'
import type { Customer } from './store.ts'
import { selectCustomersBy } from './store-list.ts'

export const ListCustomers = z.strictObject({
  /** Words of a name, a phone, an e-mail address, a plate, a model. */
  q: z.string().max(200).default(''),
  state: z.enum(['active', 'inactive']).default('active'),
  limit: pageLimit({ most: 200, fallback: 50 }),
  after: z.string().max(64).optional(),
})
export type ListCustomers = z.output<typeof ListCustomers>

/**
 * A page of a shop's customers, newest first. Who reads only the customers of their own jobs (a technician) sees
 * those that `mine` names.
 */
export async function listCustomers(
  ctx: Ctx,
  shop: Pick<Shop, 'id'>,
  { q, state, limit, after }: ListCustomers,
  mine: () => Promise<readonly string[]>,
): Promise<{ customers: Customer[]; next: string | null }> {
  const scope = allowInShop(ctx, 'customers.read', shop.id)
  if (after !== undefined && !isId(after)) throw invalid('/after', 'wrongFormat')
  const ids = scope === 'own' ? await mine() : undefined
  if (ids?.length === 0) return { customers: [], next: null }
  const rows = await selectCustomersBy(ctx, shop.id, {
    words: q,
    inactive: state === 'inactive',
    ids,
    after,
    limit: limit + 1,
  })
  const customers = rows.slice(0, limit)
  return { customers, next: rows.length > limit ? (customers.at(-1)?.id ?? null) : null }
}
