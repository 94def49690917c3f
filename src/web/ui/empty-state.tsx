import type { ReactNode } from 'react'

export interface EmptyStateProps {
  /** What is not here yet: "No invoices yet". */
  title: ReactNode
  children?: ReactNode
  /** The one next step. */
  next?: ReactNode
}

/** A blank tag where a list will be. */
export function EmptyState({ title, children, next }: EmptyStateProps) {
  return (
    <div className="empty">
      <p className="font-semibold">{title}</p>
      {children ? <div className="measure text-ink-2">{children}</div> : null}
      {next ? <div className="empty-next">{next}</div> : null}
    </div>
  )
}
