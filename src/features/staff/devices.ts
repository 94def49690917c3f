import { z } from 'zod'
import { allowInShop, inPerson } from '../../kit/access/index.ts'
import { audit } from '../../kit/audit.ts'
import type { Ctx } from '../../kit/context.ts'
import { isId, transaction } from '../../kit/db/index.ts'
import { illegalMove, notFound } from '../../kit/errors.ts'
import { record } from '../../kit/events/events.ts'
import { text } from '../../kit/input.ts'
import { hashToken, newToken } from '../../kit/secrets.ts'
import { accountsByIds } from '../accounts/account.ts'
import { endDeviceSessions } from '../accounts/device-sessions.ts'
import { closeSession } from '../accounts/sessions.ts'
import type { Shop } from '../shops/shop.ts'
import {
  insertDevice,
  selectDeviceByCookie,
  selectDevices,
  type SharedDevice,
  updateDevice,
} from './store-devices.ts'

export type { SharedDevice } from './store-devices.ts'

export const RegisterDevice = z.strictObject({
  name: text({ max: 60 }),
  place: text({ min: 0, max: 60 }).default(''),
  lockMinutes: z.int().min(1).max(60).default(5),
})
export const EditDevice = z.strictObject({
  name: text({ max: 60 }).optional(),
  place: text({ min: 0, max: 60 }).optional(),
  lockMinutes: z.int().min(1).max(60).optional(),
})

/** The shared devices of a shop, with the name of who registered each. */
export async function listDevices(ctx: Ctx, shop: Shop): Promise<(SharedDevice & { by: string })[]> {
  allowInShop(ctx, 'staff.edit', shop.id)
  const devices = await selectDevices(ctx, shop.id)
  const names = new Map(
    (
      await accountsByIds(
        ctx,
        devices.map(({ registeredBy }) => registeredBy),
      )
    ).map(({ id, name }) => [id, name]),
  )
  return devices.map((device) => ({ ...device, by: names.get(device.registeredBy) ?? '' }))
}

/**
 * Makes the caller's browser a shared device of the shop and signs them out of it. Gives the token for its cookie. `token`
 * is that of the device which the browser was before: of the same shop 409, another shop's ends with it.
 */
export async function registerDevice(
  ctx: Ctx,
  shop: Shop,
  input: z.output<typeof RegisterDevice>,
  token: string | undefined,
): Promise<string> {
  const { accountId, sessionId } = inPerson(ctx)
  allowInShop(ctx, 'staff.edit', shop.id)
  const fresh = newToken()
  await transaction(ctx, async (tx) => {
    const former = await deviceHere(tx, token)
    if (former?.shopId === shop.id) throw illegalMove('device_is_one')
    if (former) await end(tx, former)
    const cookieHash = hashToken(fresh)
    const device = await insertDevice(tx, shop.id, { ...input, cookieHash, registeredBy: accountId })
    await note(tx, device, 'registerDevice', { after: shown(device) })
    await record(tx, {
      type: 'device.registered',
      shopId: shop.id,
      subject: { kind: 'shop', id: shop.id },
      data: { device: device.id },
    })
    // A shared browser must not hold its manager's session.
    await closeSession(tx, sessionId, accountId)
  })
  return fresh
}

/** Changes name, place or locking time of a device. */
export async function editDevice(
  ctx: Ctx,
  shop: Shop,
  id: string,
  input: z.output<typeof EditDevice>,
): Promise<SharedDevice> {
  allowInShop(ctx, 'staff.edit', shop.id)
  return transaction(ctx, async (tx) => {
    const before = (await selectDevices(tx, shop.id)).find((one) => one.id === id)
    if (!before) throw notFound()
    if (Object.keys(input).length === 0) return before
    const after = await updateDevice(tx, before, input)
    if (!after) throw notFound()
    await note(tx, after, 'editDevice', { before: shown(before), after: shown(after) })
    return after
  })
}

/** Ends a device at once: its cookie opens nothing, and whoever is at it is out. 404 where the shop has none such. */
export async function revokeDevice(ctx: Ctx, shop: Shop, id: string): Promise<void> {
  allowInShop(ctx, 'staff.edit', shop.id)
  await transaction(ctx, async (tx) => {
    if (!isId(id) || !(await end(tx, { shopId: shop.id, id }))) throw notFound()
  })
}

/** The device that this browser is, by the token in its cookie. A read for pages: it asks for no permission. */
export async function deviceHere(ctx: Ctx, token: string | undefined): Promise<SharedDevice | undefined> {
  return token ? selectDeviceByCookie(ctx, hashToken(token)) : undefined
}

async function end(tx: Ctx, key: Pick<SharedDevice, 'shopId' | 'id'>): Promise<boolean> {
  const device = await updateDevice(tx, key, { revokedAt: tx.now })
  if (!device) return false
  await endDeviceSessions(tx, device)
  await note(tx, device, 'revokeDevice', { before: shown(device) })
  await record(tx, {
    type: 'device.revoked',
    shopId: device.shopId,
    subject: { kind: 'shop', id: device.shopId },
    data: { device: device.id },
  })
  return true
}

const shown = ({ id, name, place, lockMinutes }: SharedDevice) => ({ device: id, name, place, lockMinutes })

function note(
  tx: Ctx,
  { shopId }: SharedDevice,
  verb: 'registerDevice' | 'editDevice' | 'revokeDevice',
  change: { before?: Record<string, unknown>; after?: Record<string, unknown> },
): Promise<void> {
  return audit(tx, { action: `staff.${verb}`, shopId, subject: { kind: 'shop', id: shopId }, ...change })
}
