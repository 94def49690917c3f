import { type ReactNode, useEffect } from 'react'
import { useLocation, useMatches } from 'react-router'
import { areaOf } from '../kit/i18n/area.ts'
import { localeOfPath } from '../kit/i18n/locale.ts'
import { useDocument } from './document.ts'
import { pageHandle } from './handle.ts'

/**
 * The words in the browser are those of one language and one area, without those of pages that send no script. Where a
 * navigation inside the document leads elsewhere, the document is loaded anew instead of showing a page of missing words.
 */
export function WrongWords({ children }: { children: ReactNode }) {
  const { locale, area, hydrates } = useDocument()
  const { pathname } = useLocation()
  const plain = useMatches().some(({ handle }) => pageHandle(handle)?.noScripts)
  const wrong = hydrates && (plain || localeOfPath(pathname) !== locale || areaOf(pathname) !== area)
  useEffect(() => {
    // Not reload(): the entries before this one would count as the same document, and "back" would draw nothing.
    if (wrong) window.location.replace(window.location.pathname + window.location.search)
  }, [wrong])
  return wrong ? null : children
}
