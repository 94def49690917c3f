import { z } from 'zod'
import { allow, inPerson, type PlatformRole } from '../../kit/access/index.ts'
import { audit } from '../../kit/audit.ts'
import type { Ctx } from '../../kit/context.ts'
import { isId, transaction } from '../../kit/db/index.ts'
import { illegalMove, notFound } from '../../kit/errors.ts'
import { translator } from '../../kit/i18n/translator.ts'
import { email } from '../../kit/input.ts'
import { notify } from '../../kit/notify.ts'
import { hashToken, newToken } from '../../kit/secrets.ts'
import { type Account, findAccountByEmail } from '../accounts/account.ts'
import { givePlatformRole } from '../accounts/grant-platform-role.ts'
import { rolesOnPlatform } from '../accounts/platform-people.ts'
import { PLATFORM_ROLES } from './platform-roles.ts'
import {
  endPlatformInvitations,
  insertPlatformInvitation,
  type PlatformInvitation,
  selectOpenPlatformInvitations,
  selectPlatformInvitation,
} from './store-invitations.ts'

export const AddAdmin = z.strictObject({ email: email(), role: z.enum(PLATFORM_ROLES) })

/** How long a link to join the platform's people lives. */
const LIFE_HOURS = 7 * 24

/**
 * Makes somebody one of the platform's people: an account that has confirmed this address at once, anybody else by a
 * link that is mailed there, works once and for a week. 409 `already_platform`, `account_closed`. For the super admin.
 */
export async function addAdmin(
  ctx: Ctx,
  input: z.output<typeof AddAdmin>,
): Promise<{ account: Account } | { invitation: PlatformInvitation }> {
  allow(ctx, 'platform.admins', {})
  const { accountId } = inPerson(ctx)
  return transaction(ctx, async (tx) => {
    const account = await findAccountByEmail(tx, input.email)
    if (account && (await rolesOnPlatform(tx, account.id)).length > 0) throw illegalMove('already_platform')
    if (account?.deactivatedAt) throw illegalMove('account_closed')
    await endPlatformInvitations(tx, { email: input.email })
    // Whoever registered an address first need not be its owner: only a confirmed one counts.
    if (!account?.emailVerifiedAt) return { invitation: await invite(tx, input, accountId) }
    await givePlatformRole(tx, account.id, input.role, accountId)
    await notify(tx, {
      channel: 'email',
      to: input.email,
      template: 'platformRoleGiven',
      locale: account.locale,
      purpose: 'account',
      accountId: account.id,
      params: { name: account.name, role: roleWord(account.locale, input.role) },
      path: '/platform',
    })
    return { account }
  })
}

async function invite(
  tx: Ctx,
  { email: address, role }: z.output<typeof AddAdmin>,
  invitedBy: string,
): Promise<PlatformInvitation> {
  const token = newToken()
  const invitation = await insertPlatformInvitation(tx, {
    email: address,
    role,
    invitedBy,
    tokenHash: hashToken(token),
    expiresAt: tx.now.add({ hours: LIFE_HOURS }),
  })
  await audit(tx, { action: 'platform.invite', after: { role }, words: { email: address } })
  await notify(tx, {
    channel: 'email',
    to: address,
    template: 'platformInvitation',
    locale: tx.locale,
    purpose: 'account',
    params: { role: roleWord(tx.locale, role), days: LIFE_HOURS / 24 },
    secretParams: { path: `/join-platform/${token}` },
  })
  return invitation
}

const roleWord = (locale: Ctx['locale'], role: PlatformRole): string =>
  translator(locale, 'common')(`hats.${role}`)

/** Who was asked and has not joined yet, the newest first. For the super admin. */
export async function listInvitations(ctx: Ctx): Promise<PlatformInvitation[]> {
  allow(ctx, 'platform.admins', {})
  return selectOpenPlatformInvitations(ctx)
}

/** Ends an invitation: its link leads nowhere any more. 404 for one that is over. */
export async function endInvitation(ctx: Ctx, id: string): Promise<void> {
  allow(ctx, 'platform.admins', {})
  await transaction(ctx, async (tx) => {
    const [ended] = isId(id) ? await endPlatformInvitations(tx, { id }) : []
    if (!ended) throw notFound()
    await audit(tx, {
      action: 'platform.endInvitation',
      before: { role: ended.role },
      words: { email: ended.email },
    })
  })
}

/** The open invitation of a link; 404 for a spent, ended or unknown one. */
export async function findAdminInvitation(ctx: Ctx, token: string): Promise<PlatformInvitation> {
  const invitation = await selectPlatformInvitation(ctx, hashToken(token))
  if (!invitation) throw notFound()
  return invitation
}

/**
 * Joins the platform's people with the account that is signed in: whoever holds the link is who was asked. Of several at
 * once one gets it. 409 `already_platform`, and the link stays.
 */
export async function joinPlatform(ctx: Ctx, token: string): Promise<PlatformRole> {
  const { accountId } = inPerson(ctx)
  return transaction(ctx, async (tx) => {
    const [invitation] = await endPlatformInvitations(tx, { tokenHash: hashToken(token) })
    if (!invitation) throw notFound()
    if ((await rolesOnPlatform(tx, accountId)).length > 0) throw illegalMove('already_platform')
    await givePlatformRole(tx, accountId, invitation.role, invitation.invitedBy)
    return invitation.role
  })
}
