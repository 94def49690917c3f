import { allow, type PlatformRole } from '../../kit/access/index.ts'
import type { Ctx } from '../../kit/context.ts'
import { isId } from '../../kit/db/index.ts'
import { type PlatformPerson, selectPlatformPeople } from './store-platform.ts'

export type { PlatformPerson }

/** Who works for the platform, one entry a role, by name. For the super admin. */
export async function listPlatformPeople(ctx: Ctx): Promise<PlatformPerson[]> {
  allow(ctx, 'platform.admins', {})
  return selectPlatformPeople(ctx)
}

/** The roles of an account on the platform. A read for others: it asks for no permission. */
export async function rolesOnPlatform(ctx: Ctx, accountId: string): Promise<PlatformRole[]> {
  return isId(accountId) ? (await selectPlatformPeople(ctx, accountId)).map(({ role }) => role) : []
}
