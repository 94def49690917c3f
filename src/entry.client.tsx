import { startTransition } from 'react'
import { hydrateRoot } from 'react-dom/client'
import { HydratedRouter } from 'react-router/dom'
import { localeOfPath } from './kit/i18n/locale.ts'
import type { Theme } from './kit/i18n/preferences.ts'
import type { CalendarName } from './kit/time/format.ts'
import { areaOf, keepsDocument } from './kit/i18n/area.ts'
import type { Acting, DocumentSettings } from './web/document.ts'
import { DocumentFrame } from './web/document-frame.tsx'
import { loadWords } from './words/client/load.ts'

/** What the server wrote on `<html>`. */
function settingsOfDocument(): DocumentSettings {
  const { dataset } = document.documentElement
  const { pathname } = window.location
  return {
    locale: localeOfPath(pathname),
    area: areaOf(pathname),
    calendar: (dataset.calendar ?? 'gregory') as CalendarName,
    theme: (dataset.theme ?? 'system') as Theme,
    now: Number(dataset.now),
    hydrates: true,
    acting: dataset.acting ? (JSON.parse(dataset.acting) as Acting) : undefined,
    hand: dataset.hand,
    lockMinutes: dataset.lock === undefined ? undefined : Number(dataset.lock),
    origin: window.location.origin,
    nonce: document.querySelector<HTMLElement>('meta[property="csp-nonce"]')?.nonce,
  }
}

/** Outside of desk and office a link to another page loads a document. */
function followLinksPlainly(): void {
  const listener = (click: MouseEvent) => {
    const { target } = click
    const link = target instanceof Element ? target.closest<HTMLAnchorElement>('a[href]') : null
    if (link && link.pathname !== window.location.pathname) click.stopPropagation()
  }
  window.addEventListener('click', listener, { capture: true })
}

const settings = settingsOfDocument()
if (!keepsDocument(settings.area)) followLinksPlainly()
const words = await loadWords(settings.area, settings.locale)
startTransition(() => {
  hydrateRoot(
    document,
    <DocumentFrame settings={settings} words={words}>
      <HydratedRouter />
    </DocumentFrame>,
  )
})
