import type { ReactNode } from 'react'
import { Link, NavLink } from 'react-router'
import { useTranslations } from 'use-intl'
import { Onward } from '../icons.tsx'
import { LinkButton } from './button.tsx'
import { cx } from './class-names.ts'
import { Count } from './values.tsx'
import type { NavItem } from './shell.tsx'

export interface TabsProps {
  tabs: readonly (NavItem & { current?: boolean })[]
  /** What the tabs divide, for readers. */
  label?: string
}

/**
 * Parts of one thing as links. Which is current follows from the path; where the tabs differ by query only, say
 * `current` on each.
 */
export function Tabs({ tabs, label }: TabsProps) {
  const t = useTranslations('ui')
  return (
    <nav className="tabs" aria-label={label ?? t('sections')}>
      {tabs.map((tab) => (
        <Tab key={tab.to} {...tab} />
      ))}
    </nav>
  )
}

function Tab({ to, label, icon, end, count, current }: NavItem & { current?: boolean }) {
  const inside = (
    <>
      {icon}
      {label}
      {count === undefined ? null : <Count value={count} />}
    </>
  )
  if (current === undefined) {
    return (
      <NavLink to={to} end={end ?? true} className="tab">
        {inside}
      </NavLink>
    )
  }
  return (
    <Link to={to} className="tab" aria-current={current ? 'page' : undefined}>
      {inside}
    </Link>
  )
}

/** Where this page stands; the page itself is not in it, its title says it. */
export function Breadcrumb({ items }: { items: readonly { to: string; label: ReactNode }[] }) {
  const t = useTranslations('ui')
  return (
    <nav aria-label={t('breadcrumb')}>
      <ol className="crumbs">
        {items.map((item) => (
          <li key={item.to}>
            <Link to={item.to}>{item.label}</Link>
            <Onward />
          </li>
        ))}
      </ol>
    </nav>
  )
}

export interface PaginationProps {
  /** The address of the next part, made from the list's `next`; null at the end. */
  next: string | null
  /** The address of the first part, where this is a later one. */
  first?: string | null
  className?: string
}

/** Lists go on by key: onward, or back to the start. Nothing where all is shown. */
export function Pagination({ next, first, className }: PaginationProps) {
  const t = useTranslations('ui')
  if (!next && !first) return null
  return (
    <nav className={cx('flex flex-wrap items-center gap-2 pt-4', className)} aria-label={t('pages')}>
      {next ? (
        <LinkButton to={next} rel="next">
          {t('older')}
          <Onward />
        </LinkButton>
      ) : null}
      {first ? (
        <LinkButton to={first} kind="bare">
          {t('newest')}
        </LinkButton>
      ) : null}
    </nav>
  )
}
