import { useTranslations } from 'use-intl'
import { formatPlainDate } from '../../../kit/time/format.ts'
import { useDocument } from '../../../web/document.ts'
import { FieldError, useControl } from '../../../web/ui/field.tsx'
import { ClockInput } from '../../../web/ui/time-input.tsx'

interface Stretch {
  weekday: number
  opens: string
  closes: string
  breaks: readonly { starts: string; ends: string; name?: string | undefined }[]
}

/** A week of work: each day a stretch with its break, and a second one behind a fold. */
export function ShiftFields({ name, week }: { name: string; week: readonly Stretch[] }) {
  const t = useTranslations('staff')
  const style = useDocument()
  const first = style.locale === 'fa' ? 6 : 1
  let row = 0
  return (
    <div className="divide-y divide-line">
      {[0, 1, 2, 3, 4, 5, 6].map((place) => {
        const weekday = ((first - 1 + place) % 7) + 1
        const own = week.filter((stretch) => stretch.weekday === weekday)
        const day = formatPlainDate({ year: 2024, month: 1, day: weekday }, style, 'weekday')
        const fields = Array.from({ length: Math.max(2, own.length) }, (_, index) => {
          const at = row
          row += 1
          return <ShiftRow key={at} name={`${name}.${at}`} day={day} weekday={weekday} stretch={own[index]} />
        })
        return (
          <fieldset key={weekday} className="m-0 grid min-w-0 gap-2 border-0 px-0 py-3">
            <legend className="float-start font-medium">{day}</legend>
            {fields[0]}
            <details open={own.length > 1}>
              <summary className="link small w-fit cursor-pointer py-1">{t('plan.second')}</summary>
              <div className="mt-2 grid gap-2">{fields.slice(1)}</div>
            </details>
          </fieldset>
        )
      })}
    </div>
  )
}

interface RowProps {
  name: string
  /** Whose times they are, for who hears the labels: "Monday". */
  day: string
  weekday: number
  stretch: Stretch | undefined
}

/** One stretch: from when to when, and its breaks. One more break than there are can be written. */
export function ShiftRow({ name, day, weekday, stretch }: RowProps) {
  const t = useTranslations('staff')
  const whole = useControl({ name })
  const breaks = stretch?.breaks ?? []
  return (
    <div className="grid gap-2">
      <input type="hidden" name={`${name}.weekday`} value={weekday} />
      <div className="flex flex-wrap items-start gap-x-6 gap-y-2">
        <TimePair
          names={[`${name}.opens`, `${name}.closes`]}
          labels={[t('plan.workFrom', { day }), t('plan.workTo', { day })]}
          given={[stretch?.opens, stretch?.closes]}
          error={whole.message}
        />
        <BreakPair name={`${name}.breaks.0`} day={day} given={breaks[0]} />
      </div>
      <MoreBreaks name={name} day={day} breaks={breaks} />
    </div>
  )
}

// The first stands beside its stretch.
const MOST_BREAKS = 3

function MoreBreaks({ name, day, breaks }: Pick<RowProps, 'name' | 'day'> & Pick<Stretch, 'breaks'>) {
  const t = useTranslations('staff')
  const rows = Array.from({ length: Math.max(MOST_BREAKS, breaks.length) - 1 }, (_, index) => index + 1)
  const typed = useControl({ name: `${name}.breaks.1.starts` })
  return (
    <details open={breaks.length > 1 || Boolean(typed.value)}>
      <summary className="link small w-fit cursor-pointer py-1">
        {t('plan.moreBreaks')}
        <span className="sr-only">: {day}</span>
      </summary>
      <div className="mt-2 grid gap-2">
        {rows.map((row) => (
          <BreakPair key={row} name={`${name}.breaks.${row}`} day={day} given={breaks[row]} />
        ))}
      </div>
    </details>
  )
}

function BreakPair({
  name,
  day,
  given,
}: {
  name: string
  day: string
  given: Stretch['breaks'][number] | undefined
}) {
  const t = useTranslations('staff')
  const whole = useControl({ name })
  const called = useControl({ name: `${name}.name` })
  return (
    <div className="flex flex-wrap items-start gap-x-2 gap-y-2">
      <input
        {...called.control}
        className="input min-w-0 px-2 max-sm:flex-1 sm:w-32"
        aria-label={t('plan.breakName', { day })}
        defaultValue={called.value ?? given?.name}
        placeholder={t('plan.break')}
        autoComplete="off"
        maxLength={60}
      />
      <TimePair
        names={[`${name}.starts`, `${name}.ends`]}
        labels={[t('plan.breakFrom', { day }), t('plan.breakTo', { day })]}
        given={[given?.starts, given?.ends]}
        error={whole.message}
      />
    </div>
  )
}

interface PairProps {
  names: readonly [string, string]
  labels: readonly [string, string]
  given: readonly [string | undefined, string | undefined]
  error: string | undefined
}

/** Two times with what is wrong about them. */
export function TimePair({ names, labels, given, error }: PairProps) {
  const from = useControl({ name: names[0], error })
  const to = useControl({ name: names[1] })
  return (
    <div>
      <span className="flex items-center gap-2">
        <ClockInput control={from} label={labels[0]} given={given[0]} />
        <span aria-hidden="true">–</span>
        <ClockInput control={to} label={labels[1]} given={given[1]} />
      </span>
      <FieldError id={from.control.id}>{from.message ?? to.message}</FieldError>
    </div>
  )
}
