import { inPerson } from '../../kit/access/index.ts'
import { audit } from '../../kit/audit.ts'
import type { Ctx } from '../../kit/context.ts'
import { transaction } from '../../kit/db/index.ts'
import { illegalMove, notFound } from '../../kit/errors.ts'
import { record } from '../../kit/events/events.ts'
import { hashToken } from '../../kit/secrets.ts'
import { accountById } from '../accounts/account.ts'
import { limitWords } from './invite.ts'
import { insertMember } from './store.ts'
import { endInvitation, type Invitation, selectInvitation } from './store-invitations.ts'

/** The open invitation of a link, with the name of its head; 404 for one that is unknown, used, ended or too old. */
export async function findInvitation(
  ctx: Ctx,
  token: string,
): Promise<{ invitation: Invitation; head: string }> {
  const invitation = await selectInvitation(ctx, hashToken(token))
  const isOpen =
    invitation && invitation.endedAt === null && Temporal.Instant.compare(invitation.expiresAt, ctx.now) > 0
  const head = isOpen ? await accountById(ctx, invitation.headId) : undefined
  if (!isOpen || !head || head.deactivatedAt) throw notFound()
  return { invitation, head: head.name }
}

/**
 * Joins the household of a link with the account that is signed in: whoever holds the link is whom its head asked.
 * 409 `own_household`, `in_household` where the account is in one of somebody else's.
 */
export async function joinHousehold(ctx: Ctx, token: string): Promise<void> {
  const { accountId } = inPerson(ctx)
  await transaction(ctx, async (tx) => {
    const { invitation } = await findInvitation(tx, token)
    const { headId, limit } = invitation
    if (headId === accountId) throw illegalMove('own_household')
    // Between the look and this somebody may have used or ended it.
    if (!(await endInvitation(tx, headId, invitation.id))) throw notFound()
    if (!(await insertMember(tx, headId, accountId, limit))) throw illegalMove('in_household')
    const subject = { kind: 'account', id: accountId } as const
    await audit(tx, { action: 'household.join', subject, after: { head: headId, ...limitWords(limit) } })
    await record(tx, { type: 'household.joined', shopId: null, subject, data: { head: headId } })
  })
}
