import { z } from 'zod'
import { allowInShop } from '../../kit/access/index.ts'
import { ok, type Route, route } from '../../kit/http/route.ts'
import { findShop } from '../shops/find.ts'
import { CardAnswer, labelOf, presentCard } from './card-answer.ts'
import { watchShop } from './live.ts'
import { OrderAnswer, presentOrder } from './order-answer.ts'
import { ReadBoard, readBoard } from './read-board.ts'
import { PAINS, readDashboard } from './read-dashboard.ts'
import { readMyDay } from './read-my-day.ts'
import { tag } from './routes-status.ts'
import { COLUMNS, STAGES } from './stages.ts'

const shopParams = z.strictObject({ shop: z.string().max(64) })

export const deskRoutes: Route[] = [
  route({
    method: 'GET',
    path: '/api/shops/{shop}/board',
    summary: 'The board: orders by stage, at most 30 a column, with how many there are',
    tag,
    access: 'orders.read',
    params: shopParams,
    query: ReadBoard,
    answers: {
      200: z.object({
        columns: z.array(
          z.object({ stage: z.enum(COLUMNS), label: z.string(), count: z.int(), cards: z.array(CardAnswer) }),
        ),
      }),
    },
    handler: async (ctx, { params, query }) => {
      const { shop, columns } = await readBoard(ctx, params.shop, query)
      return ok({
        columns: columns.map(({ stage, count, cards }) => ({
          stage,
          label: labelOf(ctx, shop, stage),
          count,
          cards: cards.map((card) => presentCard(ctx, shop, card)),
        })),
      })
    },
  }),
  route({
    method: 'GET',
    path: '/api/shops/{shop}/dashboard',
    summary: 'What needs somebody now, and how many orders stand where',
    tag,
    access: 'orders.read',
    params: shopParams,
    answers: {
      200: z.object({
        needs: z.array(z.object({ kind: z.enum(PAINS), count: z.int(), cards: z.array(CardAnswer) })),
        stages: z.array(z.object({ stage: z.enum(STAGES), label: z.string(), count: z.int() })),
      }),
    },
    handler: async (ctx, { params }) => {
      const { shop, pains, today } = await readDashboard(ctx, params.shop)
      return ok({
        needs: pains.map(({ pain, count, cards }) => ({
          kind: pain,
          count,
          cards: cards.map((card) => presentCard(ctx, shop, card)),
        })),
        stages: [...today.stages].map(([stage, count]) => ({
          stage,
          label: labelOf(ctx, shop, stage),
          count,
        })),
      })
    },
  }),
  route({
    method: 'GET',
    path: '/api/shops/{shop}/my-day',
    summary: "The caller's own jobs: the next one whole, what follows, what waits",
    tag,
    access: 'orders.read',
    params: shopParams,
    answers: {
      200: z.object({
        next: OrderAnswer.nullable(),
        later: z.array(CardAnswer),
        waiting: z.array(CardAnswer),
      }),
    },
    handler: async (ctx, { params }) => {
      const { shop, next, later, waiting } = await readMyDay(ctx, params.shop)
      return ok({
        next: next && (await presentOrder(ctx, next)),
        later: later.map((card) => presentCard(ctx, shop, card)),
        waiting: waiting.map((card) => presentCard(ctx, shop, card)),
      })
    },
  }),
  route({
    method: 'GET',
    path: '/api/shops/{shop}/live',
    summary: 'Server-sent events: `changed` whenever something happened in the shop',
    tag,
    access: 'orders.read',
    params: shopParams,
    answers: { 200: z.any().meta({ description: 'text/event-stream' }) },
    handler: async (ctx, { params }) => {
      const shop = await findShop(ctx, params.shop)
      allowInShop(ctx, 'orders.read', shop.id)
      return {
        status: 200,
        body: await watchShop(ctx, shop.id),
        headers: {
          'content-type': 'text/event-stream',
          'cache-control': 'no-store',
          'x-accel-buffering': 'no',
        },
      }
    },
  }),
]
