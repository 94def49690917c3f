import { createContext, useContext } from 'react'
import type { Locale } from '../kit/i18n/locale.ts'
import type { Theme } from '../kit/i18n/preferences.ts'
import type { CalendarName } from '../kit/time/format.ts'
import type { Area } from '../kit/i18n/area.ts'
import { type Paths, paths } from './paths.ts'

/** What holds for one document from its first byte on; the server decides it, the browser reads it from `<html>`. */
export interface DocumentSettings {
  locale: Locale
  area: Area
  calendar: CalendarName
  theme: Theme
  /** Epoch milliseconds of the request: both renderings say the same "5 minutes ago". */
  now: number
  /** Whether React runs in the browser on this page. */
  hydrates: boolean
  nonce: string | undefined
  /** The site's own origin, for addresses that must be whole; empty where it is not known. */
  origin: string
  /** Whoever is acted for here, for the banner over every page. */
  acting?: Acting | undefined
  /** At a shop's shared device: after how many minutes it locks. */
  lockMinutes?: number | undefined
  /** For whose hand forms and calls of this document are made, where a browser changes hands. */
  hand?: string | undefined
  /** The number of the request, for error pages; only while the server draws. */
  requestId?: string
}

/** That somebody acts in another's place: whose, and until when (epoch milliseconds). */
export interface Acting {
  name: string
  until: number
  /** The zone of the shop that they act in. */
  zone: string | null
  /** The slug of that shop; null where they act for a customer. */
  desk: string | null
}

export const DocumentContext = createContext<DocumentSettings | null>(null)

/** The settings of the document that is being drawn. */
export function useDocument(): DocumentSettings {
  const settings = useContext(DocumentContext)
  if (!settings) throw new Error('Pages are drawn inside DocumentContext')
  return settings
}

/** The addresses of pages in the document's language. */
export function usePaths(): Paths {
  return paths(useDocument().locale)
}
