import { useTranslations } from 'use-intl'
import { can } from '../../../kit/access/index.ts'
import type { Ctx } from '../../../kit/context.ts'
import { goTo } from '../../../kit/http/go-to.ts'
import { pageCtx } from '../../../kit/http/page-context.ts'
import { paperUrl } from '../../../kit/papers/links.ts'
import { usePaths } from '../../../web/document.ts'
import { Head } from '../../../web/head.tsx'
import { sendOrStay } from '../../../web/send-or-stay.ts'
import { LinkButton } from '../../../web/ui/button.tsx'
import { cx } from '../../../web/ui/class-names.ts'
import { FormProblem, FormScope } from '../../../web/ui/form.tsx'
import { Notice } from '../../../web/ui/notice.tsx'
import { PageHeader } from '../../../web/ui/page.tsx'
import { When } from '../../../web/ui/values.tsx'
import { useLive } from '../../repairs/pages/use-live.ts'
import { findShop } from '../../shops/find.ts'
import type { Shop } from '../../shops/shop.ts'
import type { Route } from './+types/calendar.ts'
import { actOnCalendar } from './act-on-calendar.ts'
import { AddPanel } from './add-panel.tsx'
import { BookPanel } from './book-panel.tsx'
import { readAddress } from './calendar-address.ts'
import { CalendarHead } from './calendar-head.tsx'
import { DayGrid } from './day-grid.tsx'
import { DayList } from './day-list.tsx'
import { readCalendar } from './read-calendar.ts'
import { readPanel } from './read-panel.ts'
import { readWaiting } from './read-waiting.ts'
import { MoveNotice } from './move-notice.tsx'
import { CalendarPage, useCalendar, useLostRefusal } from './use-calendar.ts'
import { MovingVisits } from './use-moving.tsx'
import { VisitPanel } from './visit-panel.tsx'
import { Waiting } from './waiting.tsx'
import { WeekGrid } from './week-grid.tsx'
import './calendar.css'

/** The days, and what is open beside them; what the address says wrongly is dropped from it. */
export async function loader({ context, params, url }: Route.LoaderArgs) {
  const ctx = pageCtx(context)
  const shop = await findShop(ctx, params.shop)
  const address = readAddress(url)
  if (!address) throw goTo(url, url.pathname)
  const calendar = await readCalendar(ctx, shop, address)
  return {
    ...calendar,
    now: ctx.now.epochMilliseconds,
    shop: { slug: shop.slug, zone: shop.timezone },
    panel: await readPanel(ctx, shop, address),
    waiting: calendar.mayCreate ? await readWaiting(ctx, shop) : [],
    plan: planUrls(ctx, shop, calendar.date),
    done: address.done ?? null,
  }
}

/** The day plan as PDF, for whoever sees the whole day. */
function planUrls(ctx: Ctx, shop: Shop, date: string) {
  if (!can(ctx, 'appointments.read', { shopId: shop.id })) return null
  const id = `${shop.id}.${date}`
  return { en: paperUrl(ctx, 'day-plan', id, 'en'), fa: paperUrl(ctx, 'day-plan', id, 'fa') }
}

/** Confirms, declines, moves, cancels, books. */
export function action(args: Route.ActionArgs) {
  return actOnCalendar(args)
}

/** Without a network what was typed stays. */
export function clientAction({ serverAction }: Route.ClientActionArgs) {
  return sendOrStay(serverAction)
}

/** Who comes when, and where they stand; a visit opens beside it. */
export default function Calendar({ loaderData, actionData }: Route.ComponentProps) {
  const { shop, view, days, panel, done, conflicts, mayMove } = loaderData
  const to = usePaths()
  const t = useTranslations('calendar')
  useLive(shop.slug)
  return (
    <CalendarPage value={{ ...loaderData, answer: actionData }}>
      <Head title={t('title')} hidden />
      <PageHeader
        title={<Dates />}
        lead={
          view === 'day' && days[0]?.closed != null ? (
            <span className="hue-over">
              {days[0].closed ? t('closedFor', { reason: days[0].closed }) : t('closed')}
            </span>
          ) : undefined
        }
      />
      <CalendarHead />
      <div className="grid gap-6 pb-6 empty:hidden">
        <Refused />
        {done && !panel && !actionData ? <Notice kind="ready">{t(`done.${done}`)}</Notice> : null}
        {conflicts.length > 0 ? (
          <Notice
            kind="blocked"
            action={
              mayMove ? (
                <LinkButton to={to.conflicts(shop.slug)} size="small">
                  {t('resolve.go')}
                </LinkButton>
              ) : undefined
            }
          >
            {t('conflicts', { count: conflicts.length })}
          </Notice>
        ) : null}
      </div>
      <MovingVisits>
        <MoveNotice />
        <div className={cx('calendar', panel && 'calendar-with-panel')}>
          <div className="calendar-days">
            {view === 'week' ? (
              <>
                <WeekGrid />
                <KeysHint />
              </>
            ) : (
              <>
                <DayGrid />
                <KeysHint />
                <DayList />
              </>
            )}
            <Waiting />
          </div>
          {panel?.kind === 'visit' ? <VisitPanel key={panel.visit.id} panel={panel} /> : null}
          {panel?.kind === 'add' ? <AddPanel key={panel.key} panel={panel} /> : null}
          {panel?.kind === 'book' ? <BookPanel key={panel.order.id} panel={panel} /> : null}
        </div>
      </MovingVisits>
    </CalendarPage>
  )
}

/** How visits are moved. */
function KeysHint() {
  const t = useTranslations('calendar.moving')
  const { mayMove } = useCalendar()
  return mayMove ? <p className="small quiet screen-only pt-2 max-md:hidden">{t('keys')}</p> : null
}

/** The day, or the first and the last of the week. */
function Dates() {
  const { view, date, days } = useCalendar()
  const on = (day: string, form: 'long' | 'medium') => (
    <When at={`${day}T12:00:00Z`} zone="UTC" show="date" dateForm={form} />
  )
  const last = days.at(-1)
  if (view === 'day' || !days[0] || !last) return on(date, 'long')
  return (
    <>
      {on(days[0].date, 'medium')} – {on(last.date, 'medium')}
    </>
  )
}

/** What was refused where no form is left to say it. */
function Refused() {
  const { panel } = useCalendar()
  const problem = useLostRefusal()
  if (!problem || panel) return null
  return (
    <FormScope problem={problem}>
      <FormProblem />
    </FormScope>
  )
}
