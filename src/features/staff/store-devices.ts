import type { Ctx } from '../../kit/context.ts'
import { acrossShops, newId } from '../../kit/db/index.ts'

/** A browser that belongs to a shop: who sits at it gives a PIN. */
export interface SharedDevice {
  shopId: string
  id: string
  name: string
  /** Where it stands; may be empty. */
  place: string
  lockMinutes: number
  registeredAt: Temporal.Instant
  registeredBy: string
  lastUsedAt: Temporal.Instant
}

const COLUMNS = [
  'shopId',
  'id',
  'name',
  'place',
  'lockMinutes',
  'registeredAt',
  'registeredBy',
  'lastUsedAt',
] as const

export type NewDevice = Pick<SharedDevice, 'name' | 'place' | 'lockMinutes' | 'registeredBy'> & {
  cookieHash: Buffer
}

export async function insertDevice(tx: Ctx, shopId: string, device: NewDevice): Promise<SharedDevice> {
  return tx.db
    .insertInto('shopDevices')
    .values({ shopId, id: newId(tx.now), ...device, registeredAt: tx.now, lastUsedAt: tx.now })
    .returning(COLUMNS)
    .executeTakeFirstOrThrow()
}

/** The devices of a shop that are in use, the oldest first. */
export async function selectDevices(ctx: Ctx, shopId: string): Promise<SharedDevice[]> {
  return ctx.db
    .selectFrom('shopDevices')
    .select(COLUMNS)
    .where('shopId', '=', shopId)
    .where('revokedAt', 'is', null)
    .orderBy('id')
    .execute()
}

/** The device that a cookie makes of a browser, while it is one. */
export async function selectDeviceByCookie(ctx: Ctx, cookieHash: Buffer): Promise<SharedDevice | undefined> {
  return acrossShops(ctx.db, 'the cookie says which shop it is of')
    .selectFrom('shopDevices')
    .select(COLUMNS)
    .where('cookieHash', '=', cookieHash)
    .where('revokedAt', 'is', null)
    .executeTakeFirst()
}

/** Changes a device in use; undefined where there is none. */
export async function updateDevice(
  tx: Ctx,
  { shopId, id }: Pick<SharedDevice, 'shopId' | 'id'>,
  change: Partial<Pick<SharedDevice, 'name' | 'place' | 'lockMinutes'>> & {
    lastUsedAt?: Temporal.Instant
    revokedAt?: Temporal.Instant
  },
): Promise<SharedDevice | undefined> {
  return tx.db
    .updateTable('shopDevices')
    .set(change)
    .where('shopId', '=', shopId)
    .where('id', '=', id)
    .where('revokedAt', 'is', null)
    .returning(COLUMNS)
    .executeTakeFirst()
}
