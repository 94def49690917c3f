import type { Ctx } from '../../../kit/context.ts'
import { formatPhone } from '../../../kit/input.ts'
import type { Shop } from '../../shops/shop.ts'
import { owes } from '../card-answer.ts'
import type { JobCard } from '../cards.ts'
import { moverIn } from '../rules-of.ts'
import { allowedMoves, type Goal, type ShownStatus, type Stage } from '../stages.ts'
import { assetName, numberText } from './names.ts'

/** A job tag as it goes to the browser: instants in epoch milliseconds. */
export interface CardView {
  id: string
  number: string
  stage: Stage
  status: ShownStatus
  customer: string
  /** E.164, and as people write it. */
  phone: { number: string; text: string } | null
  asset: string
  plate: string | null
  what: string
  jobs: number
  people: string[]
  bay: string | null
  waits: { approval: boolean; part: boolean; money: boolean }
  balance: { amount: number; currency: string }
  promisedAt: number | null
  late: boolean
  /** Promised for within two hours. */
  soon: boolean
  stageSince: number
  createdAt: number
  appointment: { id: string; status: string; startsAt: number } | null
  /** What the reader may set it to now. */
  allowed: Goal[]
}

const SOON_MS = 2 * 3_600_000

/** Cards of one shop for its pages, each with the moves that the reader has. */
export function viewCards(
  ctx: Ctx,
  shop: Pick<Shop, 'id' | 'qualityCheck' | 'region'>,
  cards: readonly JobCard[],
): CardView[] {
  const mover = moverIn(ctx, shop.id)
  const now = ctx.now.epochMilliseconds
  return cards.map((card) => {
    const { stage, balance, invoiceIssued, asset, appointment } = card
    const facts = { stage, balance, invoiceIssued, qualityCheck: shop.qualityCheck, cancelUntil: null }
    const promisedAt = card.promisedAt?.epochMilliseconds ?? null
    return {
      id: card.id,
      number: numberText(card.number),
      stage,
      status: card.status,
      customer: card.customer?.name ?? '',
      phone: phoneOf(card.customer?.phone, shop.region),
      asset: asset ? assetName(asset) : '',
      plate: asset?.plate ?? null,
      what: card.what ?? '',
      jobs: card.jobs,
      people: card.people.map(({ name }) => name),
      bay: card.bay?.name ?? null,
      waits: { approval: card.waitsForYes, part: stage === 'awaiting_parts', money: owes(card) },
      balance: { amount: balance, currency: card.currency },
      promisedAt,
      late: card.status === 'delayed',
      soon: promisedAt !== null && promisedAt - now < SOON_MS,
      stageSince: card.stageSince.epochMilliseconds,
      createdAt: card.createdAt.epochMilliseconds,
      appointment: appointment && {
        id: appointment.id,
        status: appointment.status,
        startsAt: Temporal.Instant.from(appointment.startsAt).epochMilliseconds,
      },
      allowed: mover ? allowedMoves(facts, mover, ctx.now) : [],
    }
  })
}

/** A phone as it is called and as it is written. */
export function phoneOf(
  phone: string | null | undefined,
  region: string,
): { number: string; text: string } | null {
  return phone ? { number: phone, text: formatPhone(phone, region) } : null
}
