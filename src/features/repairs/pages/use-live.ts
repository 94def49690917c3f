import { useEffect, useRef } from 'react'
import { useRevalidator } from 'react-router'

// Several events of one deed make one look.
const TOGETHER_MS = 250
// Where the stream is cut off (a proxy, a sleeping laptop), the page still asks from time to time.
const ANYWAY_MS = 20_000

/** Whether there is a server to ask: without one the page's data would be an error, and what was typed gone. */
async function isReached(): Promise<boolean> {
  try {
    return (await fetch('/api/health', { cache: 'no-store' })).ok
  } catch {
    return false
  }
}

/**
 * Keeps the page fresh without reloading: the server says when something happened in the shop, the page asks
 * for its data again. Silent while nobody looks: a browser has few connections to one server.
 */
export function useLive(shop: string): void {
  const { revalidate } = useRevalidator()
  const ask = useRef(revalidate)
  useEffect(() => {
    ask.current = revalidate
  })
  useEffect(() => {
    let source: EventSource | undefined
    let pending: ReturnType<typeof setTimeout> | undefined
    const soon = () => {
      pending ??= setTimeout(() => {
        pending = undefined
        void ask.current()
      }, TOGETHER_MS)
    }
    const listen = () => {
      source = new EventSource(`/api/shops/${encodeURIComponent(shop)}/live`)
      source.addEventListener('changed', soon)
      // At each opening too: what happened since the page was read, or in a gap, was not heard.
      source.addEventListener('open', soon)
    }
    const look = () => {
      source?.close()
      if (document.visibilityState === 'hidden') return
      listen()
    }
    listen()
    const anyway = setInterval(() => {
      if (document.visibilityState === 'visible' && source?.readyState !== EventSource.OPEN)
        void isReached().then((is) => is && soon())
    }, ANYWAY_MS)
    document.addEventListener('visibilitychange', look)
    return () => {
      document.removeEventListener('visibilitychange', look)
      clearInterval(anyway)
      clearTimeout(pending)
      source?.close()
    }
  }, [shop])
}
