import { appendFileSync } from 'node:fs'
import { oneLine } from './refusal.ts'

/** Thrown inside a start that a signal has ended. */
class Stopped extends Error {}

/** From the first line to the last: what is open, in order, and every way in which it ends. */
export interface Lifetime {
  /** What to close at the end; the last opened is closed first. */
  onClose(close: () => Promise<void> | void): void
  /** Ends the start here if somebody has asked to stop in the meantime. */
  check(): void
  /** Waits for something long, such as the demo shops, that a request to stop may leave unfinished. */
  unlessStopped<T>(work: Promise<T>): Promise<T>
  /** The file that takes the stack of an unexpected error; without one it goes to the screen. */
  crashLog(file: string): void
  /** Closes everything and leaves with this code. */
  stop(code: number): Promise<never>
}

/** Runs `start`; its errors, stray errors and signals close what was opened, and leave with one line where they must. */
export async function live(start: (lifetime: Lifetime) => Promise<void>): Promise<void> {
  const closers: (() => Promise<void> | void)[] = []
  let crashLog: string | undefined
  let ending: Promise<never> | undefined

  const report = (error: unknown): void => {
    const stack = error instanceof Error && error.stack ? error.stack : String(error)
    // By its name: the program's own refusals are of a class that only the bundle holds.
    const expected = error instanceof Error && error.name === 'Refusal'
    const details = crashLog && !expected ? ` (details in ${crashLog})` : ''
    try {
      if (crashLog && details) appendFileSync(crashLog, `${new Date().toISOString()} ${stack}\n`)
    } catch {
      // The disk may be the trouble; the line below still says what happened.
    }
    console.error(`${oneLine(error)}${details}`)
  }
  let interrupt: () => void = () => undefined
  const interrupted = new Promise<void>((resolve) => (interrupt = resolve))
  const stop = (code: number): Promise<never> => {
    interrupt()
    ending ??= (async () => {
      await started
      for (const close of closers.toReversed()) {
        try {
          await close()
        } catch (error) {
          report(error)
        }
      }
      process.exit(code)
    })()
    return ending
  }
  // Taken again and again: an ignored second Ctrl-C would end us half way, with the database still running.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      console.log(ending ? 'Still stopping…' : 'Stopping…')
      void stop(0)
    })
  }
  const crash = (error: unknown): void => {
    // What was left unfinished may complain that its connections go.
    if (!ending) report(error)
    void stop(1)
  }
  process.on('uncaughtException', crash)
  process.on('unhandledRejection', crash)
  // The terminal, or the program that reads our lines, may go away first.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined)

  let failure: { error: unknown } | undefined
  const started = start({
    onClose: (close) => closers.push(close),
    check() {
      if (ending) throw new Stopped()
    },
    unlessStopped: (work) =>
      Promise.race([
        work,
        interrupted.then(() => {
          // What it was at ends with its connections; it may complain about that.
          work.catch(() => undefined)
          throw new Stopped()
        }),
      ]),
    crashLog: (file) => (crashLog = file),
    stop,
  }).catch((error: unknown) => {
    failure = { error }
  })
  await started
  if (!failure || failure.error instanceof Stopped) return
  report(failure.error)
  await stop(1)
}
