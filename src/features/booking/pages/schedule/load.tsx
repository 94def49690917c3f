import { Link } from 'react-router'
import { useTranslations } from 'use-intl'
import { pageCtx } from '../../../../kit/http/page-context.ts'
import { firstWeekday, localDate, parseDate, startOfWeek } from '../../../../kit/time.ts'
import { formatNumber, formatPlainDate } from '../../../../kit/time/format.ts'
import { useDocument, usePaths } from '../../../../web/document.ts'
import { Head } from '../../../../web/head.tsx'
import { LinkButton } from '../../../../web/ui/button.tsx'
import { cx } from '../../../../web/ui/class-names.ts'
import { PageHeader, Section, Sections } from '../../../../web/ui/page.tsx'
import { findShop } from '../../../shops/find.ts'
import { PlainDate } from '../../../shops/pages/hours.tsx'
import { localText } from '../../../shops/pages/local-text.ts'
import { shopLoad } from '../../load.ts'
import type { Route } from './+types/load.ts'

const WEEKS = 8

/** Eight weeks of everybody and everything, and one of them by day. */
export async function loader({ context, params, url }: Route.LoaderArgs) {
  const ctx = pageCtx(context)
  const shop = await findShop(ctx, params.shop)
  const first = firstWeekday(`${shop.locale}-${shop.region}`)
  const today = localDate(ctx.now, shop.timezone)
  const from = startOfWeek(parseDate(url.searchParams.get('from') ?? '') ?? today, first)
  const load = await shopLoad(ctx, shop, { from, weeks: WEEKS })
  const shown = Math.trunc(Number(url.searchParams.get('week') ?? 0))
  return {
    slug: shop.slug,
    from: from.toString(),
    earlier: from.subtract({ days: 7 * WEEKS }).toString(),
    later: from.add({ days: 7 * WEEKS }).toString(),
    week: shown >= 0 && shown < WEEKS ? shown : 0,
    starts: Array.from({ length: WEEKS }, (_, week) => from.add({ days: 7 * week }).toString()),
    rows: load.map(({ id, kind, name, days }) => ({
      id,
      name,
      isPerson: kind === 'technician',
      days: days.map(({ date, available, booked }) => ({ date: date.toString(), available, booked })),
    })),
  }
}

type Loaded = Route.ComponentProps['loaderData']
type Day = Loaded['rows'][number]['days'][number]

/** Who has room in the coming weeks? */
export default function Load({ loaderData }: Route.ComponentProps) {
  const t = useTranslations('schedule')
  const to = usePaths()
  const style = useDocument()
  const { slug, starts, week, from } = loaderData
  const nameOf = (date: string) => formatPlainDate(partsOf(date), style, 'dayMonth')
  const days = (loaderData.rows[0]?.days ?? []).slice(week * 7, week * 7 + 7)
  return (
    <>
      <Head title={t('load.title')} hidden />
      <PageHeader
        title={t('load.title')}
        lead={t('load.lead')}
        actions={
          <>
            <LinkButton to={to.load(slug, { from: loaderData.earlier })} kind="quiet">
              {t('load.earlier')}
            </LinkButton>
            <LinkButton to={to.load(slug, { from: loaderData.later })} kind="quiet">
              {t('load.later')}
            </LinkButton>
          </>
        }
      />
      <Sections>
        <Section title={t('load.weekly')}>
          <LoadTable
            caption={t('load.weekly')}
            rows={loaderData.rows}
            columns={starts.map((start, index) => ({
              key: start,
              head: nameOf(start),
              to: to.load(slug, { from, week: index }),
              of: (all) => sumOf(all.slice(index * 7, index * 7 + 7)),
            }))}
          />
        </Section>
        <Section
          title={t.rich('load.daily', { date: () => <PlainDate date={starts[week] ?? from} /> })}
          id="days"
        >
          <LoadTable
            caption={t('load.days')}
            rows={loaderData.rows}
            columns={days.map(({ date }, index) => ({
              key: date,
              head: formatPlainDate(partsOf(date), style, 'short'),
              to: to.calendar(slug, { date }),
              of: (all) => sumOf(all.slice(week * 7 + index, week * 7 + index + 1)),
            }))}
          />
        </Section>
      </Sections>
    </>
  )
}

interface Column {
  key: string
  head: string
  /** What lies behind the column. */
  to: string
  of: (days: readonly Day[]) => Sum
}
interface Sum {
  available: number
  booked: number
}

function LoadTable({
  caption,
  rows,
  columns,
}: {
  caption: string
  rows: Loaded['rows']
  columns: readonly Column[]
}) {
  const t = useTranslations('schedule')
  const { locale } = useDocument()
  return (
    <div className="overflow-x-auto">
      <table className="w-full tabular">
        <caption className="sr-only">{caption}</caption>
        <thead>
          <tr className="border-b border-ink">
            <th scope="col" className="sticky start-0 bg-paper py-2 pe-4 text-start">
              {t('load.who')}
            </th>
            {columns.map(({ key, head, to }) => (
              <th key={key} scope="col" className="px-2 py-2 text-end">
                <Link to={to} className="link link-ink nowrap">
                  {head}
                </Link>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {[true, false].flatMap((person) =>
            rows
              .filter((row) => row.isPerson === person)
              .map((row) => (
                <tr key={row.id} className="border-b border-line">
                  <th scope="row" className="sticky start-0 bg-paper py-2 pe-4 text-start font-medium">
                    <bdi>{localText(row.name, locale)}</bdi>
                  </th>
                  {columns.map((column) => (
                    <td key={column.key} className="px-2 py-2 text-end">
                      <LoadCell {...column.of(row.days)} />
                    </td>
                  ))}
                </tr>
              )),
          )}
        </tbody>
      </table>
    </div>
  )
}

/** Booked of available hours, with a bar: full is full, more than full is said by its number. */
function LoadCell({ available, booked }: Sum) {
  const t = useTranslations('schedule')
  const { locale } = useDocument()
  if (available === 0 && booked === 0) return <span className="text-ink-3">{t('load.none')}</span>
  const share = available === 0 ? 1 : booked / available
  const hours = (minutes: number) => formatNumber(minutes / 60, locale, { maximumFractionDigits: 1 })
  return (
    <span className="grid justify-items-end gap-1">
      <span className="nowrap font-medium">
        {t('load.full', { percent: formatNumber(Math.round(share * 100), locale) })}
      </span>
      <span className="block h-1.5 w-16 overflow-hidden rounded-full bg-line" aria-hidden="true">
        <span
          className={cx('block h-full', share > 1 ? 'bg-blocked-mark' : 'bg-working-mark')}
          style={{ inlineSize: `${Math.min(100, Math.round(share * 100))}%` }}
        />
      </span>
      <span className="small nowrap text-ink-2">
        {t('load.cell', { booked: hours(booked), available: hours(available) })}
      </span>
    </span>
  )
}

function sumOf(days: readonly Day[]): Sum {
  return {
    available: days.reduce((sum, day) => sum + day.available, 0),
    booked: days.reduce((sum, day) => sum + day.booked, 0),
  }
}

function partsOf(date: string) {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number)
  return { year, month, day }
}
