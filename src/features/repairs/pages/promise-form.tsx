import { parseDateTime, toZoned } from '@internationalized/date'
import { type FormEvent, useState } from 'react'
import { useTranslations } from 'use-intl'
import { clockOf } from '../../../kit/input/clock.ts'
import { Button } from '../../../web/ui/button.tsx'
import { DatePicker } from '../../../web/ui/desk/date-picker.tsx'
import { TimeInput } from '../../../web/ui/time-input.tsx'
import { formText } from './form-text.ts'
import { useSheet } from './order-sheet.ts'

/** Says when it will be ready, by the shop's wall clock, in the reader's calendar. */
export function PromiseForm({ close }: { close: () => void }) {
  const t = useTranslations('desk')
  const { order, shop, now, act, busy } = useSheet()
  const preset = presetOf(order.promisedAt, now, shop.timezone)
  const [wrong, setWrong] = useState(false)
  const [date, setDate] = useState<string | null>(preset.date)
  const promise = async (promisedAt: string | null) => {
    if ((await act('PATCH', '/status', { promisedAt })).ok) close()
  }
  const save = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const time = clockOf(formText(event.currentTarget, 'time'))
    setWrong(time === null)
    if (date === null || time === null) return
    void promise(toZoned(parseDateTime(`${date}T${time}`), shop.timezone).toAbsoluteString())
  }
  return (
    <form className="grid gap-3" onSubmit={save}>
      <DatePicker name="date" label={t('order.promiseDate')} defaultValue={preset.date} onChoose={setDate} />
      <TimeInput
        name="time"
        label={t('order.promiseTime')}
        error={wrong ? t('order.promiseWrong') : undefined}
        defaultValue={preset.time}
        required
      />
      <div className="flex flex-wrap gap-2">
        <Button type="submit" kind="primary" size="small" pending={busy}>
          {t('order.promiseAct')}
        </Button>
        {order.promisedAt ? (
          <Button size="small" onClick={() => void promise(null)}>
            {t('order.promiseNone')}
          </Button>
        ) : null}
        <Button size="small" kind="bare" onClick={close}>
          {t('order.promiseLeave')}
        </Button>
      </div>
    </form>
  )
}

/** The promise as it stands, else two hours from now on the half hour, by the shop's wall clock. */
function presetOf(promisedAt: string | null, now: number, zone: string): { date: string; time: string } {
  const half = 1_800_000
  const ms = promisedAt ? Date.parse(promisedAt) : Math.ceil((now + 4 * half) / half) * half
  const parts = new Intl.DateTimeFormat('sv-SE', {
    dateStyle: 'short',
    timeStyle: 'short',
    timeZone: zone,
    calendar: 'gregory',
  }).format(ms)
  const [date = '', time = ''] = parts.split(' ')
  return { date, time }
}
