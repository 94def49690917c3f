import { useTranslations } from 'use-intl'
import { directionOf } from '../../../kit/i18n/locale.ts'
import { formatPlainDate, formatTime } from '../../../kit/time/format.ts'
import { useDocument } from '../../../web/document.ts'
import { localText } from './local-text.ts'

interface Props {
  hours: readonly { weekday: number; opens: string; closes: string }[]
  closures: readonly { startsOn: string; endsOn: string; reason: string }[]
  /** The weekday at the shop now. */
  today: number
}

// 1 January 2024 was a Monday.
const dayOf = (weekday: number) => ({ year: 2024, month: 1, day: weekday })

/** The week, from the reader's first day on, and the closures of the coming months. */
export function Hours({ hours, closures, today }: Props) {
  const t = useTranslations('shops')
  const style = useDocument()
  const first = style.locale === 'fa' ? 6 : 1
  const week = [0, 1, 2, 3, 4, 5, 6].map((place) => ((first - 1 + place) % 7) + 1)
  return (
    <>
      <table className="w-full tabular">
        <caption className="sr-only">{t('hours')}</caption>
        <tbody>
          {week.map((weekday) => (
            <tr
              key={weekday}
              className={weekday === today ? 'font-semibold' : undefined}
              aria-current={weekday === today ? 'date' : undefined}
            >
              <th scope="row" className="py-1 pe-6 text-start align-baseline [font-weight:inherit]">
                {formatPlainDate(dayOf(weekday), style, 'weekday')}
              </th>
              <td className="py-1 align-baseline">
                <DayHours hours={hours.filter((stretch) => stretch.weekday === weekday)} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {closures.length > 0 ? (
        <div>
          <h3>{t('closures')}</h3>
          <ul className="mt-2 grid gap-1">
            {closures.slice(0, 8).map((closure) => (
              <li key={closure.startsOn}>
                <ClosedDates {...closure} />
              </li>
            ))}
          </ul>
        </div>
      ) : null}
    </>
  )
}

function DayHours({ hours }: { hours: Props['hours'] }) {
  const t = useTranslations('shops')
  const { locale } = useDocument()
  if (hours.length === 0) return <span className="text-ink-3">{t('closedDay')}</span>
  return hours.map(({ opens, closes }) => (
    <span key={opens} className="block">
      {opens === closes ? (
        t('allDay')
      ) : (
        // Figures have no direction: a Persian reader begins at the right, with the opening.
        <bdi dir={directionOf(locale)} className="nowrap">
          <Clock time={opens} /> – <Clock time={closes} />
        </bdi>
      )}
    </span>
  ))
}

/** A wall time `HH:MM` as the reader writes it. */
export function Clock({ time }: { time: string }) {
  const style = useDocument()
  const [hour = 0, minute = 0] = time.split(':').map(Number)
  return (
    <time dateTime={time}>{formatTime(Date.UTC(2024, 0, 1, hour, minute), { ...style, zone: 'UTC' })}</time>
  )
}

function ClosedDates({ startsOn, endsOn, reason }: Props['closures'][number]) {
  const style = useDocument()
  const dates = startsOn === endsOn ? [startsOn] : [startsOn, endsOn]
  return (
    <>
      {dates.map((date, index) => (
        <span key={date} className="nowrap">
          {index > 0 ? ' – ' : ''}
          <PlainDate date={date} />
        </span>
      ))}
      {reason ? <span className="text-ink-2">: {localText(reason, style.locale)}</span> : null}
    </>
  )
}

interface PlainDateProps {
  date: string
  /** It comes back every year in this calendar: day and month there. */
  yearly?: 'gregorian' | 'jalali' | null
}

/** A date `YYYY-MM-DD` in the reader's language and calendar. */
export function PlainDate({ date, yearly = null }: PlainDateProps) {
  const { locale, calendar } = useDocument()
  const own = yearly === 'jalali' ? 'persian' : 'gregory'
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number)
  return (
    <time dateTime={date}>
      <bdi>
        {formatPlainDate(
          { year, month, day },
          { locale, calendar: yearly ? own : calendar },
          yearly ? 'dayMonth' : 'medium',
        )}
      </bdi>
    </time>
  )
}
