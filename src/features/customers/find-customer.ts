import type { Ctx } from '../../kit/context.ts'
import { isId } from '../../kit/db/index.ts'
import { notFound } from '../../kit/errors.ts'
import { type Customer, selectCustomer } from './store.ts'

/**
 * A customer of the shop, served or not; the id of a record that went into another finds that one. 404 for any other
 * (`pointer` names the input). Access is asked by the caller.
 */
export async function findCustomer(
  ctx: Ctx,
  shopId: string,
  id: string,
  pointer?: string,
): Promise<Customer> {
  const customer = isId(id) ? await selectCustomer(ctx, shopId, id) : undefined
  if (!customer) throw notFound(pointer)
  return customer
}
