import { useEffect, useRef } from 'react'
import { useRevalidator } from 'react-router'
import { isReached } from '../../../web/is-reached.ts'

// Several events of one deed make one look.
const TOGETHER_MS = 250
// Where the stream is cut off (a proxy, a sleeping laptop), the page still asks from time to time.
const ANYWAY_MS = 20_000

/**
 * Keeps the page fresh without reloading: the server says when something happened in the shop, the page asks
 * for its data again. Silent while nobody looks: a browser has few connections to one server. While no server is
 * reached the page stands as it was last read: its data would be an error, and what was typed gone.
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
    let missed = false
    let left = false
    const askNow = async () => {
      pending = undefined
      missed = !(await isReached())
      if (!missed && !left) await ask.current()
    }
    const soon = () => {
      pending ??= setTimeout(() => void askNow(), TOGETHER_MS)
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
      if (document.visibilityState === 'visible' && (missed || source?.readyState !== EventSource.OPEN))
        soon()
    }, ANYWAY_MS)
    document.addEventListener('visibilitychange', look)
    return () => {
      left = true
      document.removeEventListener('visibilitychange', look)
      clearInterval(anyway)
      clearTimeout(pending)
      source?.close()
    }
  }, [shop])
}
