/**
 * The one place that reads the machine's clock; everything else is given `ctx.now`.
 * Whole milliseconds, so that an instant equals itself after a trip through the database or an engine of integers.
 */
export function systemNow(): Temporal.Instant {
  return Temporal.Instant.fromEpochMilliseconds(Temporal.Now.instant().epochMilliseconds)
}
