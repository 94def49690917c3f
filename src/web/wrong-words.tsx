import { type ReactNode, useEffect } from 'react'
import { useLocation } from 'react-router'
import { localeOfPath } from '../kit/i18n/locale.ts'
import { areaOf } from './area.ts'
import { useDocument } from './document.ts'

/**
 * The words in the browser are those of one language and one area. Should a navigation without a new document lead
 * elsewhere (a redirect that forgot `goTo`), the document is loaded anew instead of showing a page of missing words.
 */
export function WrongWords({ children }: { children: ReactNode }) {
  const { locale, area } = useDocument()
  const { pathname } = useLocation()
  const wrong = localeOfPath(pathname) !== locale || areaOf(pathname) !== area
  useEffect(() => {
    if (wrong) window.location.reload()
  }, [wrong])
  return wrong ? null : children
}
