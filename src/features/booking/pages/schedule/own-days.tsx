import { Link } from 'react-router'
import { useTranslations } from 'use-intl'
import { directionOf } from '../../../../kit/i18n/locale.ts'
import { formatPlainDate } from '../../../../kit/time/format.ts'
import { useDocument, usePaths } from '../../../../web/document.ts'
import { Plate } from '../../../../web/ui/plate.tsx'
import { When } from '../../../../web/ui/values.tsx'
import { Clock } from '../../../shops/pages/hours.tsx'
import { localText } from '../../../shops/pages/local-text.ts'
import { OffSpan } from './off-span.tsx'

interface Stretch {
  opens: string
  closes: string
  breaks: readonly { starts: string; ends: string; name?: string | undefined }[]
}

interface Day {
  date: string
  why: 'week' | 'exception' | 'closed' | 'open'
  reason: string
  hours: readonly Stretch[]
  timeOff: readonly { id: string; status: string; startsAt: number; endsAt: number }[]
  visits: readonly {
    id: string
    startsAt: number
    endsAt: number
    order: string
    asset: string
    plate: string | null
    what: string
  }[]
}

interface Props {
  days: readonly Day[]
  today: string
  slug: string
  hasPlace: boolean
}

/** Seven days: when somebody works, why it is so, what is booked. */
export function OwnDays({ days, today, slug, hasPlace }: Props) {
  const style = useDocument()
  const shown = hasPlace ? days : days.filter(({ timeOff }) => timeOff.length > 0)
  return (
    <ol className="divide-y divide-line">
      {shown.map((day) => {
        const [year = 0, month = 1, date = 1] = day.date.split('-').map(Number)
        return (
          <li
            key={day.date}
            className="grid gap-x-6 gap-y-2 py-3 sm:grid-cols-[11rem_minmax(0,1fr)]"
            aria-current={day.date === today ? 'date' : undefined}
          >
            <h3 className={day.date === today ? 'font-semibold' : 'font-medium'}>
              <time dateTime={day.date}>{formatPlainDate({ year, month, day: date }, style, 'short')}</time>
            </h3>
            <div className="grid gap-2">
              {hasPlace ? <Hours day={day} /> : null}
              <Away day={day} />
              <Visits day={day} slug={slug} />
            </div>
          </li>
        )
      })}
    </ol>
  )
}

function Hours({ day: { why, hours, reason } }: { day: Day }) {
  const t = useTranslations('schedule')
  const note = why === 'exception' ? reason || t('my.exception') : why === 'open' ? t('my.open') : null
  if (hours.length === 0)
    return (
      <p className="text-ink-2">
        {why === 'closed' ? t('my.closed') : t('my.off')}
        {why === 'exception' ? (
          <>
            {' · '}
            <bdi>{note}</bdi>
          </>
        ) : null}
      </p>
    )
  return (
    <div>
      {hours.map((stretch) => (
        <p key={stretch.opens}>
          <Times {...stretch} />
          {stretch.breaks.map((pause) => (
            <span key={pause.starts} className="text-ink-2">
              {' · '}
              <bdi>{pause.name ?? t('my.break')}</bdi> <Times opens={pause.starts} closes={pause.ends} />
            </span>
          ))}
        </p>
      ))}
      {note ? <p className="small text-ink-2">{note}</p> : null}
    </div>
  )
}

/** Two wall times in the reader's own order. */
export function Times({ opens, closes }: { opens: string; closes: string }) {
  const { locale } = useDocument()
  return (
    <bdi dir={directionOf(locale)} className="nowrap tabular">
      <Clock time={opens} /> – <Clock time={closes} />
    </bdi>
  )
}

function Away({ day: { timeOff } }: { day: Day }) {
  const t = useTranslations('schedule')
  return timeOff.map(({ id, status, startsAt, endsAt }) => (
    <p key={id}>
      <strong>{t(status === 'granted' ? 'my.away' : 'my.asked')}</strong>{' '}
      <span className="text-ink-2">
        <OffSpan startsAt={startsAt} endsAt={endsAt} />
      </span>
    </p>
  ))
}

function Visits({ day: { visits }, slug }: { day: Day; slug: string }) {
  const t = useTranslations('schedule')
  const to = usePaths()
  const { locale } = useDocument()
  if (visits.length === 0) return null
  return (
    <ul className="grid gap-2" aria-label={t('my.visits')}>
      {visits.map((visit) => (
        <li key={visit.id} className="flex flex-wrap items-baseline gap-x-3">
          <span className="nowrap font-medium tabular">
            <When at={visit.startsAt} show="time" /> – <When at={visit.endsAt} show="time" />
          </span>
          <Link to={to.order(slug, visit.order)} className="link link-ink">
            <bdi>{localText(visit.asset, locale)}</bdi>
          </Link>
          {visit.plate ? <Plate plate={visit.plate} /> : null}
          <bdi className="text-ink-2">{localText(visit.what, locale)}</bdi>
        </li>
      ))}
    </ul>
  )
}
