import { formatDate } from '../../../../kit/time/format.ts'
import { useReading } from '../../../../web/ui/reading.tsx'
import { When } from '../../../../web/ui/values.tsx'

/** From when until when somebody is away: whole days by their dates, the last one included; else with times. */
export function OffSpan({ startsAt, endsAt }: { startsAt: number; endsAt: number }) {
  const { style } = useReading()
  if (!isMidnight(startsAt, style.zone) || !isMidnight(endsAt, style.zone))
    return (
      <>
        <When at={startsAt} /> – <When at={endsAt} />
      </>
    )
  const last = endsAt - 1
  const isOneDay = formatDate(startsAt, style, 'numeric') === formatDate(last, style, 'numeric')
  return (
    <>
      <When at={startsAt} show="date" />
      {isOneDay ? null : (
        <>
          {' – '}
          <When at={last} show="date" />
        </>
      )}
    </>
  )
}

function isMidnight(at: number, zone: string): boolean {
  const clock = new Intl.DateTimeFormat('en', {
    timeZone: zone,
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  })
  return clock.format(at) === '00:00'
}
