import { useEffect } from 'react'
import { useRevalidator } from 'react-router'

const EVERY_MS = 20_000

/** Reads the page's data anew every twenty seconds while somebody looks, and at once when they come back to it. */
export function useFresh(): void {
  const { revalidate } = useRevalidator()
  useEffect(() => {
    const look = () => {
      if (document.visibilityState === 'visible') void revalidate()
    }
    const timer = setInterval(look, EVERY_MS)
    document.addEventListener('visibilitychange', look)
    return () => {
      clearInterval(timer)
      document.removeEventListener('visibilitychange', look)
    }
  }, [revalidate])
}
