import { z } from 'zod'
import { inPerson } from '../../kit/access/index.ts'
import { audit } from '../../kit/audit.ts'
import type { Ctx } from '../../kit/context.ts'
import { isId, transaction } from '../../kit/db/index.ts'
import { illegalMove, invalid, notFound, Problem } from '../../kit/errors.ts'
import { record } from '../../kit/events/events.ts'
import { canTakeSms, email, parsePhone, phoneText } from '../../kit/input.ts'
import type { Money } from '../../kit/money.ts'
import { type Notice, notify } from '../../kit/notify.ts'
import { hashToken, newToken } from '../../kit/secrets.ts'
import { heldAccount } from '../accounts/account.ts'
import { currencyField } from '../shops/input.ts'
import { countInvitations, endInvitation, insertInvitation, type SentTo } from './store-invitations.ts'

/** Up to what one order may go without asking; null for no limit, zero for always asking. */
export const Limit = z
  .strictObject({
    amount: z.int().min(0).max(1_000_000_000_000),
    currency: currencyField(),
  })
  .nullable()

export const InviteMember = z.strictObject({
  email: email().optional(),
  /** Instead of an address: the link goes there by text message. */
  phone: phoneText().optional(),
  limit: Limit.default(null),
})
export type InviteMember = z.output<typeof InviteMember>

const LIFE_DAYS = 14
// Of one head; and to one address or phone, whoever sends them: a text costs money, and wakes people.
const LINKS_A_DAY = 10
const LINKS_A_DAY_TO_ONE = 3

/**
 * Asks somebody into the caller's household by a link, by mail or text message. The link bears the head's name, so they
 * have shown an address or phone of their own: 409 `contact_unconfirmed`. 429 after ten in a day, or three to one person.
 */
export async function inviteMember(ctx: Ctx, input: InviteMember): Promise<void> {
  const { accountId } = inPerson(ctx)
  await transaction(ctx, async (tx) => {
    const head = await heldAccount(tx, accountId)
    if (!head.emailVerifiedAt && !head.phoneVerifiedAt) throw illegalMove('contact_unconfirmed')
    const sentTo = sentToOf(head.region, input)
    await limitLinks(tx, accountId, sentTo)
    await send(tx, head, sentTo, input.limit)
    const subject = { kind: 'account', id: accountId } as const
    const by = sentTo.email === null ? 'sms' : 'email'
    await audit(tx, { action: 'household.invite', subject, after: { by, ...limitWords(input.limit) } })
    await record(tx, { type: 'household.invited', shopId: null, subject, data: { by } })
  })
}

/** Ends an open link of the caller's: it leads nobody in any more. */
export async function revokeInvitation(ctx: Ctx, id: string): Promise<void> {
  const { accountId } = inPerson(ctx)
  await transaction(ctx, async (tx) => {
    if (!isId(id) || !(await endInvitation(tx, accountId, id))) throw notFound()
    const subject = { kind: 'account', id: accountId } as const
    await audit(tx, { action: 'household.revokeInvitation', subject })
    await record(tx, { type: 'household.invitation_revoked', shopId: null, subject })
  })
}

/** A limit as audit log and events hold it. */
export const limitWords = (limit: Money | null): { limit: number | null; currency: string | null } => ({
  limit: limit?.amount ?? null,
  currency: limit?.currency ?? null,
})

async function limitLinks(tx: Ctx, headId: string, sentTo: SentTo): Promise<void> {
  const since = tx.now.subtract({ hours: 24 })
  const tooMany =
    (await countInvitations(tx, { headId }, since)) >= LINKS_A_DAY ||
    (await countInvitations(tx, sentTo, since)) >= LINKS_A_DAY_TO_ONE
  if (tooMany) throw new Problem('slow-down', { retryAfterSeconds: 24 * 3600 })
}

function sentToOf(region: string | null, { email: address, phone: typed }: InviteMember): SentTo {
  if (address && typed) throw invalid('/phone', 'oneOfTwo', { other: 'email' })
  if (address) return { email: address, phone: null }
  if (!typed) throw invalid('/email', 'emailOrPhone')
  const phone = parsePhone(typed, region)
  if (!phone) throw invalid('/phone', 'phone')
  if (!canTakeSms(phone)) throw invalid('/phone', 'mobile')
  return { email: null, phone }
}

async function send(
  tx: Ctx,
  head: { id: string; name: string; locale: 'en' | 'fa' },
  sentTo: SentTo,
  limit: Money | null,
): Promise<void> {
  const token = newToken()
  await insertInvitation(tx, {
    headId: head.id,
    sentTo,
    limit,
    tokenHash: hashToken(token),
    expiresAt: tx.now.add({ hours: LIFE_DAYS * 24 }),
  })
  const to: Pick<Notice, 'channel' | 'to'> =
    sentTo.email === null ? { channel: 'sms', to: sentTo.phone } : { channel: 'email', to: sentTo.email }
  await notify(tx, {
    ...to,
    template: 'householdInvitation',
    locale: head.locale,
    purpose: 'account',
    params: { days: LIFE_DAYS },
    // Whose household it is stands in no row that outlives them.
    secretParams: { name: head.name, path: `/household/${token}` },
  })
}
