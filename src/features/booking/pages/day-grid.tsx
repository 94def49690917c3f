import { type MouseEvent, useRef } from 'react'
import { Link, useNavigate } from 'react-router'
import { useTranslations } from 'use-intl'
import { formatTime, formatTimes } from '../../../kit/time/format.ts'
import { useDocument } from '../../../web/document.ts'
import { cx } from '../../../web/ui/class-names.ts'
import { Mark } from '../../../web/ui/mark.tsx'
import { useReading } from '../../../web/ui/reading.tsx'
import { localText } from '../../shops/pages/local-text.ts'
import { drawnAs } from './drawn-as.ts'
import type { Visit } from './read-visits.ts'
import { useCalendar, useCalendarLink } from './use-calendar.ts'
import { useMovable } from './use-movable.ts'
import { useMoving } from './use-moving.tsx'
import { useNow } from './use-now.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE

type Grid = NonNullable<ReturnType<typeof useCalendar>['grid']>
type Column = Grid['columns'][number]

/** A day with its bays or people side by side; closed time hatched, visits where they stand, a line at now. */
export function DayGrid() {
  const t = useTranslations('calendar')
  const { grid, now: loaded, resources } = useCalendar()
  const now = useNow(loaded)
  if (!grid) return null
  const { start, end, columns } = grid
  const minutes = (end - start) / MINUTE
  const isNow = now >= start && now < end
  if (resources.length === 0 && columns.every(({ blocks }) => blocks.length === 0))
    return <p className="quiet measure max-md:hidden">{t('noColumns')}</p>
  return (
    <div className="day-grid-scroll screen-only">
      <div className="day-grid" style={{ '--minutes': minutes, '--columns': columns.length }}>
        <div className="day-grid-corner" />
        {columns.map((column) => (
          <ColumnName key={column.id ?? ''} column={column} />
        ))}
        <Hours start={start} end={end} />
        {columns.map((column) => (
          <DayColumn key={column.id ?? ''} column={column} start={start} />
        ))}
        {isNow ? (
          <div className="day-now" style={{ '--from': (now - start) / MINUTE }}>
            <span className="sr-only">{t('now')}</span>
          </div>
        ) : null}
      </div>
    </div>
  )
}

function ColumnName({ column }: { column: Column }) {
  const t = useTranslations('calendar')
  const { locale } = useDocument()
  const { by } = useCalendar()
  const none = t(by === 'places' ? 'nowhere' : 'nobody')
  return (
    <div className="day-grid-name">
      <bdi>{column.id === null ? none : localText(column.name, locale)}</bdi>
    </div>
  )
}

function Hours({ start, end }: Pick<Grid, 'start' | 'end'>) {
  const { style } = useReading()
  const hours = Array.from({ length: Math.ceil((end - start) / HOUR) }, (_, index) => start + index * HOUR)
  return (
    <div className="day-hours" aria-hidden="true">
      {hours.map((at) => (
        <span key={at} className="day-hour" style={{ '--from': (at - start) / MINUTE }}>
          <bdi>{formatTime(at, style)}</bdi>
        </span>
      ))}
    </div>
  )
}

