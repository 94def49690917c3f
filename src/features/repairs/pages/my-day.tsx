import { Link, type LoaderFunctionArgs, useLoaderData } from 'react-router'
import { useTranslations } from 'use-intl'
import { pageCtx } from '../../../kit/http/page-context.ts'
import { useDocument, usePaths } from '../../../web/document.ts'
import { Head } from '../../../web/head.tsx'
import { EmptyState } from '../../../web/ui/empty-state.tsx'
import { Notice } from '../../../web/ui/notice.tsx'
import { PageHeader, Section, Sections } from '../../../web/ui/page.tsx'
import { Plate } from '../../../web/ui/plate.tsx'
import { StatusTag } from '../../../web/ui/status-tag.tsx'
import { Ltr, When } from '../../../web/ui/values.tsx'
import { localText } from '../../shops/pages/local-text.ts'
import { readMyDay } from '../read-my-day.ts'
import { type CardView, viewCards } from './card-view.ts'
import { MyNext } from './my-next.tsx'
import { orderData } from './order-data.ts'
import { SheetProvider } from './order-sheet.ts'
import { useApi } from './use-api.ts'
import { useLive } from './use-live.ts'
import './desk-pages.css'

/** The technician's own day: the job in hand whole, then what comes, then what waits. */
export async function loader({ context, params }: LoaderFunctionArgs) {
  const ctx = pageCtx(context)
  const { shop, next, later, waiting } = await readMyDay(ctx, params['shop'] ?? '')
  return {
    now: ctx.now.epochMilliseconds,
    shop: { slug: shop.slug },
    next: next && (await orderData(ctx, next)),
    later: viewCards(ctx, shop, later),
    waiting: viewCards(ctx, shop, waiting),
  }
}

/** One thumb: the next job big, with start, photo, note, part and done; the rest below. */
export default function MyDayPage() {
  const { now, shop, next, later, waiting } = useLoaderData<typeof loader>()
  const t = useTranslations('desk')
  const api = useApi()
  useLive(shop.slug)
  return (
    <div className="my-day">
      <Head title={t('myDay.title')} hidden />
      <PageHeader title={t('myDay.title')} lead={<When at={now} show="date" dateForm="long" />} />
      {api.problem ? (
        <div className="mb-6">
          <Notice kind="blocked" alert title={api.problem.title}>
            <p>{api.problem.errors?.map(({ message }) => message).join(' ') ?? api.problem.detail}</p>
          </Notice>
        </div>
      ) : null}
      <Sections>
        {next ? (
          <SheetProvider
            key={next.order.id}
            value={{
              ...next,
              act: (method, path, body) =>
                api.call(method, `/api/service-request/${next.order.id}${path}`, body),
              call: api.call,
              busy: api.busy,
              problem: api.problem,
            }}
          >
            <MyNext />
          </SheetProvider>
        ) : (
          <EmptyState title={t('myDay.nothing')}>
            <p>{t('myDay.nothingText')}</p>
          </EmptyState>
        )}
        <Cards title={t('myDay.later')} cards={later} shop={shop.slug} />
        <Cards title={t('myDay.waiting')} cards={waiting} shop={shop.slug} />
      </Sections>
    </div>
  )
}

function Cards({ title, cards, shop }: { title: string; cards: readonly CardView[]; shop: string }) {
  const to = usePaths()
  const { locale } = useDocument()
  if (cards.length === 0) return null
  return (
    <Section title={title}>
      <ul>
        {cards.map((card) => (
          <li key={card.id} className="order-row">
            <div className="order-row-what">
              <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
                <Link to={to.order(shop, card.id)} className="order-row-link font-semibold">
                  <Ltr>{card.number}</Ltr>
                </Link>
                {card.plate ? <Plate plate={card.plate} /> : null}
                <bdi>{localText(card.asset, locale)}</bdi>
              </p>
              <p className="own-way font-medium">{localText(card.what, locale)}</p>
            </div>
            <div className="order-row-why">
              <StatusTag kind="order" status={card.status} plain />
              {card.appointment && card.stage === 'scheduled' ? (
                <p className="small">
                  <When at={card.appointment.startsAt} show="nearTime" />
                </p>
              ) : card.promisedAt ? (
                <p className="small">
                  <When at={card.promisedAt} show="nearTime" late={card.late} />
                </p>
              ) : null}
            </div>
          </li>
        ))}
      </ul>
    </Section>
  )
}
