import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { cx } from './class-names.ts'
import type { OrderStatus } from './statuses.ts'

export const PHASES = ['booked', 'checked_in', 'in_work', 'checked', 'ready'] as const
export type Phase = (typeof PHASES)[number]

/**
 * The customer's phase of a board stage or shown status, and of whether the thing has been handed in; null for a canceled order, which has left the rail. The two
 * that can come at any stage of work, `delayed` and `on_hold`, stand at work.
 */
export function phaseOf(status: OrderStatus, arrived = false): Phase | null {
  switch (status) {
    case 'pending':
    case 'scheduled':
      return arrived ? 'checked_in' : 'booked'
    case 'in_progress':
    case 'awaiting_parts':
    case 'on_hold':
    case 'delayed':
      return 'in_work'
    case 'quality_check':
      return 'checked'
    case 'ready_for_pickup':
    case 'dispatched':
    case 'payment_pending':
    case 'completed':
    case 'closed':
      return 'ready'
    case 'canceled':
      return null
  }
}

export interface PhaseRailProps {
  /** Where it stands now. */
  phase: Phase
  /** Nothing is left to come: the last station counts as done. */
  finished?: boolean
  /** Under a station: when it was reached, or is expected. */
  times?: Partial<Record<Phase, ReactNode>>
}

/** The five stations of a repair on one line: done, now, to come. */
export function PhaseRail({ phase, finished, times }: PhaseRailProps) {
  const t = useTranslations('ui')
  const at = PHASES.indexOf(phase)
  return (
    <ol className="rail" aria-label={t('phases.label')}>
      {PHASES.map((one, index) => {
        const done = index < at || (finished === true && index === at)
        const now = index === at && !finished
        return (
          <li
            key={one}
            className={cx(done && 'rail-done', now && 'rail-now')}
            aria-current={now ? 'step' : undefined}
          >
            <span>
              {t(`phases.${one}`)}
              {done ? <span className="sr-only">, {t('phases.done')}</span> : null}
              {times?.[one] ? <span className="rail-time">{times[one]}</span> : null}
            </span>
          </li>
        )
      })}
    </ol>
  )
}