function DayColumn({ column, start }: { column: Column; start: number }) {
  const t = useTranslations('calendar')
  const { style } = useReading()
  const link = useCalendarLink()
  const navigate = useNavigate()
  const { grid, step, mayCreate } = useCalendar()
  const minutes = (at: number) => (at - start) / MINUTE
  // The click that ends a drag falls on the column too: only a press that began on empty time counts.
  const pressed = useRef(false)
  const addHere = (event: MouseEvent<HTMLElement>) => {
    const { currentTarget: own, clientY } = event
    if (!grid || !pressed.current) return
    pressed.current = false
    const { top, height } = own.getBoundingClientRect()
    const length = step * MINUTE
    const at = ((clientY - top) / height) * (grid.end - grid.start)
    const add = new Date(grid.start + Math.floor(at / length) * length).toISOString()
    void navigate(link({ add, on: column.id ?? undefined }), { preventScrollReset: true })
  }
  return (
    // The button above does the same by keyboard; a press on empty time only saves the typing.
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-noninteractive-element-interactions
    <ol
      className={cx('day-column', mayCreate && 'day-column-open')}
      data-column={column.id ?? undefined}
      onPointerDownCapture={({ target }) => {
        pressed.current = target instanceof Element && !target.closest('.day-block')
      }}
      onClick={mayCreate ? addHere : undefined}
    >
      {column.off.map((span) => (
        <li
          key={span.start}
          aria-hidden="true"
          className="day-off hatched"
          style={{ '--from': minutes(span.start), '--to': minutes(span.end) }}
        />
      ))}
      {column.breaks.map(({ start: from, end: to, name }) => (
        <li
          key={`break ${from}`}
          className="day-off day-break"
          style={{ '--from': minutes(from), '--to': minutes(to) }}
        >
          <bdi>{name ?? t('break')}</bdi> <span className="sr-only">{formatTimes(from, to, style)}</span>
        </li>
      ))}
      {column.blocks.map((block) => (
        <li
          key={block.id}
          className="day-block"
          style={{
            '--from': minutes(block.start),
            '--to': minutes(block.end),
            '--at': block.at,
            '--of': block.of,
          }}
        >
          <VisitBlock id={block.id} column={column.id} />
        </li>
      ))}
      <Ghost column={column} minutes={minutes} />
    </ol>
  )
}

/** Where a visit that is being moved stands now, and whether that looks free. */
function Ghost({ column, minutes }: { column: Column; minutes: (at: number) => number }) {
  const t = useTranslations('calendar.moving')
  const { style } = useReading()
  const { moving, look } = useMoving()
  if (!moving || moving.to.column !== column.id) return null
  const { to, visit } = moving
  const end = to.start + to.minutes * MINUTE
  const seen = look(visit.id, to)
  return (
    <li
      aria-hidden="true"
      className={cx('day-ghost', seen !== 'free' && 'day-ghost-off')}
      style={{ '--from': minutes(to.start), '--to': minutes(end) }}
    >
      <span className="font-semibold">{formatTimes(to.start, end, style)}</span>
      {seen ? <span>{t(seen)}</span> : null}
    </li>
  )
}

function VisitBlock({ id, column }: { id: string; column: string | null }) {
  const { days } = useCalendar()
  const visit = days.flatMap((day) => day.visits).find((one) => one.id === id)
  return visit ? <MovableVisit visit={visit} column={column} /> : null
}

function MovableVisit({ visit, column }: { visit: Visit; column: string | null }) {
  const t = useTranslations('calendar')
  const ui = useTranslations('ui')
  const { locale } = useDocument()
  const { style } = useReading()
  const { conflicts, panel } = useCalendar()
  const link = useCalendarLink()
  const movable = useMovable(visit, column)
  const { id } = visit
  const { hue, shape, unsure } = drawnAs(visit)
  const time = formatTime(visit.startsAt, style)
  const customer = visit.customer?.name ?? ''
  const isOpen = panel?.kind === 'visit' && panel.visit.id === id
  const inConflict = conflicts.includes(id)
  return (
    <Link
      to={link({ appointment: isOpen ? undefined : id })}
      preventScrollReset
      id={`visit-${id}`}
      className={cx(
        'visit',
        `hue-${hue}`,
        unsure && 'visit-unsure',
        inConflict && 'visit-conflict',
        isOpen && 'visit-open',
        movable && 'visit-movable',
        movable?.isMoving && 'visit-away',
      )}
      {...movable?.link}
    >
      <span className="visit-head">
        <Mark shape={inConflict ? 'alert' : shape} />
        <bdi className="nowrap">{time}</bdi>
        <bdi className="visit-name">{customer}</bdi>
      </span>
      <span className={unsure ? 'visit-line' : 'sr-only'}>
        {visit.asked ? t('asked') : ui(`appointment.${visit.status}`)}
      </span>
      {visit.asset ? <bdi className="visit-line">{localText(visit.asset.name, locale)}</bdi> : null}
      <bdi className="visit-line">{localText(visit.what, locale)}</bdi>
      {inConflict ? <span className="sr-only">{t('conflict')}</span> : null}
      {movable ? <span className="visit-edge" {...movable.edge} /> : null}
    </Link>
  )
}
