import type { Ctx } from '../../kit/context.ts'
import { transaction } from '../../kit/db/index.ts'
import { illegalMove, unauthenticated } from '../../kit/errors.ts'
import { provePassword } from './prove-password.ts'
import { type BrowserSession, closeSession, openBrowserSession } from './sessions.ts'
import { openAudited } from './sign-in.ts'
import { type Account, holdCredentials, selectCredentialsById } from './store.ts'
import { selectPasskeys } from './store-passkeys.ts'
import { selectTotp } from './store-second-factors.ts'
import { endSessionsAtDevice } from './store-sessions.ts'

/** A shared device as far as a session at it hangs on it. */
interface AtDevice {
  shopId: string
  id: string
  lockMinutes: number
}

/**
 * Opens a session at a shop's device for whoever gave their PIN. What the person knows and what the shop has are two
 * factors, for that shop alone.
 */
export async function openAtDevice(
  tx: Ctx,
  accountId: string,
  { shopId, id, lockMinutes }: AtDevice,
): Promise<{ account: Account; session: BrowserSession }> {
  const account = await holdCredentials(tx, accountId)
  if (!account || account.deactivatedAt) throw unauthenticated()
  const at = { shopId, deviceId: id, lockMinutes }
  const how = { by: 'devicePin', secondFactor: true } as const
  const session = await openAudited(tx, accountId, how, (inner, whose, opening) =>
    openBrowserSession(inner, whose, { ...opening, at }),
  )
  return { account, session }
}

/**
 * Proves by password that somebody at a shared device is who they say. 409 for an account that asks for more than a
 * password, or has none: its owner sets their PIN in a session of their own.
 */
export async function proveAtDevice(ctx: Ctx, accountId: string, password: string): Promise<void> {
  const account = await selectCredentialsById(ctx, accountId)
  const totp = await selectTotp(ctx, accountId)
  const passkeys = await selectPasskeys(ctx, accountId)
  if (!account?.passwordHash || totp?.confirmedAt || passkeys.length > 0) throw illegalMove('pin_own_account')
  await provePassword(ctx, accountId, password, '/password')
}

/** Locks the shared device at which the caller is; fine where they are at none. */
export async function lockDevice(ctx: Ctx): Promise<void> {
  const { caller } = ctx
  if (caller.kind !== 'account' || !caller.device) return
  await transaction(ctx, (tx) => closeSession(tx, caller.sessionId, caller.accountId))
}

/** Ends whatever is open at a device. */
export function endDeviceSessions(tx: Ctx, { shopId, id }: Omit<AtDevice, 'lockMinutes'>): Promise<void> {
  return endSessionsAtDevice(tx, shopId, id)
}
