import { useEffect, useState } from 'react'

const PAUSE_MS = 150
const NOTHING: readonly never[] = []

/**
 * Asks `load` for what is typed, once nobody has typed for 150 ms; late answers are thrown away, a failed one is
 * empty. Keeps the last answer while the next is under way. Without `load` always empty; keep it stable.
 */
export function useLookup<Item>(
  text: string,
  load: ((text: string, signal: AbortSignal) => Promise<readonly Item[]>) | undefined,
): readonly Item[] {
  const [answer, setAnswer] = useState<readonly Item[]>(NOTHING)
  useEffect(() => {
    if (!load) return
    const stop = new AbortController()
    const take = (found: readonly Item[]) => {
      if (!stop.signal.aborted) setAnswer(found)
    }
    const timer = setTimeout(() => {
      load(text, stop.signal).then(take, () => take(NOTHING))
    }, PAUSE_MS)
    return () => {
      clearTimeout(timer)
      stop.abort()
    }
  }, [load, text])
  return load ? answer : NOTHING
}
