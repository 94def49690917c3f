import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { cx } from './class-names.ts'
import { Mark } from './mark.tsx'
import type { Hue, Shape } from './mark.tsx'
import { lookOf, statusKey } from './statuses.ts'
import type { AnyStatus } from './statuses.ts'

/** A status with hue, shape and word: `<StatusTag kind="order" status="in_progress" />`. `plain` leaves out the box. */
export function StatusTag({ plain, ...any }: AnyStatus & { plain?: boolean }) {
  const t = useTranslations('ui')
  const { hue, shape } = lookOf(any)
  return (
    <HueTag hue={hue} shape={shape} plain={plain}>
      {t(statusKey(any))}
    </HueTag>
  )
}

export interface HueTagProps {
  hue: Hue
  shape: Shape
  plain?: boolean | undefined
  children: ReactNode
}

/** The same tag for a meaning that is no status: "low stock", "waits for a part". */
export function HueTag({ hue, shape, plain, children }: HueTagProps) {
  return (
    <span className={cx('status', `hue-${hue}`, plain && 'status-plain')}>
      <Mark shape={shape} />
      {children}
    </span>
  )
}
