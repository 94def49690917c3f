import { availableParallelism } from 'node:os'
import { hash, verify } from '@node-rs/argon2'
import { Problem } from '../../kit/errors.ts'

// OWASP's first choice for argon2id (2): 19 MiB, two passes. About 13 ms of one core.
const SETTINGS = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 }

// Hashing runs in the thread pool; half of the cores leaves the rest of the program its own.
const AT_ONCE = Math.max(1, Math.floor(availableParallelism() / 2))
/** Some four seconds of work at most; whoever comes then is sent away at once instead of waiting in vain. */
export const LONGEST_LINE = 300 * AT_ONCE

/** Somebody who may have stopped waiting by the time it is their turn. */
type Waits = { readonly over: boolean } | undefined

/**
 * A line in front of `atOnce` hands. Throws 503 at once when it is too long, and to whoever has been sent away
 * meanwhile: nothing is worked for them.
 */
export function createLine(
  atOnce: number,
  longest: number,
): <T>(work: () => Promise<T>, waits?: Waits) => Promise<T> {
  const waiting: { begin: () => void; giveUp: (why: Problem) => void; waits: Waits }[] = []
  let busy = 0
  const next = (): void => {
    for (let first = waiting.shift(); first; first = waiting.shift()) {
      if (!first.waits?.over) return first.begin()
      first.giveUp(tooLong())
    }
    busy -= 1
  }
  return async (work, waits) => {
    if (busy >= atOnce) {
      if (waiting.length >= longest) throw tooLong()
      await new Promise<void>((begin, giveUp) => waiting.push({ begin, giveUp, waits }))
    } else busy += 1
    try {
      return await work()
    } finally {
      next()
    }
  }
}

const tooLong = () => new Problem('unavailable', { retryAfterSeconds: 2 })

const inLine = createLine(AT_ONCE, LONGEST_LINE)

/** The argon2id hash of a password, in PHC form. Off the main thread, in line with all others. */
export function hashPassword(password: string, waits?: Waits): Promise<string> {
  return inLine(() => hash(password, SETTINGS), waits)
}

// Of a random password that nobody knows: checking against it takes as long as checking a real one.
const NOBODYS =
  '$argon2id$v=19$m=19456,t=2,p=1$MHncQBLyzJOHWoCh7XG3QQ$WqkpL9jWEZNZHNy62z7aPDgldV9az9MVBUezOA3D+LE'

/** Whether the password belongs to the hash. Without a hash it takes the same time and says no. */
export async function checkPassword(
  password: string,
  hashed: string | null,
  waits?: Waits,
): Promise<boolean> {
  const same = await inLine(() => verify(hashed ?? NOBODYS, password), waits)
  return hashed !== null && same
}
