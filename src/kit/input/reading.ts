let reading: Temporal.Instant | undefined

/**
 * Reads what somebody sent as of an instant, so that fields which hang on the time of the call (a model year that is
 * not yet) are checked with all others. `read` is synchronous.
 */
export function readingAt<T>(now: Temporal.Instant, read: () => T): T {
  const before = reading
  reading = now
  try {
    return read()
  } finally {
    reading = before
  }
}

/** The instant of the reading that goes on; undefined outside of one. */
export const readAt = (): Temporal.Instant | undefined => reading
