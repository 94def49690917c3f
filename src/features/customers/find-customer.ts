import type { Ctx } from '../../kit/context.ts'
import { isId } from '../../kit/db/index.ts'
import { notFound } from '../../kit/errors.ts'
import { type Customer, selectCustomer } from './store.ts'

/** A customer of the shop, served or not; 404 for any other. Access is asked by the caller. */
export async function findCustomer(ctx: Ctx, shopId: string, id: string): Promise<Customer> {
  const customer = isId(id) ? await selectCustomer(ctx, shopId, id) : undefined
  if (!customer) throw notFound()
  return customer
}
