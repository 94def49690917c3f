import { startTransition } from 'react'
import { hydrateRoot } from 'react-dom/client'
import { HydratedRouter } from 'react-router/dom'
import { localeOfPath } from './kit/i18n/locale.ts'
import type { Theme } from './kit/i18n/preferences.ts'
import type { CalendarName } from './kit/time/format.ts'
import { areaOf } from './kit/i18n/area.ts'
import type { DocumentSettings } from './web/document.ts'
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
    nonce: document.querySelector<HTMLElement>('meta[property="csp-nonce"]')?.nonce,
  }
}

const settings = settingsOfDocument()
const words = await loadWords(settings.area, settings.locale)
startTransition(() => {
  hydrateRoot(
    document,
    <DocumentFrame settings={settings} words={words}>
      <HydratedRouter />
    </DocumentFrame>,
  )
})
