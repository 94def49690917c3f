import { formatDate, formatDateTime, formatNearDate, formatTime } from '../../../../kit/time/format.ts'
import { useReading } from '../../../../web/ui/reading.tsx'

const WEEK = 6 * 86_400_000

/** "Tuesday 9:30 AM" within a week, the whole date beyond. */
export function useWhenWords(startsAt: string | null): string {
  const { style, now } = useReading()
  if (!startsAt) return ''
  const at = Date.parse(startsAt)
  if (at - now > WEEK) return formatDateTime(at, style, 'short')
  const near = formatNearDate(at, now, style, 'weekday')
  return `${near || formatDate(at, style, 'weekday')} ${formatTime(at, style)}`
}
