import type { Ctx } from '../../kit/context.ts'
import { type Asset, assetsById } from '../assets/read.ts'
import { customersById } from '../customers/read.ts'
import { staffById } from '../staff/people.ts'
import { resourcesById } from '../staff/resources.ts'
import { shownStatus, type ShownStatus } from './stages.ts'
import type { Card } from './store-board.ts'

/** A job tag with the names on it. */
export interface JobCard extends Card {
  status: ShownStatus
  customer: { id: string; name: string; phone: string | null } | null
  asset: Pick<Asset, 'id' | 'kind' | 'make' | 'model' | 'plate'> | null
  people: { id: string; name: string }[]
  bay: { id: string; name: string } | null
}

/** Puts the names on cards of one shop: customer, asset, who works on it, where. */
export async function nameCards(ctx: Ctx, shopId: string, cards: readonly Card[]): Promise<JobCard[]> {
  const idsOf = (read: (card: Card) => readonly (string | null)[]) => [
    ...new Set(cards.flatMap((card) => read(card).filter((id) => id !== null))),
  ]
  const customers = await customersById(
    ctx,
    shopId,
    idsOf((card) => [card.customerId]),
  )
  const assets = await assetsById(
    ctx,
    shopId,
    idsOf((card) => [card.assetId]),
  )
  const people = await staffById(
    ctx,
    shopId,
    idsOf((card) => card.staffIds),
  )
  const bays = await resourcesById(
    ctx,
    shopId,
    idsOf((card) => [card.bayId]),
  )
  return cards.map((card) => {
    const customer = customers.get(card.customerId)
    const bay = card.bayId === null ? undefined : bays.get(card.bayId)
    return {
      ...card,
      status: shownStatus(card, card.balance, ctx.now),
      customer: customer ? { id: customer.id, name: customer.name, phone: customer.phone } : null,
      asset: assets.get(card.assetId) ?? null,
      people: card.staffIds.flatMap((id) => {
        const person = people.get(id)
        return person ? [{ id, name: person.name }] : []
      }),
      bay: bay ? { id: bay.id, name: bay.name } : null,
    }
  })
}
