import { useLocation } from 'react-router'
import { inLocale, LOCALES } from '../kit/i18n/locale.ts'
import { useDocument } from './document.ts'

const BRAND = 'Fixbay'

interface HeadProps {
  title: string
  description?: string
  /** Keeps the page from search engines: everything behind a code or a sign-in. */
  hidden?: boolean
}

/**
 * The title and description of a page, and for search engines its address in each language; stands anywhere in the
 * page's component, React puts it in the document's head.
 */
export function Head({ title, description, hidden }: HeadProps) {
  return (
    <>
      <title>{`${title} · ${BRAND}`}</title>
      {description ? <meta name="description" content={description} /> : null}
      {hidden ? <meta name="robots" content="noindex" /> : <Addresses />}
    </>
  )
}

function Addresses() {
  const { origin } = useDocument()
  const { pathname } = useLocation()
  if (!origin) return null
  const address = (path: string) => origin + (path === '/' ? '/' : path.replace(/\/$/, ''))
  return (
    <>
      <link rel="canonical" href={address(pathname)} />
      {LOCALES.map((locale) => (
        <link key={locale} rel="alternate" hrefLang={locale} href={address(inLocale(pathname, locale))} />
      ))}
    </>
  )
}
