import type { ReactNode } from 'react'
import { useNavigate } from 'react-router'
import { useTranslations } from 'use-intl'
import { formatDateTime } from '../../../kit/time/format.ts'
import { Button } from '../../../web/ui/button.tsx'
import { DatePicker } from '../../../web/ui/desk/date-picker.tsx'
import { Form, FormScope } from '../../../web/ui/form.tsx'
import { useReading } from '../../../web/ui/reading.tsx'
import { TimeGrid } from '../../../web/ui/time-grid.tsx'
import { TimeInput } from '../../../web/ui/time-input.tsx'
import { PlainDate } from '../../shops/pages/hours.tsx'
import type { Times } from './read-panel.ts'
import { useCalendarLink, type useRefusal } from './use-calendar.ts'

interface TimesFormProps {
  times: Times
  /** What stays in the address when another day is chosen. */
  query: Record<string, string | readonly string[]>
  action: string
  refusal: ReturnType<typeof useRefusal>
  /** Further fields and the button. */
  children: ReactNode
}

/** A day's free times to choose from, or any other by the clock. */
export function TimesForm({ times, query, action, refusal, children }: TimesFormProps) {
  const t = useTranslations('calendar.times')
  const link = useCalendarLink()
  const navigate = useNavigate()
  const { problem, values } = refusal
  return (
    <>
      <FormScope>
        <DatePicker
          key={times.date}
          name="pick"
          label={t('date')}
          defaultValue={times.date}
          onChoose={(pick) => {
            if (pick && pick !== times.date)
              void navigate(link({ ...query, pick }), { preventScrollReset: true })
          }}
        />
      </FormScope>
      <Form method="post" action={action} problem={problem} values={values} preventScrollReset>
        <input type="hidden" name="date" value={times.date} />
        {times.parts ? (
          <p className="small">{t.rich('parts', { date: () => <PlainDate date={times.parts ?? ''} /> })}</p>
        ) : null}
        <Alternatives problem={problem} />
        {times.slots.length > 0 ? (
          <TimeGrid name="startsAt" slots={times.slots} />
        ) : (
          <p className="quiet">{t('none')}</p>
        )}
        <TimeInput name="time" label={t('any')} hint={t('anyHint')} optional />
        {children}
      </Form>
    </>
  )
}

/** Where the wanted time is taken: the nearest free ones, one press each. */
export function Alternatives({ problem }: { problem: TimesFormProps['refusal']['problem'] }) {
  const t = useTranslations('calendar.times')
  const { style } = useReading()
  const found = problem && 'alternatives' in problem ? (problem.alternatives as { startsAt: string }[]) : []
  if (found.length === 0) return null
  return (
    <div className="grid gap-2">
      <p>{t('alternatives')}</p>
      <div className="flex flex-wrap gap-2">
        {found.map(({ startsAt }) => (
          <Button key={startsAt} type="submit" size="small" name="alternative" value={startsAt}>
            {t('take', { time: formatDateTime(Date.parse(startsAt), style, 'short') })}
          </Button>
        ))}
      </div>
    </div>
  )
}
