import { redirect, redirectDocument } from 'react-router'
import { areaOf, keepsDocument } from '../i18n/area.ts'
import { localeOfPath } from '../i18n/locale.ts'

/**
 * The answer that leads to another page after a form (303), or from a loader. Inside desk or office the browser keeps its
 * document; elsewhere it loads a new one, because the words it has may not do, and most public pages send no script.
 */
export function goTo(from: URL, to: string, headers: Record<string, string> = {}): Response {
  const there = new URL(to, from)
  const area = areaOf(from.pathname)
  const isInside = there.origin === from.origin && keepsDocument(area) && areaOf(there.pathname) === area
  const stays = isInside && localeOfPath(there.pathname) === localeOfPath(from.pathname)
  return (stays ? redirect : redirectDocument)(to, { status: 303, headers })
}
