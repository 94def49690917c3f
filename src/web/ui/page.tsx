import type { ReactNode } from 'react'
import { useId } from 'react'
import { cx } from './class-names.ts'

export interface PageHeaderProps {
  title: ReactNode
  /** One line under the title: what this page is about, or the state of the thing. */
  lead?: ReactNode
  /** Above the title: a breadcrumb, a number tag. */
  above?: ReactNode
  actions?: ReactNode
}

/** The head of a page, with its only `h1`. */
export function PageHeader({ title, lead, above, actions }: PageHeaderProps) {
  return (
    <div className="page-head">
      <div className="page-head-text">
        {above}
        <h1>{title}</h1>
        {lead ? <div className="text-ink-2">{lead}</div> : null}
      </div>
      {actions ? <div className="page-head-actions">{actions}</div> : null}
    </div>
  )
}

export interface SectionProps {
  title: ReactNode
  /** At the end of the heading's line: a figure, a link. */
  aside?: ReactNode
  level?: 2 | 3
  id?: string
  className?: string
  children: ReactNode
}

/** A part of a page: a heading on a rule, and what belongs under it. */
export function Section({ title, aside, level = 2, id, className, children }: SectionProps) {
  const heading = useId()
  const Heading = `h${level}` as const
  return (
    <section className={cx('section', className)} aria-labelledby={heading} id={id}>
      <div className="section-head">
        <Heading id={heading}>{title}</Heading>
        {aside ? <div className="section-aside">{aside}</div> : null}
      </div>
      {children}
    </section>
  )
}

/** Sections one under the other, with the page's rhythm. */
export function Sections({ children, className }: { children: ReactNode; className?: string }) {
  return <div className={cx('sections', className)}>{children}</div>
}

/** Names and values in two columns: address, VIN, totals. Rows without a value are left out. */
export function Facts({ rows }: { rows: readonly (readonly [name: string, value: ReactNode])[] }) {
  const shown = rows.filter(([, value]) => value !== null && value !== undefined && value !== '')
  return (
    <dl className="facts">
      {shown.map(([name, value]) => (
        <div key={name} className="contents">
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}
