import { redirectDocument } from 'react-router'
import { inLocale, isLocale } from '../../kit/i18n/locale.ts'
import { notFound } from '../../kit/errors.ts'
import { safePath } from '../../kit/http/safe-path.ts'
import { rememberChoice } from '../../kit/i18n/preferences.ts'
import type { Route } from './+types/set-choice.ts'

/** Keeps a language, calendar or theme in a cookie and goes back (a new document); a language leads to its page. */
export function loader({ url, params: { choice, value } }: Route.LoaderArgs): Response {
  const cookie = rememberChoice(choice, value, url.protocol === 'https:')
  if (!cookie) throw notFound()
  const to = safePath(url.searchParams.get('to'), '/')
  const there = choice === 'locale' && isLocale(value) ? inLocale(to, value) : to
  return redirectDocument(there, {
    status: 303,
    headers: { 'set-cookie': cookie, 'cache-control': 'no-store' },
  })
}
