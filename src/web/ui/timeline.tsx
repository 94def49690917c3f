import type { ReactNode } from 'react'
import { cx } from './class-names.ts'
import { Mark } from './mark.tsx'
import type { Hue, Shape } from './mark.tsx'

export interface TimelineEntry {
  id: string
  /** A `When`. */
  time: ReactNode
  hue?: Hue
  shape?: Shape
  text: ReactNode
  /** Who did it, or a note, in second ink. */
  note?: ReactNode
  /** Photos, papers, a quote of the customer. */
  more?: ReactNode
}

/** What happened, as a log is kept: the time at the edge, a sign on the line, the words beside it. */
export function Timeline({ entries, label }: { entries: readonly TimelineEntry[]; label?: string }) {
  return (
    <ol className="timeline" aria-label={label}>
      {entries.map((entry) => (
        <li key={entry.id} className={cx(entry.hue && `hue-${entry.hue}`)}>
          <div className="timeline-time">{entry.time}</div>
          <Mark shape={entry.shape ?? 'ring'} />
          <div className="min-w-0">
            <div>{entry.text}</div>
            {entry.note ? <div className="text-13 text-ink-2">{entry.note}</div> : null}
            {entry.more ? <div className="pt-2">{entry.more}</div> : null}
          </div>
        </li>
      ))}
    </ol>
  )
}
