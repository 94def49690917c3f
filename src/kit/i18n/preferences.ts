import type { CalendarName } from '../time/format.ts'
import { isLocale, type Locale } from './locale.ts'

export type Theme = 'light' | 'dark' | 'system'

/** What a visitor has chosen, kept in cookies: undefined where nothing was. */
export interface Preferences {
  locale: Locale | undefined
  calendar: CalendarName | undefined
  theme: Theme
}

/** Reads the choices from a `Cookie` header; anything unknown counts as not chosen. */
export function readPreferences(cookies: string | null | undefined): Preferences {
  const locale = cookie(cookies, 'locale')
  const calendar = cookie(cookies, 'calendar')
  const theme = cookie(cookies, 'theme')
  return {
    locale: isLocale(locale) ? locale : undefined,
    calendar: calendar === 'gregory' || calendar === 'persian' ? calendar : undefined,
    theme: theme === 'light' || theme === 'dark' ? theme : 'system',
  }
}

/** The calendar that a page is written in: the chosen one, else the language's habit. */
export function calendarFor(locale: Locale, chosen: CalendarName | undefined): CalendarName {
  return chosen ?? (locale === 'fa' ? 'persian' : 'gregory')
}

/** All that cookies change on an anonymous page: belongs in the key of a page cache. */
export function pageVariant(cookies: string | null | undefined, locale: Locale): string {
  const { calendar, theme } = readPreferences(cookies)
  return `${locale} ${calendarFor(locale, calendar)} ${theme}`
}

const CHOICES = {
  locale: ['en', 'fa'],
  calendar: ['gregory', 'persian'],
  theme: ['light', 'dark', 'system'],
} as const satisfies Record<string, readonly string[]>

/**
 * The `Set-Cookie` value that keeps a choice for a year; null for a name or value that does not exist.
 * Also used where an account's own choice becomes the browser's, at sign-in and when the profile is saved.
 */
export function rememberChoice(name: string, value: string, secure: boolean): string | null {
  const values: readonly string[] | undefined = Object.hasOwn(CHOICES, name)
    ? CHOICES[name as keyof typeof CHOICES]
    : undefined
  if (!values?.includes(value)) return null
  return `${name}=${value}; Path=/; Max-Age=31536000; SameSite=Lax; HttpOnly${secure ? '; Secure' : ''}`
}

function cookie(header: string | null | undefined, name: string): string | undefined {
  for (const part of (header ?? '').split(';')) {
    const [key, value] = part.split('=', 2)
    if (key?.trim() === name) return value?.trim()
  }
  return undefined
}
