import type { Ctx } from '../../kit/context.ts'
import { type Customer, selectCustomer, selectCustomers } from './store.ts'

export type { Customer }

/** One customer of a shop. */
export async function customerById(ctx: Ctx, shopId: string, id: string): Promise<Customer | undefined> {
  return selectCustomer(ctx, shopId, id)
}

/** The customers with these ids, by id. */
export async function customersById(
  ctx: Ctx,
  shopId: string,
  ids: readonly string[],
): Promise<Map<string, Customer>> {
  return selectCustomers(ctx, shopId, ids)
}

/** The customer as lists and orders show them. */
export function presentCustomer(customer: Customer) {
  const { id, name, email, phone } = customer
  return { id, name, email, phone }
}
