import { formatDate } from '../../../../kit/time/format.ts'
import { useReading } from '../../../../web/ui/reading.tsx'
import { When } from '../../../../web/ui/values.tsx'

/** A moment inside a sentence: today by its time alone, else with its day. */
export function Near({ at }: { at: string }) {
  const { style, now } = useReading()
  const isToday = formatDate(Date.parse(at), style, 'numeric') === formatDate(now, style, 'numeric')
  return <When at={at} show={isToday ? 'time' : 'nearTime'} />
}
