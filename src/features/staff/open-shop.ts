import { z } from 'zod'
import { signedIn } from '../../kit/access/index.ts'
import { audit } from '../../kit/audit.ts'
import type { Ctx } from '../../kit/context.ts'
import { transaction } from '../../kit/db/index.ts'
import { record } from '../../kit/events/events.ts'
import { createShop, CreateShop } from '../shops/create-shop.ts'
import type { Shop } from '../shops/shop.ts'
import { rightsChanged } from '../accounts/rights-changed.ts'
import { insertPerson } from './store.ts'

/** Whom a shop belongs to at first. */
export interface FirstOwner {
  accountId: string
  name: string
}

export const OpenShop = z.strictObject(CreateShop.shape)

/**
 * Opens a shop and makes somebody its owner: the account given (by the system and the platform's people), else the
 * caller's own.
 */
export async function openShop(
  ctx: Ctx,
  input: z.output<typeof OpenShop>,
  owner: FirstOwner = ownerFrom(ctx),
): Promise<Shop> {
  return transaction(ctx, async (tx) => {
    const shop = await createShop(tx, input)
    const person = await insertPerson(tx, shop.id, {
      name: owner.name,
      roles: ['owner'],
      accountId: owner.accountId,
    })
    await rightsChanged(tx, owner.accountId)
    const subject = { kind: 'staff', id: person.id } as const
    await audit(tx, { action: 'staff.add', shopId: shop.id, subject, after: { roles: person.roles } })
    await record(tx, {
      type: 'person.added',
      shopId: shop.id,
      subject,
      data: { roles: person.roles },
    })
    return shop
  })
}

function ownerFrom(ctx: Ctx): FirstOwner {
  const { accountId, name } = signedIn(ctx)
  return { accountId, name }
}
