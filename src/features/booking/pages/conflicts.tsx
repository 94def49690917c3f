import { Form as RouterForm, Link, useLocation } from 'react-router'
import { useTranslations } from 'use-intl'
import { allowInShop } from '../../../kit/access/index.ts'
import { pageCtx } from '../../../kit/http/page-context.ts'
import { useDocument, usePaths } from '../../../web/document.ts'
import { Head } from '../../../web/head.tsx'
import { sendOrStay } from '../../../web/send-or-stay.ts'
import { LinkButton, SubmitButton } from '../../../web/ui/button.tsx'
import { cx } from '../../../web/ui/class-names.ts'
import { EmptyState } from '../../../web/ui/empty-state.tsx'
import { FormProblem, FormScope } from '../../../web/ui/form.tsx'
import { Notice } from '../../../web/ui/notice.tsx'
import { PageHeader, Section } from '../../../web/ui/page.tsx'
import { Plate } from '../../../web/ui/plate.tsx'
import { HueTag } from '../../../web/ui/status-tag.tsx'
import { Ltr, When } from '../../../web/ui/values.tsx'
import { numberText } from '../../repairs/pages/names.ts'
import { useLive } from '../../repairs/pages/use-live.ts'
import { findShop } from '../../shops/find.ts'
import { localText } from '../../shops/pages/local-text.ts'
import { RESOLUTIONS } from '../conflicts.ts'
import type { Route } from './+types/conflicts.ts'
import { actOnConflicts } from './act-on-conflicts.ts'
import { ConflictChoices } from './conflict-choices.tsx'
import { type ConflictRow, type ManyConflicts, readConflictPage } from './read-conflict-rows.ts'
import type { ConflictView } from './read-conflict-view.ts'
import './calendar.css'

/** All visits that cannot be as booked, and the one that is being resolved; for those who plan. */
export async function loader({ context, params, url }: Route.LoaderArgs) {
  const ctx = pageCtx(context)
  const shop = await findShop(ctx, params.shop)
  allowInShop(ctx, 'appointments.move', shop.id)
  const page = await readConflictPage(ctx, shop, url.searchParams.get('visit') ?? undefined)
  return { shop: { slug: shop.slug }, ...page, told: toldBy(url.searchParams) }
}

/** What the last press has done, as the address says it. */
function toldBy(query: URLSearchParams) {
  const done = [...RESOLUTIONS, 'asked', 'open'].find((one) => one === query.get('done')) ?? null
  const count = (name: string) => Math.max(0, Math.trunc(Number(query.get(name)) || 0))
  return { done, given: query.has('given') ? count('given') : null, left: count('left') }
}

/** Gives to another, moves, keeps, cancels, asks. */
export function action(args: Route.ActionArgs) {
  return actOnConflicts(args)
}

/** Without a network what was typed stays. */
export function clientAction({ serverAction }: Route.ClientActionArgs) {
  return sendOrStay(serverAction)
}

/** Conflicts one by one: the list, and beside it what can be done about the one that is open. */
export default function Conflicts({ loaderData, actionData }: Route.ComponentProps) {
  const { shop, rows, open, many, told } = loaderData
  const t = useTranslations('calendar.resolve')
  const to = usePaths()
  const { search } = useLocation()
  useLive(shop.slug)
  const name = new URLSearchParams(search).get('do')
  const refused = actionData ? { name, answer: actionData } : undefined
  const inForm = refused && open && (name === 'keep' || name === 'cancel')
  return (
    <>
      <Head title={t('title')} hidden />
      <PageHeader
        title={t('title')}
        lead={rows.length > 0 ? t('count', { count: rows.length }) : undefined}
      />
      <div className="grid gap-4 pb-6 empty:hidden">
        {refused && !inForm ? (
          <FormScope problem={refused.answer.problem}>
            <FormProblem />
          </FormScope>
        ) : null}
        {refused ? null : <Told told={told} />}
      </div>
      {rows.length === 0 ? (
        <EmptyState
          title={t('none')}
          next={<LinkButton to={to.calendar(shop.slug)}>{t('toCalendar')}</LinkButton>}
        >
          <p>{t('noneText')}</p>
        </EmptyState>
      ) : (
        <div className={cx('calendar', open && 'calendar-with-panel')}>
          <div className="grid min-w-0 gap-8">
            {many.length > 0 ? (
              <Section title={t('several')}>
                <ul className="visit-rows">
                  {many.map((one) => (
                    <Many key={one.id} many={one} shop={shop.slug} />
                  ))}
                </ul>
              </Section>
            ) : null}
            <List rows={rows} shop={shop.slug} open={open?.visit.id ?? null} />
          </div>
          {open ? <OpenConflict key={open.id} view={open} shop={shop.slug} refused={refused} /> : null}
        </div>
      )}
    </>
  )
}

