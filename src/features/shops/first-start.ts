import { timingSafeEqual } from 'node:crypto'
import { z } from 'zod'
import type { Ctx, Services } from '../../kit/context.ts'
import { transaction } from '../../kit/db/index.ts'
import { notFound } from '../../kit/errors.ts'
import { hashToken, newTrackingCode, normaliseTrackingCode } from '../../kit/secrets.ts'
import { systemNow } from '../../kit/time.ts'
import type { Account } from '../accounts/account.ts'
import { grantPlatformRole } from '../accounts/grant-platform-role.ts'
import { refuseOwn } from '../accounts/new-password.ts'
import { openVerifiedAccount, RegisterInput } from '../accounts/register.ts'
import { hasSuperAdmin } from '../accounts/super-admins.ts'
import { deleteFirstStart, selectFirstStart, upsertFirstStart } from './store-first-start.ts'

/**
 * Where this installation belongs to nobody yet (it has no super admin), makes a new one-time code and gives it, to
 * be shown to whoever started the program; only its hash is kept. Null everywhere else.
 */
export async function prepareFirstStart(services: Services): Promise<string | null> {
  const ctx: Ctx = {
    db: services.database.kysely,
    now: systemNow(),
    caller: { kind: 'system', because: 'the first start' },
    locale: 'en',
    requestId: 'first-start',
    services,
  }
  return transaction(ctx, async (tx) => {
    if (await hasSuperAdmin(tx)) return null
    const code = newTrackingCode()
    await upsertFirstStart(tx, hashOf(code))
    return code.replaceAll(/.{4}(?=.)/g, '$&-')
  })
}

/** Whether the installation waits for its first person. */
export async function awaitsFirstStart(ctx: Ctx): Promise<boolean> {
  return (await selectFirstStart(ctx)) !== undefined
}

export const ClaimFirstStart = z.strictObject({
  code: z.string().max(60).overwrite(normaliseTrackingCode),
  ...RegisterInput.omit({ phone: true }).shape,
})

/**
 * Whoever has the code becomes the super admin. A wrong, spent or missing code does not exist (404 at `/code`);
 * 400 for a common password, 409 `email-taken`.
 */
export async function claimFirstStart(ctx: Ctx, input: z.output<typeof ClaimFirstStart>): Promise<Account> {
  const { code, ...person } = input
  refuseOwn(person.password, [person.name, person.email])
  if (!fits(await selectFirstStart(ctx), code)) throw notFound('/code')
  const system: Ctx = { ...ctx, caller: { kind: 'system', because: 'the first start' } }
  // All or nothing: an account without its role could not be reached again. So, this once, a password is
  // hashed inside a transaction; nobody else is here yet.
  return transaction(system, async (tx) => {
    if (!fits(await selectFirstStart(tx, true), code)) throw notFound('/code')
    const account = await openVerifiedAccount(tx, person)
    await grantPlatformRole(tx, account.id, 'super_admin')
    await deleteFirstStart(tx)
    return account
  })
}

const hashOf = (code: string): string => hashToken(normaliseTrackingCode(code)).toString('base64')

function fits(kept: string | undefined, code: string): boolean {
  if (kept === undefined) return false
  return timingSafeEqual(Buffer.from(kept), Buffer.from(hashOf(code)))
}
