import type { Reaction } from '../kit/events/reactions.ts'
import { reactions as assets } from './assets/reactions.ts'
import { reactions as booking } from './booking/reactions.ts'
import { endFeeds } from './booking/reactions-feeds.ts'
import { reactions as waitlist } from './booking/reactions-waitlist.ts'
import { reactions as customers } from './customers/reactions.ts'
import { reactions as invoices } from './invoices/reactions.ts'
import { reactions as messages } from './messages/reactions.ts'
import { reactions as payments } from './payments/reactions.ts'
import { reactions as repairs } from './repairs/reactions.ts'

/** What happens when something happened, over all features. The `within` ones are listed in docs/ARCHITECTURE.md. */
export const reactions: readonly Reaction[] = [
  ...customers,
  ...assets,
  ...booking,
  ...waitlist,
  endFeeds,
  ...repairs,
  ...invoices,
  ...payments,
  ...messages,
]
