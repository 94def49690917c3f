import type { ReactNode } from 'react'
import { Link, NavLink } from 'react-router'
import { useTranslations } from 'use-intl'
import { Brand } from './brand.tsx'
import { cx } from './class-names.ts'

export interface NavItem {
  to: string
  label: ReactNode
  icon?: ReactNode
  /** Only this exact address counts as "here". */
  end?: boolean
  /** How many wait there. */
  count?: number
}

/** The first thing on the page for the keyboard: past the frame to the content. */
export function SkipLink() {
  const t = useTranslations('ui')
  return (
    <a className="skip" href="#main">
      {t('skip')}
    </a>
  )
}

/** The content of a page; every shell has exactly one. */
export function Main({ className, children }: { className?: string; children: ReactNode }) {
  return (
    <main id="main" tabIndex={-1} className={cx('outline-none', className)}>
      {children}
    </main>
  )
}

export interface HeadLinks {
  /** The start page in this language: "/" or "/fa". */
  home: string
  signIn?: string
  /** The same page in the other language. Left out where a page has only one. */
  otherLanguage?: string
}

/** A link to the same page in the other language, written in that language. */
export function LanguageLink({ to, className }: { to: string; className?: string }) {
  const t = useTranslations('ui')
  const code = t('otherLanguageCode')
  return (
    <Link
      to={to}
      reloadDocument
      lang={code}
      dir={code === 'fa' ? 'rtl' : 'ltr'}
      hrefLang={code}
      className={className}
    >
      {t('otherLanguage')}
    </Link>
  )
}

export interface PublicShellProps extends HeadLinks {
  /** At the head instead of Fixbay's own name: the shop on its own pages. */
  brand?: ReactNode
  /** Who is signed in, instead of "Sign in". */
  account?: ReactNode
  /** Links of the head; "Find a shop" unless said. */
  nav?: readonly NavItem[]
  foot?: readonly NavItem[]
  /** Text at the start of the foot: the shop's name and address. */
  footNote?: ReactNode
  /** The content's greatest width; `narrow` is one reading column (booking, tracking, forms). */
  width?: 'wide' | 'narrow'
  children: ReactNode
}

/** The frame of public pages: name, where to look, language, sign in; a quiet foot. */
export function PublicShell({ width = 'wide', children, ...head }: PublicShellProps) {
  const t = useTranslations('ui')
  const { foot = [], footNote, home } = head
  return (
    <div className="shell" style={width === 'narrow' ? { '--shell-width': '44rem' } : undefined}>
      <SkipLink />
      <PublicHead {...head} />
      <Main className="shell-main shell-in">{children}</Main>
      <footer className="shell-foot">
        <div className="shell-in shell-foot-in">
          {footNote ? <div className="me-auto">{footNote}</div> : null}
          {foot.length > 0 ? (
            <nav aria-label={t('footNav')} className="flex flex-wrap gap-x-6 gap-y-1">
              {foot.map((item) => (
                <Link key={item.to} to={item.to}>
                  {item.label}
                </Link>
              ))}
            </nav>
          ) : null}
          <Link to={home} className={footNote ? undefined : 'sm:ms-auto'}>
            {t('madeWith')}
          </Link>
        </div>
      </footer>
    </div>
  )
}

function PublicHead({
  brand,
  home,
  nav,
  signIn,
  account,
  otherLanguage,
}: Omit<PublicShellProps, 'children'>) {
  const t = useTranslations('ui')
  const links = nav ?? [{ to: home, label: t('findShop'), end: true }]
  return (
    <header className="shell-head">
      <div className="shell-in shell-bar">
        {brand ?? <BrandLink home={home} />}
        <nav className="shell-nav" aria-label={t('mainNav')}>
          {links.map((item) => (
            <NavLink key={item.to} to={item.to} end={item.end} className="wide-only">
              {item.label}
            </NavLink>
          ))}
          {otherLanguage ? <LanguageLink to={otherLanguage} /> : null}
          {account ?? (signIn ? <Link to={signIn}>{t('signIn')}</Link> : null)}
        </nav>
      </div>
    </header>
  )
}

/** Fixbay's name as a link to the start page. */
export function BrandLink({ home }: { home: string }) {
  const t = useTranslations('ui')
  return (
    <Link to={home} className="brand" aria-label={t('home')}>
      <Brand />
    </Link>
  )
}

/** A shop's name at the head of its own pages. */
export function ShopBrand({ to, name }: { to: string; name: string }) {
  return (
    <Link to={to} className="brand brand-shop">
      <bdi>{name}</bdi>
    </Link>
  )
}

/** Sign-in, register, reset, errors: one narrow column at the start side, nothing else. */
export function PlainShell({ home, otherLanguage, children }: HeadLinks & { children: ReactNode }) {
  return (
    <div className="shell">
      <SkipLink />
      <header className="shell-head">
        <div className="shell-in shell-bar">
          <BrandLink home={home} />
          <div className="shell-nav">{otherLanguage ? <LanguageLink to={otherLanguage} /> : null}</div>
        </div>
      </header>
      <Main className="plain-main">{children}</Main>
    </div>
  )
}
