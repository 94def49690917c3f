import { z } from 'zod'
import { inPerson } from '../../kit/access/index.ts'
import { audit } from '../../kit/audit.ts'
import type { Ctx } from '../../kit/context.ts'
import { isId, transaction } from '../../kit/db/index.ts'
import { notFound } from '../../kit/errors.ts'
import { record } from '../../kit/events/events.ts'
import { garageOf } from '../assets/read.ts'
import { Limit, limitWords } from './invite.ts'
import {
  deleteMember,
  holdMember,
  replaceShares,
  selectMembership,
  selectShares,
  updateLimit,
} from './store.ts'

export const EditMember = z.strictObject({
  limit: Limit.optional(),
  /** All that is shared with them, of the garage of the head. */
  assetIds: z.array(z.string().max(64)).max(200).optional(),
})
export type EditMember = z.output<typeof EditMember>

/** Changes the limit of a member of the caller's household, and what is shared with them. */
export async function editMember(ctx: Ctx, memberId: string, input: EditMember): Promise<void> {
  const { accountId } = inPerson(ctx)
  await transaction(ctx, async (tx) => {
    const member = isId(memberId) ? await holdMember(tx, accountId, memberId) : undefined
    if (!member) throw notFound()
    const sharedBefore = (await selectShares(tx, accountId)).get(memberId) ?? []
    const limit = input.limit === undefined ? member.limit : input.limit
    const shared =
      input.assetIds === undefined ? sharedBefore : await ownThings(tx, accountId, input.assetIds)
    await updateLimit(tx, accountId, memberId, limit)
    await replaceShares(tx, accountId, memberId, shared)
    const subject = { kind: 'account', id: memberId } as const
    await audit(tx, {
      action: 'household.edit',
      subject,
      before: { ...limitWords(member.limit), assets: sharedBefore },
      after: { ...limitWords(limit), assets: shared },
    })
    await record(tx, {
      type: 'household.edited',
      shopId: null,
      subject,
      data: { head: accountId, ...limitWords(limit), assets: shared },
    })
  })
}

/** Takes a member out of the caller's household: they see what was shared with them no more, from now on. */
export async function removeMember(ctx: Ctx, memberId: string): Promise<void> {
  const { accountId } = inPerson(ctx)
  await transaction(ctx, async (tx) => {
    if (!isId(memberId) || !(await deleteMember(tx, accountId, memberId))) throw notFound()
    await sayGone(tx, 'remove', accountId, memberId)
  })
}

/** Leaves the household that the caller is a member of. */
export async function leaveHousehold(ctx: Ctx): Promise<void> {
  const { accountId } = inPerson(ctx)
  await transaction(ctx, async (tx) => {
    const membership = await selectMembership(tx, accountId)
    if (!membership || !(await deleteMember(tx, membership.headId, accountId))) throw notFound()
    await sayGone(tx, 'leave', membership.headId, accountId)
  })
}

async function sayGone(tx: Ctx, how: 'remove' | 'leave', headId: string, memberId: string): Promise<void> {
  const subject = { kind: 'account', id: memberId } as const
  const action = how === 'remove' ? 'household.remove' : 'household.leave'
  await audit(tx, { action, subject, before: { head: headId } })
  const type = how === 'remove' ? 'household.removed' : 'household.left'
  await record(tx, { type, shopId: null, subject, data: { head: headId } })
}

/** These ids, each once and each of the person's own garage; 404 at the first that is not. */
async function ownThings(tx: Ctx, accountId: string, ids: readonly string[]): Promise<string[]> {
  const own = new Set((await garageOf(tx, accountId)).map(({ id }) => id))
  const strange = ids.findIndex((id) => !own.has(id))
  if (strange >= 0) throw notFound(`/assetIds/${strange}`)
  return [...new Set(ids)]
}
