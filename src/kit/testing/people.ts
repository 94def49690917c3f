import type { FastifyInstance } from 'fastify'
import { mintAccessToken } from '../../features/accounts/access-token.ts'
import { grantPlatformRole } from '../../features/accounts/grant-platform-role.ts'
import { openVerifiedAccount } from '../../features/accounts/register.ts'
import { openTokenSession } from '../../features/accounts/sessions.ts'
import { selectRights } from '../../features/accounts/store-callers.ts'
import type { AccountCaller, Caller, PlatformRole } from '../access/index.ts'
import type { Ctx } from '../context.ts'
import { transaction } from '../db/index.ts'
import { type Client, createClient } from './client.ts'

/** A person with an account, who speaks to the program as themselves. */
export interface Person extends Client {
  id: string
  name: string
  email: string
  password: string
  /** As a caller, with the rights that they have at this moment. */
  caller(): Promise<AccountCaller>
}

export interface People {
  /** A new account with a confirmed address; `role` makes it one of the platform's people. */
  add(given?: { name?: string; email?: string; locale?: 'en' | 'fa'; role?: PlatformRole }): Promise<Person>
  /** The person of an account that exists. */
  of(account: { id: string; name: string; email: string | null }): Promise<Person>
}

export const TEST_PASSWORD = 'Kestrel-harbour-7'

export function createPeople(app: FastifyInstance, ctx: (caller?: Caller) => Ctx): People {
  let made = 0
  const system = () => ctx({ kind: 'system', because: 'test' })
  const of: People['of'] = (account) => personOf(app, ctx, account)
  return {
    of,
    async add({ name, email, locale, role } = {}) {
      made += 1
      const account = await openVerifiedAccount(system(), {
        name: name ?? `Person ${made}`,
        email: email ?? `person${made}@example.com`,
        password: TEST_PASSWORD,
        ...(locale ? { locale } : {}),
      })
      if (role) await grantPlatformRole(system(), account.id, role)
      return of(account)
    },
  }
}

async function personOf(
  app: FastifyInstance,
  ctx: (caller?: Caller) => Ctx,
  { id, name, email }: { id: string; name: string; email: string | null },
): Promise<Person> {
  const { sessionId } = await transaction(ctx(), (tx) => openTokenSession(tx, id))
  // A fresh token for each call: the test's clock may have moved on by days.
  const headers = async () => ({
    authorization: `Bearer ${await mintAccessToken(ctx(), { accountId: id, sessionId })}`,
  })
  return {
    ...createClient(app, { headers }),
    id,
    name,
    email: email ?? '',
    password: TEST_PASSWORD,
    async caller() {
      const rights = await selectRights(ctx().services, id)
      const { platformRoles, grants } = rights
      const provenAt = ctx().now
      return { kind: 'account', accountId: id, sessionId, name, email, platformRoles, grants, provenAt }
    },
  }
}
