import { useEffect } from 'react'
import { useRevalidator } from 'react-router'
import type { BookingState } from './read-state.ts'

const KEPT_HOLD = 'fixbay.hold'

/**
 * The tab remembers what is held for it: whoever comes back to the times by the browser's own button, where no form says
 * so, gives it back, and sees it among the free ones again.
 */
export function useHold(shop: string, { hold, open }: BookingState): void {
  const { revalidate } = useRevalidator()
  const token = hold?.token
  useEffect(() => {
    const kept = readHold(shop)
    if (token !== undefined) return writeHold(`${shop} ${token}`)
    if (open !== 'when' || kept === undefined) return
    writeHold('')
    fetch(`/api/shops/${shop}/holds/${kept}`, { method: 'DELETE' })
      .then(({ ok }) => (ok ? revalidate() : undefined))
      // Without a network it runs out by itself.
      .catch(() => undefined)
  }, [shop, token, open, revalidate])
}

function readHold(shop: string): string | undefined {
  try {
    const [of, token] = (sessionStorage.getItem(KEPT_HOLD) ?? '').split(' ')
    return of === shop ? token : undefined
  } catch {
    return undefined
  }
}

function writeHold(text: string): void {
  try {
    sessionStorage.setItem(KEPT_HOLD, text)
  } catch {
    // A browser that keeps nothing: it runs out by itself.
  }
}
