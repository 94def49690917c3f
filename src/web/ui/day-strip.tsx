import { useEffect, useRef } from 'react'
import type { MouseEvent, RefObject } from 'react'
import { Link } from 'react-router'
import { useTranslations } from 'use-intl'
import type { AnyDate, CalendarName, Locale } from '../../kit/time/format.ts'
import { useDocument } from '../document.ts'
import { cx } from './class-names.ts'

export interface Day {
  /** YYYY-MM-DD at the shop. */
  date: string
  /** How many times are free; null on a day the shop is closed. */
  free: number | null
  /** In a word or two, why none is free. */
  why?: string | undefined
  /** Where this day's times are shown (`?day=…`). Without it, and without the strip's `name`, the day cannot be chosen. */
  to?: string
}

export interface DayStripProps {
  days: readonly Day[]
  /** The day whose times are shown. */
  current?: string | undefined
  /** The shop's date now: that day is called "Today". */
  today?: string
  /** In a form that must not lose what was typed: the days are buttons that send it with this name and the date. */
  name?: string
  /** In a hydrated page: called instead of following the link or sending the form. */
  onChoose?: (date: string) => void
}

function numbers(date: string): AnyDate {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number)
  return { year, month, day }
}

/** Days side by side, each with the number of its free times. Links, so that it works without JavaScript. */
export function DayStrip({ days, current, today, name, onChoose }: DayStripProps) {
  const t = useTranslations('ui')
  return (
    // Scrolls sideways, so it must be reachable for the keyboard; its links make it so.
    <ol className="days" aria-label={t('days')}>
      {days.map((day) => (
        <li key={day.date}>
          <DayCell
            day={day}
            current={day.date === current}
            today={day.date === today}
            name={name}
            onChoose={onChoose}
          />
        </li>
      ))}
    </ol>
  )
}

interface DayCellProps {
  day: Day
  current: boolean
  today: boolean
  name: string | undefined
  onChoose: ((date: string) => void) | undefined
}

function DayCell({ day, current, today, name, onChoose }: DayCellProps) {
  const t = useTranslations('ui')
  const { locale, calendar } = useDocument()
  const style = { locale, calendar }
  const date = numbers(day.date)
  const inside = (
    <>
      <span className="day-week">{today ? t('today') : part(date, style, 'weekday')}</span>
      <span className="day-number">{part(date, style, 'day')}</span>
      <span className="day-week">{part(date, style, 'month')}</span>
      <span className="day-free">
        {day.free === null ? t('closed') : (!day.free && day.why) || t('freeCount', { count: day.free })}
      </span>
    </>
  )
  const cell = useRef<HTMLElement>(null)
  useEffect(() => {
    if (current) cell.current?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  }, [current])
  const shared = {
    className: 'day',
    'aria-current': current ? ('date' as const) : undefined,
    onClick: onChoose
      ? (event: MouseEvent) => {
          event.preventDefault()
          onChoose(day.date)
        }
      : undefined,
  }
  if (day.free && name) {
    return (
      <button
        {...shared}
        ref={cell as RefObject<HTMLButtonElement>}
        type="submit"
        name={name}
        value={day.date}
      >
        {inside}
      </button>
    )
  }
  if (!day.to || !day.free) return <div className={cx('day', 'day-none')}>{inside}</div>
  return (
    <Link {...shared} ref={cell as RefObject<HTMLAnchorElement>} to={day.to} preventScrollReset>
      {inside}
    </Link>
  )
}

interface Style {
  locale: Locale
  calendar: CalendarName
}

function part(date: AnyDate, { locale, calendar }: Style, type: 'day' | 'month' | 'weekday'): string {
  const options = { calendar, timeZone: 'UTC', [type]: type === 'day' ? 'numeric' : 'short' } as const
  const format = new Intl.DateTimeFormat(locale === 'fa' ? 'fa-IR' : 'en-US', options)
  const parts = format.formatToParts(Date.UTC(date.year, date.month - 1, date.day))
  return parts.find((one) => one.type === type)?.value ?? ''
}
