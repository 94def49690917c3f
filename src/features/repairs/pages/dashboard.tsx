import { Link, type LoaderFunctionArgs, useLoaderData } from 'react-router'
import { useTranslations } from 'use-intl'
import { allowInShop, can } from '../../../kit/access/index.ts'
import { goTo } from '../../../kit/http/go-to.ts'
import { pageCtx } from '../../../kit/http/page-context.ts'
import { localeOfPath } from '../../../kit/i18n/locale.ts'
import { localDate } from '../../../kit/time.ts'
import { usePaths } from '../../../web/document.ts'
import { Head } from '../../../web/head.tsx'
import { paths } from '../../../web/paths.ts'
import { EmptyState } from '../../../web/ui/empty-state.tsx'
import { LinkButton } from '../../../web/ui/button.tsx'
import { Notice } from '../../../web/ui/notice.tsx'
import { PageHeader, Section, Sections } from '../../../web/ui/page.tsx'
import { Count, When } from '../../../web/ui/values.tsx'
import { ConflictSection } from '../../booking/pages/conflict-section.tsx'
import { readConflictRows } from '../../booking/pages/read-conflict-rows.ts'
import { findShop } from '../../shops/find.ts'
import { openRequestCount } from '../../staff/resources.ts'
import { PAINS, readDashboard } from '../read-dashboard.ts'
import { viewCards } from './card-view.ts'
import { OrderRow } from './order-row.tsx'
import { Today } from './today.tsx'
import { useApi } from './use-api.ts'
import { useLive } from './use-live.ts'
import { useMoves } from './use-moves.ts'
import './desk-pages.css'

/** What needs the counter now. A technician's first page is their own day. */
export async function loader({ context, params, url }: LoaderFunctionArgs) {
  const ctx = pageCtx(context)
  const slug = params['shop'] ?? ''
  if (allowInShop(ctx, 'orders.read', (await findShop(ctx, slug)).id) === 'own') {
    throw goTo(url, paths(localeOfPath(url.pathname)).myDay(slug))
  }
  const { shop, pains, today, coming } = await readDashboard(
    ctx,
    slug,
    PAINS.find((pain) => pain === url.searchParams.get('all')),
  )
  const view = ({ id, status, startsAt, card, isMissing }: (typeof coming)[number]) => ({
    id,
    status,
    isMissing,
    startsAt: startsAt.epochMilliseconds,
    day: localDate(startsAt, shop.timezone).toString(),
    card: card ? (viewCards(ctx, shop, [card])[0] ?? null) : null,
  })
  return {
    now: ctx.now.epochMilliseconds,
    shop: { slug: shop.slug },
    conflicts: await readConflictRows(ctx, shop),
    timeOffAsked: can(ctx, 'schedule.edit', { shopId: shop.id }) ? await openRequestCount(ctx, shop.id) : 0,
    pains: pains.map(({ pain, count, cards }) => ({ pain, count, cards: viewCards(ctx, shop, cards) })),
    stages: [...today.stages],
    appointments: today.appointments.map(view),
    coming: coming.map(view),
  }
}

/** What waits for somebody, the most painful first; beside it the day. A new request comes in by itself. */
export default function Dashboard() {
  const { shop, conflicts, timeOffAsked, pains, now, ...day } = useLoaderData<typeof loader>()
  const t = useTranslations('desk')
  const to = usePaths()
  const moves = useMoves()
  const api = useApi()
  useLive(shop.slug)
  const waiting = pains.filter(({ count }) => count > 0)
  const problem = moves.problem ?? api.problem
  return (
    <>
      <Head title={t('today.title')} hidden />
      <PageHeader title={t('today.title')} lead={<When at={now} show="date" dateForm="long" />} />
      <div className="mb-8 grid gap-3 empty:hidden">
        {problem ? (
          <Notice kind="blocked" alert title={problem.title}>
            <p>{problem.detail}</p>
          </Notice>
        ) : null}
        {timeOffAsked > 0 ? (
          <Notice kind="waiting">
            <Link to={to.timeOff(shop.slug)} className="link link-ink">
              {t('today.timeOff', { count: timeOffAsked })}
            </Link>
          </Notice>
        ) : null}
      </div>
      <div className="grid gap-x-12 gap-y-10 xl:grid-cols-[minmax(0,1fr)_22rem]">
        <Sections>
          {waiting.length === 0 && conflicts.length === 0 ? (
            <EmptyState
              title={t('today.nothing')}
              next={<LinkButton to={to.newOrder(shop.slug)}>{t('today.newOrder')}</LinkButton>}
            >
              <p>{t('today.nothingText')}</p>
            </EmptyState>
          ) : null}
          <ConflictSection shop={shop.slug} rows={conflicts} />
          {waiting.map(({ pain, count, cards }) => (
            <Section
              key={pain}
              title={
                <>
                  {t(`pain.${pain}`)} <Count value={count} />
                </>
              }
              aside={
                cards.length < count ? (
                  <Link to={to.desk(shop.slug, { all: pain })} className="link" preventScrollReset>
                    {t('today.all')}
                  </Link>
                ) : null
              }
            >
              <ul className="rows">
                {cards.map((card) => (
                  <OrderRow
                    key={card.id}
                    card={card}
                    pain={pain}
                    now={now}
                    shop={shop.slug}
                    onMove={moves.move}
                    onAnswer={(verb) =>
                      void api.call('POST', `/api/appointment/${card.appointment?.id}/${verb}`, {})
                    }
                  />
                ))}
              </ul>
            </Section>
          ))}
        </Sections>
        <Today shop={shop.slug} {...day} />
      </div>
    </>
  )
}
