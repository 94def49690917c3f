/**
 * One value at a time, read many at once: who asks while a read is under way shares the next one. So a value is never
 * older than the question, and a thousand questions are a handful of reads.
 */
export function batched<Value>(
  readAll: (keys: readonly string[]) => Promise<ReadonlyMap<string, Value>>,
): (key: string) => Promise<Value | undefined> {
  let latest: Promise<unknown> = Promise.resolve()
  let next: { keys: Set<string>; values: Promise<ReadonlyMap<string, Value>> } | undefined

  const open = () => {
    const keys = new Set<string>()
    const values = latest.then(() => {
      next = undefined
      return readAll([...keys])
    })
    latest = values.catch(() => undefined)
    return { keys, values }
  }
  return async (key) => {
    next ??= open()
    next.keys.add(key)
    return (await next.values).get(key)
  }
}
