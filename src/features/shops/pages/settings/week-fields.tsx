import { useTranslations } from 'use-intl'
import { formatPlainDate } from '../../../../kit/time/format.ts'
import { useDocument } from '../../../../web/document.ts'
import { FieldError, useControl } from '../../../../web/ui/field.tsx'
import { ClockInput } from '../../../../web/ui/time-input.tsx'

interface Stretch {
  weekday: number
  opens: string
  closes: string
}

// A break at noon makes two stretches a day; those that have more (by REST) keep them.
const USUAL = 2

/** A week of wall-clock stretches: for each day some pairs of times, empty ones count for nothing. */
export function WeekFields({ name, week }: { name: string; week: readonly Stretch[] }) {
  const t = useTranslations('settings')
  const style = useDocument()
  const first = style.locale === 'fa' ? 6 : 1
  let row = 0
  return (
    <table className="w-full">
      <caption className="sr-only">{t('week.caption')}</caption>
      <tbody>
        {[0, 1, 2, 3, 4, 5, 6].map((place) => {
          const weekday = ((first - 1 + place) % 7) + 1
          const own = week.filter((stretch) => stretch.weekday === weekday)
          const day = formatPlainDate({ year: 2024, month: 1, day: weekday }, style, 'weekday')
          return (
            <tr key={weekday} className="border-b border-line max-sm:block max-sm:py-2">
              <th
                scope="row"
                className="pe-4 text-start align-baseline font-medium max-sm:block max-sm:pb-1 sm:py-2"
              >
                {day}
              </th>
              <td className="max-sm:block sm:py-2">
                <div className="flex flex-wrap gap-x-4 gap-y-2">
                  {Array.from({ length: Math.max(USUAL, own.length) }, (_, index) => {
                    const at = row
                    row += 1
                    return (
                      <StretchFields
                        key={at}
                        name={`${name}.${at}`}
                        day={day}
                        weekday={weekday}
                        stretch={own[index]}
                      />
                    )
                  })}
                </div>
              </td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}

interface StretchProps {
  name: string
  day: string
  weekday: number
  stretch: Stretch | undefined
}

function StretchFields({ name, day, weekday, stretch }: StretchProps) {
  const t = useTranslations('settings')
  const whole = useControl({ name })
  const opens = useControl({ name: `${name}.opens`, error: whole.message })
  const closes = useControl({ name: `${name}.closes` })
  return (
    <div className="max-sm:w-full">
      <span className="flex items-center gap-2">
        <input type="hidden" name={`${name}.weekday`} value={weekday} />
        <ClockInput control={opens} label={t('week.from', { day })} given={stretch?.opens} />
        <span aria-hidden="true">–</span>
        <ClockInput control={closes} label={t('week.to', { day })} given={stretch?.closes} />
      </span>
      <FieldError id={opens.control.id}>{opens.message ?? closes.message}</FieldError>
    </div>
  )
}
