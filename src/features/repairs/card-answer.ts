import { z } from 'zod'
import { type Ctx, wordsOf } from '../../kit/context.ts'
import { translator } from '../../kit/i18n/translator.ts'
import { money } from '../../kit/money.ts'
import { rfc3339 } from '../../kit/time.ts'
import type { Shop } from '../shops/shop.ts'
import type { JobCard } from './cards.ts'
import { type ShownStatus, STAGES, STATUSES } from './stages.ts'
import { MoneyAnswer } from './status-answer.ts'

const named = z.object({ id: z.string(), name: z.string() })
const instant = () => z.string().meta({ format: 'date-time' })

export const CardAnswer = z.object({
  id: z.string(),
  number: z.string(),
  stage: z.enum(STAGES),
  status: z.enum(STATUSES),
  label: z.string(),
  customer: named.nullable(),
  asset: z
    .object({
      id: z.string(),
      kind: z.enum(['vehicle', 'device']),
      make: z.string(),
      model: z.string(),
      plate: z.string().nullable(),
    })
    .nullable(),
  /** The first job's title, and how many there are. */
  what: z.string().nullable(),
  jobs: z.int(),
  people: z.array(named),
  bay: named.nullable(),
  waits: z.object({ approval: z.boolean(), part: z.boolean(), money: z.boolean() }),
  balance: MoneyAnswer,
  promisedAt: instant().nullable(),
  stageSince: instant(),
  createdAt: instant(),
})
export type CardAnswer = z.output<typeof CardAnswer>

/** Whether something is still to be paid for work that is done. */
export function owes({ stage, balance }: Pick<JobCard, 'stage' | 'balance'>): boolean {
  return balance > 0 && (stage === 'ready_for_pickup' || stage === 'dispatched' || stage === 'completed')
}

/** The word for a status, in the words of the answer. */
export function labelOf(ctx: Ctx, shop: Shop, status: ShownStatus): string {
  return translator(wordsOf(ctx, shop), 'repairs')(`status.${status}`)
}

/** A card in the contract's manner. */
export function presentCard(ctx: Ctx, shop: Shop, card: JobCard): CardAnswer {
  const write = (at: Temporal.Instant) => rfc3339(at, shop.timezone)
  const { customer, asset } = card
  return {
    id: card.id,
    number: String(card.number),
    stage: card.stage,
    status: card.status,
    label: labelOf(ctx, shop, card.status),
    customer: customer && { id: customer.id, name: customer.name },
    asset: asset && {
      id: asset.id,
      kind: asset.kind,
      make: asset.make,
      model: asset.model,
      plate: asset.plate,
    },
    what: card.what,
    jobs: card.jobs,
    people: card.people,
    bay: card.bay,
    waits: { approval: card.waitsForYes, part: card.stage === 'awaiting_parts', money: owes(card) },
    balance: money(card.balance, card.currency),
    promisedAt: card.promisedAt && write(card.promisedAt),
    stageSince: write(card.stageSince),
    createdAt: write(card.createdAt),
  }
}
