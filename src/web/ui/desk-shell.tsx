import type { ReactNode } from 'react'
import { NavLink } from 'react-router'
import { useTranslations } from 'use-intl'
import { Ellipsis, Plus } from '../icons.tsx'
import { BrandMark } from './brand.tsx'
import { LinkButton } from './button.tsx'
import { Count } from './values.tsx'
import { Main, SkipLink } from './shell.tsx'
import type { NavItem } from './shell.tsx'
import './css/desk.css'

export interface DeskShellProps {
  /** In order of use; the first four stand in the phone's foot, the rest behind "More". */
  nav: readonly NavItem[]
  /** The shop's name, or a menu to switch shops. Hidden where only icons fit: put a switcher into `account` too. */
  shop: ReactNode
  /** The search line (`SearchBox` with `hotkey="/"`), or a button that opens the palette. */
  search?: ReactNode
  newOrder?: string
  /** Notices, help, and who is signed in. */
  account?: ReactNode
  banner?: ReactNode
  children: ReactNode
}

/** The frame of staff pages: parts at the start side, or under the thumb on a phone; search and new order on top. */
export function DeskShell({ nav, shop, search, newOrder, account, banner, children }: DeskShellProps) {
  const t = useTranslations('ui')
  return (
    <div className="desk">
      <SkipLink />
      <div className="desk-banner">{banner}</div>
      <SideNav nav={nav} shop={shop} />
      <div className="desk-body">
        <header className="top-bar">
          <div className="top-search">{search}</div>
          <div className="top-end">
            {newOrder ? (
              <LinkButton to={newOrder} kind="primary" icon={<Plus />} aria-label={t('newOrder')}>
                <span className="max-sm:hidden">{t('newOrder')}</span>
              </LinkButton>
            ) : null}
            {account}
          </div>
        </header>
        <Main className="desk-main">{children}</Main>
      </div>
      <FootNav nav={nav} />
    </div>
  )
}

function SideNav({ nav, shop }: Pick<DeskShellProps, 'nav' | 'shop'>) {
  const t = useTranslations('ui')
  return (
    <nav className="side-nav" aria-label={t('shopNav')}>
      <div className="side-shop">
        <BrandMark />
        <div className="side-shop-name">{shop}</div>
      </div>
      {nav.map((item) => (
        <NavLink
          key={item.to}
          to={item.to}
          end={item.end}
          className="side-link"
          title={typeof item.label === 'string' ? item.label : undefined}
        >
          {item.icon}
          <span className="side-word">{item.label}</span>
          {item.count ? <Count value={item.count} /> : null}
        </NavLink>
      ))}
    </nav>
  )
}

function FootNav({ nav }: Pick<DeskShellProps, 'nav'>) {
  const t = useTranslations('ui')
  const rest = nav.slice(4)
  return (
    <nav className="foot-nav" aria-label={t('shopNav')}>
      {nav.slice(0, 4).map((item) => (
        <NavLink key={item.to} to={item.to} end={item.end} className="foot-link">
          {item.icon}
          <span>{item.label}</span>
        </NavLink>
      ))}
      {rest.length > 0 ? (
        <details className="foot-more">
          <summary className="foot-link">
            <Ellipsis />
            <span>{t('more')}</span>
          </summary>
          <ul>
            {rest.map((item) => (
              <li key={item.to}>
                <NavLink to={item.to} end={item.end}>
                  {item.icon}
                  {item.label}
                </NavLink>
              </li>
            ))}
          </ul>
        </details>
      ) : null}
    </nav>
  )
}
