/**
 * One value at a time, read many at once: who asks while a read is under way shares the next one. So a value is never
 * older than the question, and a thousand questions are a handful of reads. After a read the next one lets those in who
 * were answered by it and ask again at once: else two crowds take turns, with twice the reads.
 */
export function batched<Value>(
  readAll: (keys: readonly string[]) => Promise<ReadonlyMap<string, Value>>,
): (key: string) => Promise<Value | undefined> {
  let latest: Promise<unknown> | undefined
  let next: { keys: Set<string>; values: Promise<ReadonlyMap<string, Value>> } | undefined

  const open = () => {
    const keys = new Set<string>()
    const read = () => {
      next = undefined
      return readAll([...keys])
    }
    const values = latest ? latest.then(crowd).then(read) : Promise.resolve().then(read)
    const done = values.then(
      () => undefined,
      () => undefined,
    )
    latest = done
    void done.then(() => {
      if (latest === done) latest = undefined
    })
    return { keys, values }
  }
  return async (key) => {
    next ??= open()
    next.keys.add(key)
    return (await next.values).get(key)
  }
}

// Once around the event loop: what has arrived meanwhile is taken in.
const crowd = (): Promise<void> =>
  new Promise((resolve) => {
    setImmediate(resolve)
  })
