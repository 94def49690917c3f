import { formatTime, type TimeStyle } from './format.ts'

/** A wall time `HH:MM` as the reader writes it; empty for none. Runs in browsers too. */
export function clockText(time: string | undefined, style: Pick<TimeStyle, 'locale' | 'calendar'>): string {
  const found = /^(\d{2}):(\d{2})$/.exec(time ?? '')
  if (!found) return time ?? ''
  const at = Date.UTC(2024, 0, 1, Number(found[1]), Number(found[2]))
  return formatTime(at, { ...style, zone: 'UTC' })
}
