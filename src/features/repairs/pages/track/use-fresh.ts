import { useEffect, useRef } from 'react'
import { useRevalidator } from 'react-router'

const EVERY_MS = 20_000
// What the status does not tell (a moved visit, a note) comes with every third look.
const WHOLE_EVERY = 3

/**
 * Keeps the page fresh while somebody looks at it: asks for the status every twenty seconds, and reads the page anew
 * where it has changed, now and then anyway, and when somebody comes back to it. A broken line changes nothing.
 */
export function useFresh(statusPath: string, seen: string): void {
  const { revalidate } = useRevalidator()
  const known = useRef(seen)
  useEffect(() => {
    known.current = seen
  }, [seen])
  useEffect(() => {
    let looks = 0
    const look = async (whole: boolean) => {
      if (document.visibilityState !== 'visible') return
      const mark = await readMark(statusPath)
      if (mark !== null && (whole || mark !== known.current)) await revalidate()
    }
    const timer = setInterval(() => {
      looks += 1
      void look(looks % WHOLE_EVERY === 0)
    }, EVERY_MS)
    const back = () => void look(true)
    document.addEventListener('visibilitychange', back)
    return () => {
      clearInterval(timer)
      document.removeEventListener('visibilitychange', back)
    }
  }, [statusPath, revalidate])
}

/** Status, money and promise in one text; null where there is no answer. */
async function readMark(path: string): Promise<string | null> {
  try {
    const answer = await fetch(path)
    if (!answer.ok) return null
    const { status, balance, promisedAt, updatedAt } = (await answer.json()) as StatusBody
    return markOf(status, balance.amount, promisedAt, updatedAt)
  } catch {
    return null
  }
}

interface StatusBody {
  status: string
  balance: { amount: number }
  promisedAt: string | null
  updatedAt: string
}

/** The same text on both sides. */
export function markOf(
  status: string,
  balance: number,
  promisedAt: string | null,
  updatedAt: string,
): string {
  return [status, balance, promisedAt, updatedAt].join(' ')
}
