import { useTranslations } from 'use-intl'
import { formatTime } from '../../kit/time/format.ts'
import { cx } from './class-names.ts'
import { FieldError, useControl } from './field.tsx'
import { useReading } from './reading.tsx'

export interface TimeSlot {
  /** RFC 3339: it is sent as it stands. */
  startsAt: string
}

export interface TimeGridProps {
  slots: readonly TimeSlot[]
  /** The field's name: the chosen `startsAt` is its value. */
  name: string
  zone?: string
  /** The `startsAt` that is marked as the first free one. */
  first?: string | undefined
  chosen?: string | undefined
  error?: string
  onChoose?: (startsAt: string) => void
}

type Part = 'morning' | 'afternoon' | 'evening'
const PARTS: readonly Part[] = ['morning', 'afternoon', 'evening']

/** The part of the day of an hour at the shop: noon and five o'clock divide it. */
export function partOfDay(hour: number): Part {
  if (hour < 12) return 'morning'
  return hour < 17 ? 'afternoon' : 'evening'
}

function hourAt(startsAt: string, zone: string): number {
  const format = new Intl.DateTimeFormat('en-US', { timeZone: zone, hour: 'numeric', hourCycle: 'h23' })
  return Number(format.format(Date.parse(startsAt)))
}

/** One day's free times in morning, afternoon and evening: radio buttons, one press each. */
export function TimeGrid({ slots, name, zone, first, chosen, error, onChoose }: TimeGridProps) {
  const t = useTranslations('ui')
  const { style } = useReading(zone)
  const { control, message, value } = useControl({ name, error })
  const picked = chosen ?? value
  return (
    <fieldset className="times" id={control.id} tabIndex={-1} aria-describedby={control['aria-describedby']}>
      <legend className="sr-only">{t('times')}</legend>
      {PARTS.map((part) => {
        const here = slots.filter((slot) => partOfDay(hourAt(slot.startsAt, style.zone)) === part)
        if (here.length === 0) return null
        return (
          <div key={part} className="times-part">
            <p className="times-name">{t(part)}</p>
            <div className="times-grid">
              {here.map(({ startsAt }) => (
                <label key={startsAt} className={cx('time', startsAt === first && 'time-is-first')}>
                  <input
                    type="radio"
                    name={name}
                    value={startsAt}
                    defaultChecked={startsAt === picked}
                    onChange={onChoose ? () => onChoose(startsAt) : undefined}
                  />
                  <span>
                    <bdi>{formatTime(Date.parse(startsAt), style)}</bdi>
                    {startsAt === first ? <span className="time-first">{t('firstFree')}</span> : null}
                  </span>
                </label>
              ))}
            </div>
          </div>
        )
      })}
      <FieldError id={control.id}>{message}</FieldError>
    </fieldset>
  )
}
