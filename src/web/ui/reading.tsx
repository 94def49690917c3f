import { createContext, useContext } from 'react'
import type { ReactNode } from 'react'
import type { Locale, TimeStyle } from '../../kit/time/format.ts'
import { useDocument } from '../document.ts'

const Zone = createContext<string | undefined>(undefined)

/** The IANA zone of every time inside: a shop's. A time may still say its own. */
export function ZoneProvider({ zone, children }: { zone: string; children: ReactNode }) {
  return <Zone value={zone}>{children}</Zone>
}

/** The page's language. */
export function useKitLocale(): Locale {
  return useDocument().locale
}

/** Style for `kit/time/format.ts` and the page's moment; the zone given here wins over the one around. */
export function useReading(zone?: string): { style: TimeStyle; now: number } {
  const { locale, calendar, now } = useDocument()
  const around = useContext(Zone)
  const where = zone ?? around
  if (!where) throw new Error('A time is shown but its zone is not known: use ZoneProvider or the zone prop')
  return { style: { locale, calendar, zone: where }, now }
}
