import { availableParallelism } from 'node:os'
import { hash, verify } from '@node-rs/argon2'
import { Problem } from '../../kit/errors.ts'

// OWASP's first choice for argon2id (2): 19 MiB, two passes. About 13 ms of one core.
const SETTINGS = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 }

// Hashing runs in the thread pool; half of the cores leaves the rest of the program its own.
const AT_ONCE = Math.max(1, Math.floor(availableParallelism() / 2))
// Some four seconds of work at most; whoever comes then is sent away at once instead of waiting in vain.
const LONGEST_LINE = 300 * AT_ONCE

/** A line in front of `atOnce` hands. Throws 503 at once when it is too long. */
export function createLine(atOnce: number, longest: number): <T>(work: () => Promise<T>) => Promise<T> {
  const waiting: (() => void)[] = []
  let busy = 0
  return async (work) => {
    if (busy >= atOnce) {
      if (waiting.length >= longest) throw new Problem('unavailable', { retryAfterSeconds: 2 })
      await new Promise<void>((resolve) => waiting.push(resolve))
    } else busy += 1
    try {
      return await work()
    } finally {
      const next = waiting.shift()
      if (next) next()
      else busy -= 1
    }
  }
}

const inLine = createLine(AT_ONCE, LONGEST_LINE)

/** The argon2id hash of a password, in PHC form. Off the main thread, in line with all others. */
export function hashPassword(password: string): Promise<string> {
  return inLine(() => hash(password, SETTINGS))
}

// Of a random password that nobody knows: checking against it takes as long as checking a real one.
const NOBODYS =
  '$argon2id$v=19$m=19456,t=2,p=1$MHncQBLyzJOHWoCh7XG3QQ$WqkpL9jWEZNZHNy62z7aPDgldV9az9MVBUezOA3D+LE'

/** Whether the password belongs to the hash. Without a hash it takes the same time and says no. */
export async function checkPassword(password: string, hashed: string | null): Promise<boolean> {
  const same = await inLine(() => verify(hashed ?? NOBODYS, password))
  return hashed !== null && same
}
