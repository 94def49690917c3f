import { z } from 'zod'
import { allow } from '../../kit/access/index.ts'
import type { Ctx } from '../../kit/context.ts'
import { transaction } from '../../kit/db/index.ts'
import { record } from '../../kit/events/events.ts'
import type { Shop } from '../shops/shop.ts'
import { customerFields, readPhone } from './customer-fields.ts'
import { type Customer, insertCustomer } from './store.ts'

export const AddCustomer = z
  .strictObject(customerFields)
  .refine(({ email, phone }) => email || phone, { path: ['phone'], params: { key: 'emailOrPhone' } })
export type AddCustomer = z.output<typeof AddCustomer>

/** Writes down a customer whom the counter met. Their language is the shop's unless said. */
export async function addCustomer(
  ctx: Ctx,
  shop: Pick<Shop, 'id' | 'region' | 'locale'>,
  input: AddCustomer,
): Promise<Customer> {
  allow(ctx, 'customers.create', { shopId: shop.id })
  const phone = readPhone(input.phone, shop.region)
  return transaction(ctx, async (tx) => {
    const customer = await insertCustomer(tx, shop.id, {
      accountId: null,
      name: input.name,
      email: input.email ?? null,
      phone,
      address: input.address || null,
      locale: input.locale ?? shop.locale,
      notes: input.notes ?? '',
    })
    await record(tx, {
      type: 'customer.added',
      shopId: shop.id,
      subject: { kind: 'customer', id: customer.id },
    })
    return customer
  })
}
