import { type LoaderFunctionArgs, redirect, useLoaderData } from 'react-router'
import { useTranslations } from 'use-intl'
import { pageCtx } from '../../../kit/http/page-context.ts'
import { useDocument, usePaths } from '../../../web/document.ts'
import { Head } from '../../../web/head.tsx'
import { Board } from '../../../web/ui/board.tsx'
import { useHotkeys } from '../../../web/ui/desk/hotkeys.ts'
import { Notice } from '../../../web/ui/notice.tsx'
import { PageHeader } from '../../../web/ui/page.tsx'
import { staffOf } from '../../staff/people.ts'
import { resourcesOf } from '../../staff/resources.ts'
import { ReadBoard, readBoard } from '../read-board.ts'
import { COLUMNS } from '../stages.ts'
import { BoardFilters } from './board-filters.tsx'
import { moveFocus, openMenu } from './board-keys.ts'
import { StageColumn } from './board-column.tsx'
import { viewCards } from './card-view.ts'
import { useLive } from './use-live.ts'
import { useMoves } from './use-moves.ts'
import './desk-pages.css'

/** The board as the address narrows it; what the address says wrongly is dropped from it. */
export async function loader({ context, params, url }: LoaderFunctionArgs) {
  const ctx = pageCtx(context)
  const asked = ReadBoard.safeParse(
    Object.fromEntries([...url.searchParams].filter(([, value]) => value !== '')),
  )
  if (!asked.success) throw redirect(url.pathname)
  const { shop, columns, scope } = await readBoard(ctx, params['shop'] ?? '', asked.data)
  const people = scope === 'all' ? await staffOf(ctx, shop.id) : []
  const resources = scope === 'all' ? await resourcesOf(ctx, shop.id) : []
  return {
    now: ctx.now.epochMilliseconds,
    shop: { slug: shop.slug },
    filter: asked.data,
    technicians: people
      .filter(({ roles }) => roles.includes('technician'))
      .map(({ id, name }) => ({ id, name })),
    bays: resources
      .filter(({ kind }) => kind === 'bay' || kind === 'bench')
      .map(({ id, name }) => ({ id, name })),
    columns: columns.map(({ stage, count, cards }) => ({ stage, count, cards: viewCards(ctx, shop, cards) })),
  }
}

/** Stages as columns, orders as tags: dragged, or moved by the menu that `m` opens. */
export default function BoardPage() {
  const { shop, columns, filter, technicians, bays, now } = useLoaderData<typeof loader>()
  const t = useTranslations('board')
  const ui = useTranslations('ui')
  const to = usePaths()
  const { locale } = useDocument()
  const { move, shown, problem } = useMoves()
  useLive(shop.slug)
  useHotkeys({
    m: openMenu,
    ArrowUp: (event) => moveFocus(event, 'up', locale),
    ArrowDown: (event) => moveFocus(event, 'down', locale),
    ArrowLeft: (event) => moveFocus(event, 'left', locale),
    ArrowRight: (event) => moveFocus(event, 'right', locale),
  })
  const cards = columns.flatMap((column) => column.cards)
  return (
    <>
      <Head title={t('title')} hidden />
      <PageHeader title={t('title')} lead={<span className="max-md:hidden">{t('keys')}</span>} />
      <BoardFilters filter={filter} technicians={technicians} bays={bays} />
      {problem ? (
        <Notice kind="blocked" alert title={problem.title}>
          <p>{problem.detail}</p>
        </Notice>
      ) : null}
      <Board narrowed={Object.keys(filter).length > 0}>
        {COLUMNS.map((stage) => {
          const column = columns.find((one) => one.stage === stage)
          const here = cards.filter((card) => shown(card) === stage)
          const moved = here.length - (column?.cards.length ?? 0)
          return (
            <StageColumn
              key={stage}
              stage={stage}
              title={ui(`order.${stage}`)}
              count={(column?.count ?? 0) + moved}
              cards={here}
              all={cards}
              now={now}
              shop={shop.slug}
              more={to.orders(shop.slug, { status: stage })}
              onMove={move}
            />
          )
        })}
      </Board>
    </>
  )
}
