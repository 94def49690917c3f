import { Link } from 'react-router'
import { useTranslations } from 'use-intl'
import { cx } from '../../../web/ui/class-names.ts'
import { HueTag, StatusTag } from '../../../web/ui/status-tag.tsx'
import { When } from '../../../web/ui/values.tsx'
import { drawnAs } from './drawn-as.ts'
import type { Visit } from './read-visits.ts'
import { useCalendar, useCalendarLink } from './use-calendar.ts'
import { useMovable } from './use-movable.ts'
import { useMoving } from './use-moving.tsx'

type Day = ReturnType<typeof useCalendar>['days'][number]

/** A week: its days side by side, each with who comes, in order. */
export function WeekGrid() {
  const { days } = useCalendar()
  return (
    <ol className="week-grid">
      {days.map((day) => (
        <WeekDay key={day.date} day={day} />
      ))}
    </ol>
  )
}

function WeekDay({ day: { date, closed, visits } }: { day: Day }) {
  const t = useTranslations('calendar')
  const { today } = useCalendar()
  const { moving } = useMoving()
  const link = useCalendarLink()
  const coming = visits.filter(({ status }) => status !== 'canceled' && status !== 'declined')
  return (
    <li data-column={date} className={cx('week-day', closed !== null && coming.length === 0 && 'hatched')}>
      <div className="week-day-head" data-today={date === today || undefined}>
        <Link to={link({ date, view: undefined })} className="link link-ink font-semibold">
          <When at={`${date}T12:00:00Z`} zone="UTC" show="date" dateForm="short" />
        </Link>
        <p className="small quiet">
          {closed === null || coming.length > 0
            ? t('count', { count: coming.length })
            : closed
              ? t('closedFor', { reason: closed })
              : t('closed')}
        </p>
      </div>
      <ol>
        {coming.map((visit) => (
          <WeekVisit key={visit.id} visit={visit} date={date} />
        ))}
        {moving?.to.column === date ? (
          <li aria-hidden="true" className="week-ghost">
            <When at={moving.to.start} show="time" className="font-semibold" />{' '}
            <bdi>{moving.visit.customer?.name}</bdi>
          </li>
        ) : null}
      </ol>
    </li>
  )
}

function WeekVisit({ visit, date }: { visit: Visit; date: string }) {
  const t = useTranslations('calendar')
  const link = useCalendarLink()
  const { conflicts } = useCalendar()
  const movable = useMovable(visit, date)
  return (
    <li
      className={cx(
        'week-visit',
        movable && 'visit-movable',
        movable?.isMoving && 'visit-away',
        drawnAs(visit).unsure && 'visit-unsure',
        conflicts.includes(visit.id) && 'visit-conflict',
      )}
    >
      <Link
        to={link({ appointment: visit.id })}
        preventScrollReset
        className="grid gap-1"
        id={`visit-${visit.id}`}
        {...movable?.link}
      >
        <span className="flex flex-wrap items-baseline gap-x-2">
          <When at={visit.startsAt} show="time" className="font-semibold" />
          <bdi className="wrap-anywhere">{visit.customer?.name}</bdi>
        </span>
        <span className="small">
          {visit.asked ? (
            <HueTag hue="waiting" shape="ring" plain>
              {t('asked')}
            </HueTag>
          ) : (
            <StatusTag kind="appointment" status={visit.status} plain />
          )}
          {conflicts.includes(visit.id) ? <span className="sr-only"> {t('conflict')}</span> : null}
        </span>
      </Link>
    </li>
  )
}
