import { transaction } from '../../kit/db/index.ts'
import { record } from '../../kit/events/events.ts'
import type { Reaction } from '../../kit/events/reactions.ts'
import { accountById } from '../accounts/account.ts'
import { joinGuestsToAccount } from './store.ts'

/** What somebody asked for as a guest joins their account once they have proved that the address is theirs. */
const joinGuests: Reaction = {
  name: 'customers.join-guests',
  on: ['account.email_verified'],
  when: 'after',
  run: (ctx, { subject }) =>
    transaction(ctx, async (tx) => {
      const account = await accountById(tx, subject.id)
      if (!account?.email || !account.emailVerifiedAt) return
      for (const { shopId, id } of await joinGuestsToAccount(tx, account.id, account.email)) {
        await record(tx, {
          type: 'customer.joined',
          shopId,
          subject: { kind: 'customer', id },
          data: { accountId: account.id },
        })
      }
    }),
}

export const reactions: readonly Reaction[] = [joinGuests]
