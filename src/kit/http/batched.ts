/**
 * One value at a time, read many at once: whoever asks while a read is under way shares the next one. So a value is never
 * older than the question, and a thousand questions are a handful of reads. A read begins with the next turn of the event
 * loop: it takes in all that arrived in this one, those too who were answered by the last and ask again at once.
 */
export function batched<Value>(
  readAll: (keys: readonly string[]) => Promise<ReadonlyMap<string, Value>>,
): (key: string) => Promise<Value | undefined> {
  let isReading = false
  let next: Batch<Value> | undefined

  const begin = (): void => {
    const batch = next
    if (!batch || isReading) return
    next = undefined
    isReading = true
    const done = () => {
      isReading = false
      if (next) setImmediate(begin)
    }
    const read = readAll([...batch.keys])
    read.then(batch.resolve, batch.reject)
    read.then(done, done)
  }
  return async (key) => {
    if (!next) {
      next = { keys: new Set(), ...Promise.withResolvers<ReadonlyMap<string, Value>>() }
      setImmediate(begin)
    }
    next.keys.add(key)
    return (await next.promise).get(key)
  }
}

interface Batch<Value> extends PromiseWithResolvers<ReadonlyMap<string, Value>> {
  keys: Set<string>
}
