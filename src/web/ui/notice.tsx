import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { cx } from './class-names.ts'
import { Info } from '../icons.tsx'
import { Mark } from './mark.tsx'
import type { Shape } from './mark.tsx'

export type NoticeKind = 'info' | 'waiting' | 'blocked' | 'ready'

const shapes: Record<Exclude<NoticeKind, 'info'>, Shape> = {
  waiting: 'ring',
  blocked: 'alert',
  ready: 'check',
}

export interface NoticeProps {
  kind?: NoticeKind
  title?: ReactNode
  children?: ReactNode
  /** What to do about it: one button or link. */
  action?: ReactNode
  /** Read aloud at once: for what has just gone wrong. */
  alert?: boolean
}

/** A message inside the page that stays until its cause is gone. */
export function Notice({ kind = 'info', title, children, action, alert }: NoticeProps) {
  const t = useTranslations('ui')
  return (
    <div className={cx('notice', kind !== 'info' && `hue-${kind}`)} role={alert ? 'alert' : undefined}>
      {kind === 'info' ? <Info /> : <Mark shape={shapes[kind]} large />}
      <div className="notice-body">
        <span className="sr-only">{t(`kind.${kind}`)}: </span>
        {title ? <p className="notice-title">{title}</p> : null}
        {children}
      </div>
      {action}
    </div>
  )
}
