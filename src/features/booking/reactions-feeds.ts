import type { Reaction } from '../../kit/events/reactions.ts'
import { revokeFeed } from './store-feeds.ts'

/** Whoever opened an account with another's address keeps no link to its calendars once that one has it. */
export const endFeeds: Reaction = {
  name: 'booking.end-feeds',
  on: ['account.email_verified'],
  when: 'after',
  run: async (ctx, { subject, data }) => {
    if (data['by'] !== 'reset') return
    for (const kind of ['customer', 'work'] as const) await revokeFeed(ctx, subject.id, kind)
  },
}
