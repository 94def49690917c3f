import { z } from 'zod'
import { allowInShop, grantIn } from '../../kit/access/index.ts'
import type { Ctx } from '../../kit/context.ts'
import { isId } from '../../kit/db/index.ts'
import { findShop } from '../shops/find.ts'
import type { Shop } from '../shops/shop.ts'
import { type JobCard, nameCards } from './cards.ts'
import { COLUMNS, type Column } from './stages.ts'
import { type CardFilter, countOrders, selectCards } from './store-board.ts'

export const CARDS_A_COLUMN = 30
/** Counting stops here: nobody reads a larger number. */
export const MOST_COUNTED = 1000

export const ReadBoard = z.strictObject({
  /** A person's id, or `none` for what nobody works on. */
  technician: z.string().max(64).optional(),
  bay: z.string().max(64).optional(),
  late: z.enum(['1']).optional(),
})
export type ReadBoard = z.output<typeof ReadBoard>

export interface Board {
  shop: Shop
  columns: { stage: Column; count: number; cards: JobCard[] }[]
  /** `own`: a technician's board shows assigned orders only. */
  scope: 'all' | 'own'
}

/** The board of a shop: at most 30 cards a column, the nearest promise or visit first; completed ones newest first. */
export async function readBoard(ctx: Ctx, slugOrId: string, filter: ReadBoard): Promise<Board> {
  const shop = await findShop(ctx, slugOrId)
  const scope = allowInShop(ctx, 'orders.read', shop.id)
  const chosen = readFilter(ctx, shop.id, scope, filter)
  if (!chosen) return { shop, scope, columns: COLUMNS.map((stage) => ({ stage, count: 0, cards: [] })) }
  const working = COLUMNS.filter((stage) => stage !== 'completed')
  const cards = await nameCards(ctx, shop.id, [
    ...(await selectCards(ctx, shop.id, {
      ...chosen,
      stages: working,
      order: 'promised',
      limit: CARDS_A_COLUMN,
    })),
    ...(await selectCards(ctx, shop.id, {
      ...chosen,
      stages: ['completed'],
      order: 'newest',
      limit: CARDS_A_COLUMN,
    })),
  ])
  const counts = await countOrders(ctx, shop.id, { ...chosen, stages: COLUMNS }, MOST_COUNTED)
  return {
    shop,
    scope,
    columns: COLUMNS.map((stage) => ({
      stage,
      count: counts.get(stage) ?? 0,
      cards: cards.filter((card) => card.stage === stage),
    })),
  }
}

/** What the address narrows to; undefined where nothing can fit (an id that is none, a technician without a row). */
function readFilter(
  ctx: Ctx,
  shopId: string,
  scope: 'all' | 'own',
  { technician, bay, late }: ReadBoard,
): CardFilter | undefined {
  const own = scope === 'own' ? grantIn(ctx.caller, shopId)?.staffId : undefined
  if (scope === 'own' && !own) return undefined
  if (own && technician !== undefined && technician !== own) return undefined
  if (technician !== undefined && technician !== 'none' && !isId(technician)) return undefined
  if (bay !== undefined && !isId(bay)) return undefined
  return { staffId: own ?? technician, bayId: bay, late: late === '1' || undefined }
}
