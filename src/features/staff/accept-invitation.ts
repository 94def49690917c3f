import { inPerson } from '../../kit/access/index.ts'
import { audit } from '../../kit/audit.ts'
import type { Ctx } from '../../kit/context.ts'
import { transaction } from '../../kit/db/index.ts'
import { conflict, notFound } from '../../kit/errors.ts'
import { record } from '../../kit/events/events.ts'
import { hashToken } from '../../kit/secrets.ts'
import type { Shop } from '../shops/shop.ts'
import type { Person } from './people.ts'
import { rightsChanged } from '../accounts/rights-changed.ts'
import { selectPerson, updatePerson } from './store.ts'
import { closeInvitations, type Invitation, selectInvitation, takeInvitation } from './store-invitations.ts'

/** The open invitation of a link, with whom it is for; 404 for a spent, ended or unknown one. */
export async function findInvitation(
  ctx: Ctx,
  shop: Shop,
  token: string,
): Promise<{ invitation: Invitation; person: Person }> {
  const invitation = await selectInvitation(ctx, shop.id, hashToken(token))
  const isOpen =
    invitation && invitation.endedAt === null && Temporal.Instant.compare(invitation.expiresAt, ctx.now) > 0
  const person = isOpen ? await selectPerson(ctx, shop.id, invitation.staffId) : undefined
  if (!isOpen || !person || person.leftAt || person.accountId) throw notFound()
  return { invitation, person }
}

/**
 * Joins the shop with the account that is signed in: whoever holds the link is who was asked. It says nothing about the
 * account's address or phone: neither is confirmed by it. 409 `already_staff` where the account works there under
 * another entry.
 */
export async function acceptInvitation(ctx: Ctx, shop: Shop, token: string): Promise<Person> {
  const { accountId } = inPerson(ctx)
  return transaction(ctx, async (tx) => {
    const { invitation, person } = await findInvitation(tx, shop, token)
    // Between the look and this somebody may have used or ended it.
    if (!(await takeInvitation(tx, shop.id, invitation.id))) throw notFound()
    const joined = await updatePerson(tx, person, { accountId })
    if (!joined) throw conflict()
    await closeInvitations(tx, shop.id, person.id)
    await rightsChanged(tx, accountId)
    const subject = { kind: 'staff', id: person.id } as const
    await audit(tx, { action: 'staff.join', shopId: shop.id, subject, after: { roles: joined.roles } })
    await record(tx, {
      type: 'person.joined',
      shopId: shop.id,
      subject,
      data: { roles: joined.roles },
    })
    return joined
  })
}
