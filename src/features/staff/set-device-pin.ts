import { z } from 'zod'
import { inPerson } from '../../kit/access/index.ts'
import { audit } from '../../kit/audit.ts'
import type { Ctx } from '../../kit/context.ts'
import { transaction } from '../../kit/db/index.ts'
import { notFound } from '../../kit/errors.ts'
import { password } from '../../kit/input.ts'
import { provePassword } from '../accounts/prove-password.ts'
import { shopsById } from '../shops/find.ts'
import { hashNewPin, pin } from './device-pin.ts'
import { type PinOwner, putPin, selectPinOwners } from './store-pins.ts'

export const SetDevicePinInput = z.strictObject({
  shop: z.string().max(64).meta({ description: 'The slug of a shop where you work.' }),
  pin: pin(),
  presentPassword: password({ min: 1, max: 200 })
    .optional()
    .meta({ description: 'Needed where the account has a password.' }),
})

/** Sets the caller's own PIN for the shared devices of a shop, by their password. 404 on /shop where they do not work. */
export async function setDevicePin(ctx: Ctx, input: z.output<typeof SetDevicePinInput>): Promise<void> {
  const { accountId, grants } = inPerson(ctx)
  const grant = grants.find(({ shopSlug, shopId }) => shopSlug === input.shop || shopId === input.shop)
  if (!grant?.staffId) throw notFound('/shop')
  const owner = { shopId: grant.shopId, staffId: grant.staffId }
  const pinHash = await hashNewPin(ctx, owner, input.pin)
  await provePassword(ctx, accountId, input.presentPassword, '/presentPassword')
  await transaction(ctx, (tx) => keepPin(tx, owner, { pinHash, accountId }))
}

/** Keeps a PIN whose setting has been allowed, and writes it down. */
export async function keepPin(
  tx: Ctx,
  owner: PinOwner,
  { pinHash, accountId }: { pinHash: string; accountId: string },
): Promise<void> {
  await putPin(tx, owner, pinHash)
  await audit(tx, {
    action: 'staff.setDevicePin',
    shopId: owner.shopId,
    subject: { kind: 'staff', id: owner.staffId },
    actorId: accountId,
  })
}

/** Where the caller works, and whether they have a PIN there. */
export async function ownDevicePins(ctx: Ctx): Promise<{ slug: string; name: string; hasPin: boolean }[]> {
  const grants = inPerson(ctx).grants.filter(({ staffId }) => staffId !== null)
  if (grants.length === 0) return []
  const ids = grants.map(({ shopId }) => shopId)
  const shops = await shopsById(ctx, ids)
  const owners = new Set((await Promise.all(ids.map((id) => selectPinOwners(ctx, id)))).flat())
  return grants.flatMap(({ shopId, staffId }) => {
    const shop = shops.get(shopId)
    return shop ? [{ slug: shop.slug, name: shop.name, hasPin: owners.has(staffId ?? '') }] : []
  })
}
