import { type Locale, negotiateLocale } from '../i18n/locale.ts'
import { readPreferences } from '../i18n/preferences.ts'

/** What of a request's headers tells a person who follows a link from a page's own pictures and from programs. */
interface Asked {
  accept: string | null | undefined
  cookie: string | null | undefined
  language: string | null | undefined
}

/** The language in which somebody reads who follows a link in a browser; undefined for everybody else. */
export function localeOfVisit({ accept, cookie, language }: Asked): Locale | undefined {
  if (!accept?.includes('text/html')) return undefined
  return readPreferences(cookie).locale ?? negotiateLocale(language) ?? 'en'
}
