import type { Locale } from '../context.ts'

export type { Locale }

export const LOCALES: readonly Locale[] = ['en', 'fa']

/** Whether a text names one of the program's languages. */
export function isLocale(text: unknown): text is Locale {
  return text === 'en' || text === 'fa'
}

/** The writing direction of a language, for `dir`. */
export function directionOf(locale: Locale): 'ltr' | 'rtl' {
  return locale === 'fa' ? 'rtl' : 'ltr'
}

/** The language of a page's path: Persian under `/fa`, English everywhere else. Also for React Router's `.data` paths. */
export function localeOfPath(pathname: string): Locale {
  return /^\/fa(?:\/|\.data$|$)/.test(pathname) ? 'fa' : 'en'
}

/** The same page without its language: `/fa/about` and `/about` give `/about`. */
export function barePath(pathname: string): string {
  if (localeOfPath(pathname) === 'en') return pathname
  return pathname.slice('/fa'.length) || '/'
}

/** A page's path in a language; the path may be in either language and carry a query or a fragment. */
export function inLocale(path: string, locale: Locale): string {
  const [, pathname = '', rest = ''] = /^([^?#]*)(.*)$/s.exec(path) ?? []
  const bare = barePath(pathname)
  if (locale === 'en') return bare + rest
  return (bare === '/' ? '/fa' : `/fa${bare}`) + rest
}

/**
 * Which of the program's languages an `Accept-Language` header asks for first (RFC 9110 12.5.4: weights of 0 to 1,
 * the order of the list among equals); undefined where it names neither.
 */
export function negotiateLocale(header: string | null | undefined): Locale | undefined {
  let best: { locale: Locale; weight: number } | undefined
  for (const part of (header ?? '').slice(0, 1000).split(',')) {
    const [tag = '', ...params] = part.split(';').map((piece) => piece.trim().toLowerCase())
    const locale = tag.split('-')[0]
    if (!isLocale(locale)) continue
    const weight = Number(params.find((param) => param.startsWith('q='))?.slice(2) ?? 1)
    if (weight > 0 && weight <= 1 && (!best || weight > best.weight)) best = { locale, weight }
  }
  return best?.locale
}
