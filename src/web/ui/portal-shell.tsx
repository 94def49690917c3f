import type { ReactNode } from 'react'
import { NavLink } from 'react-router'
import { useTranslations } from 'use-intl'
import { BrandLink, LanguageLink, Main, SkipLink } from './shell.tsx'
import type { HeadLinks, NavItem } from './shell.tsx'

export interface PortalShellProps extends HeadLinks {
  /** At most five, each with an icon: they are the thumb's bar on a phone. */
  nav: readonly NavItem[]
  account?: ReactNode
  /** Above everything: impersonation, an unverified address. */
  banner?: ReactNode
  children: ReactNode
}

/** The frame of a customer's own pages. */
export function PortalShell({ home, otherLanguage, nav, account, banner, children }: PortalShellProps) {
  const t = useTranslations('ui')
  return (
    <div className="shell portal">
      <SkipLink />
      {banner}
      <header className="shell-head">
        <div className="shell-in">
          <div className="shell-bar">
            <BrandLink home={home} />
            <div className="shell-nav">
              {otherLanguage ? <LanguageLink to={otherLanguage} /> : null}
              {account}
            </div>
          </div>
          <nav className="portal-nav" aria-label={t('mainNav')}>
            {nav.map((item) => (
              <NavLink key={item.to} to={item.to} end={item.end} className="nav-item">
                {item.icon}
                <span>{item.label}</span>
              </NavLink>
            ))}
          </nav>
        </div>
      </header>
      <Main className="shell-main shell-in">{children}</Main>
    </div>
  )
}
