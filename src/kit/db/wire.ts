import pg from 'pg'

/**
 * How values cross the wire: int8 ↔ number (refused beyond 2^53), timestamptz ↔ Temporal.Instant,
 * date ↔ Temporal.PlainDate, time ↔ Temporal.PlainTime. Everything else as `pg` does it.
 */
export function installWireTypes(): void {
  const { builtins } = pg.types
  pg.types.setTypeParser(builtins.INT8, safeInteger)
  pg.types.setTypeParser(builtins.TIMESTAMPTZ, (text) => Temporal.Instant.from(text))
  pg.types.setTypeParser(builtins.DATE, (text) => Temporal.PlainDate.from(text))
  pg.types.setTypeParser(builtins.TIME, (text) => Temporal.PlainTime.from(text))
  for (const type of [Temporal.Instant, Temporal.PlainDate, Temporal.PlainTime]) {
    // `toPostgres` is pg's own hook for parameters; without it Temporal values would arrive as quoted JSON.
    if ('toPostgres' in type.prototype) continue
    Object.defineProperty(type.prototype, 'toPostgres', {
      value(this: { toString(): string }) {
        return this.toString()
      },
    })
  }
}

function safeInteger(text: string): number {
  const value = Number(text)
  if (!Number.isSafeInteger(value)) throw new RangeError(`bigint ${text} is beyond the safe integers`)
  return value
}
