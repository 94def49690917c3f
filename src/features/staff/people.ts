import type { ShopRole } from '../../kit/access/index.ts'
import type { Ctx } from '../../kit/context.ts'
import { selectPeople } from './store.ts'

/** Someone who works for a shop, with an account or (before they join) without. */
export interface Person {
  shopId: string
  id: string
  accountId: string | null
  name: string
  roles: ShopRole[]
  /** Roles of the shop's own making, held beside. */
  ownRoleIds: string[]
  createdAt: Temporal.Instant
  leftAt: Temporal.Instant | null
  version: number
}

/** The people of a shop by name; those who left only when asked for. */
export async function staffOf(
  ctx: Ctx,
  shopId: string,
  { left = false }: { left?: boolean } = {},
): Promise<Person[]> {
  return selectPeople(ctx, shopId, { left })
}

/** The people with these ids, also those who left, by id. */
export async function staffById(
  ctx: Ctx,
  shopId: string,
  ids: readonly string[],
): Promise<Map<string, Person>> {
  if (ids.length === 0) return new Map()
  const people = await selectPeople(ctx, shopId, { left: true, ids })
  return new Map(people.map((person) => [person.id, person]))
}
