import { z } from 'zod'
import { allow, refuseActing } from '../../kit/access/index.ts'
import { audit } from '../../kit/audit.ts'
import type { Ctx } from '../../kit/context.ts'
import { transaction } from '../../kit/db/index.ts'
import { conflict, invalid } from '../../kit/errors.ts'
import { record } from '../../kit/events/events.ts'
import { version } from '../../kit/input.ts'
import type { Shop } from '../shops/shop.ts'
import { customerFields, readPhone } from './customer-fields.ts'
import { findCustomer } from './find-customer.ts'
import { type Customer, type NewCustomer, updateCustomer } from './store.ts'

export const EditCustomer = z.strictObject({
  ...customerFields,
  name: customerFields.name.optional(),
  /** The version that was seen; another one by now → 409 `conflict`. */
  version: version().optional(),
})
export type EditCustomer = z.output<typeof EditCustomer>

type Change = Partial<Omit<NewCustomer, 'accountId'>>

/**
 * Changes the shop's record of a customer: what is absent stays, null clears. A phone or an e-mail address is always
 * left. Whoever acts in another's place changes neither of the two. The account of a customer who has one stays as it is: that is theirs.
 */
export async function editCustomer(
  ctx: Ctx,
  shop: Pick<Shop, 'id' | 'region'>,
  id: string,
  { version, ...input }: EditCustomer,
): Promise<Customer> {
  allow(ctx, 'customers.edit', { shopId: shop.id, readBy: 'customers.read' })
  return transaction(ctx, async (tx) => {
    const before = await findCustomer(tx, shop.id, id)
    if (version !== undefined && version !== before.version) throw conflict()
    const change = changeOf(before, input, shop.region)
    const after = { ...before, ...change }
    if (!after.email && !after.phone) throw invalid('/phone', 'emailOrPhone')
    // By them a link to the record, and what hangs on it, goes to whoever reads there.
    if ('email' in change || 'phone' in change) refuseActing(tx)
    const fields = Object.keys(change)
    if (fields.length === 0) return before
    const written = await updateCustomer(tx, before, change)
    if (!written) throw conflict()
    const subject = { kind: 'customer', id: before.id } as const
    await audit(tx, {
      action: 'customers.edit',
      shopId: shop.id,
      subject,
      // Which fields, not what they said: the log cannot be changed, and people may ask to be erased.
      after: { fields },
    })
    await record(tx, { type: 'customer.edited', shopId: shop.id, subject, data: { fields } })
    return written
  })
}

/** Only what really differs. */
function changeOf(before: Customer, input: Omit<EditCustomer, 'version'>, region: string): Change {
  const { name, email, locale } = input
  const phone = input.phone === undefined ? undefined : readPhone(input.phone, region)
  const address = input.address === '' ? null : input.address
  const notes = input.notes === null ? '' : input.notes
  const asked = { name, email, phone, address, locale, notes }
  const differs = Object.entries(asked).filter(
    ([key, value]) => value !== undefined && value !== before[key as keyof Change],
  )
  return Object.fromEntries(differs) as Change
}