function Told({ told: { done, given, left } }: { told: ReturnType<typeof toldBy> }) {
  const t = useTranslations('calendar.resolve')
  if (given !== null)
    return <Notice kind={left > 0 ? 'waiting' : 'ready'}>{t('givenMany', { given, left })}</Notice>
  if (!done) return null
  return <Notice kind={done === 'open' ? 'waiting' : 'ready'}>{t(`done.${done as 'given'}`)}</Notice>
}

/** Somebody whom several visits miss: all of them to one who is free. */
function Many({ many: { id, name, count, others }, shop }: { many: ManyConflicts; shop: string }) {
  const t = useTranslations('calendar.resolve')
  const to = usePaths()
  const { locale } = useDocument()
  return (
    <li className="grid gap-2 py-3">
      <p className="font-medium">{t('many', { name: localText(name, locale), count })}</p>
      {others.length === 0 ? <p className="quiet">{t('nobodyForMany')}</p> : null}
      <RouterForm
        method="post"
        action={to.conflicts(shop, { do: 'give-all' })}
        className="press-row"
        preventScrollReset
      >
        <input type="hidden" name="from" value={id} />
        {others.map((other) => (
          <SubmitButton key={other.id} kind="quiet" size="small" name="to" value={other.id}>
            {t('giveAll', { name: localText(other.name, locale), can: other.count, count })}
          </SubmitButton>
        ))}
      </RouterForm>
    </li>
  )
}

function List({ rows, shop, open }: { rows: readonly ConflictRow[]; shop: string; open: string | null }) {
  const t = useTranslations('calendar')
  const to = usePaths()
  const { locale } = useDocument()
  return (
    <Section title={t('resolve.list')}>
      <ol className="visit-rows">
        {rows.map(({ id, startsAt, name, orderNumber, asset, what, asked, causes }) => (
          <li key={id} className={cx('visit-row', id === open && 'visit-row-open')}>
            <p className="visit-row-when">
              <When at={startsAt} show="nearTime" className="font-semibold" />
            </p>
            <div className="min-w-0">
              <p>
                <Link
                  to={to.conflicts(shop, { visit: id })}
                  className="link link-ink font-medium wrap-anywhere"
                  aria-current={id === open ? 'true' : undefined}
                  preventScrollReset
                >
                  <bdi>{name || numberText(orderNumber)}</bdi>
                </Link>
              </p>
              <p className="small quiet">
                {asset ? <bdi>{localText(asset.name, locale)}</bdi> : null} · {localText(what, locale)}
              </p>
            </div>
            <div className="visit-row-status">
              {causes.map(({ cause, name: who }) => (
                <HueTag key={`${cause} ${who}`} hue="blocked" shape="alert" plain>
                  {t(`inTheWay.cause.${cause}`, {
                    name: who ? localText(who, locale) : t('inTheWay.somebody'),
                  })}
                </HueTag>
              ))}
              {asked ? (
                <HueTag hue="waiting" shape="ring" plain>
                  {t('resolve.waits')}
                </HueTag>
              ) : null}
            </div>
          </li>
        ))}
      </ol>
    </Section>
  )
}

interface OpenProps {
  view: ConflictView
  shop: string
  refused: Parameters<typeof ConflictChoices>[0]['refused']
}

/** The conflict that is being resolved: whose visit it is, and the choices. */
function OpenConflict({ view, shop, refused }: OpenProps) {
  const { locale } = useDocument()
  const to = usePaths()
  const { visit } = view
  return (
    <aside className="panel" aria-labelledby="conflict-title">
      <div className="grid gap-1">
        <h2 id="conflict-title" className="wrap-anywhere">
          <bdi>{visit.customer?.name ?? numberText(visit.order.number)}</bdi>
        </h2>
        <p className="font-semibold">
          <When at={visit.startsAt} dateForm="long" />
        </p>
        <p className="small flex flex-wrap items-center gap-x-3 gap-y-1">
          {visit.asset ? <bdi>{localText(visit.asset.name, locale)}</bdi> : null}
          {visit.asset?.plate ? <Plate plate={visit.asset.plate} /> : null}
          <span>{localText(visit.what, locale)}</span>
          <Link to={to.order(shop, visit.order.id)} className="link link-ink">
            <Ltr>{numberText(visit.order.number)}</Ltr>
          </Link>
        </p>
      </div>
      <ConflictChoices shop={shop} view={view} refused={refused} />
    </aside>
  )
}
