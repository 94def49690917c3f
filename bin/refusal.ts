/** A start that must not go on; its message is the one line that the person at the screen reads. */
export class Refusal extends Error {
  override name = 'Refusal'
}

/** The one line to show for anything that was thrown: no stack for a refusal or a system error. */
export function oneLine(error: unknown): string {
  if (error instanceof AggregateError && error.errors.length > 0) return oneLine(error.errors[0])
  const message = error instanceof Error ? error.message || error.name : String(error)
  return message.replaceAll(/\s*\n\s*/g, ' ').trim()
}
