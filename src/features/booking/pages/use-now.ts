import { useEffect, useState } from 'react'

const MINUTE_MS = 60_000

/** The moment of the page's data, carried on while it stands open; by the minute. */
export function useNow(loaded: number): number {
  const [later, setLater] = useState({ loaded, passed: 0 })
  useEffect(() => {
    const since = performance.now()
    const tick = setInterval(() => setLater({ loaded, passed: performance.now() - since }), MINUTE_MS)
    return () => clearInterval(tick)
  }, [loaded])
  return later.loaded === loaded ? loaded + later.passed : loaded
}
