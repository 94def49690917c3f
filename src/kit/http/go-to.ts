import { redirect, redirectDocument } from 'react-router'
import { areaOf } from '../i18n/area.ts'
import { localeOfPath } from '../i18n/locale.ts'

/**
 * The answer that leads to another page after a form (303), or from a loader. Where the other page is of another area
 * or language, the browser loads a new document: the words it has would not do.
 */
export function goTo(from: URL, to: string, headers: Record<string, string> = {}): Response {
  const there = new URL(to, from)
  const near =
    there.origin === from.origin &&
    areaOf(there.pathname) === areaOf(from.pathname) &&
    localeOfPath(there.pathname) === localeOfPath(from.pathname)
  return (near ? redirect : redirectDocument)(to, { status: 303, headers })
}
