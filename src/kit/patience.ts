import { Problem } from './errors.ts'

/** How long a caller waits for an answer that hangs on the database. */
export const LONGEST_ANSWER_MS = 9500

/** One caller's wait. What is not committed when it is over never is: the caller has been told so. */
export interface Patience {
  readonly over: boolean
  /** The same as `work`, or 503 as soon as the wait is over; what goes on behind it ends by the limits of `kit/db`. */
  within<T>(work: Promise<T>): Promise<T>
}

/** A wait that begins now. */
export function newPatience(longest = LONGEST_ANSWER_MS): Patience {
  const end = performance.now() + longest
  return {
    get over() {
      return performance.now() >= end
    },
    async within(work) {
      let timer: NodeJS.Timeout | undefined
      const late = new Promise<never>((_, reject) => {
        timer = setTimeout(() => reject(tookTooLong()), Math.max(0, end - performance.now()))
      })
      try {
        return await Promise.race([work, late])
      } finally {
        clearTimeout(timer)
      }
    },
  }
}

/** 503: the same call may well succeed in a moment. */
export function tookTooLong(): Problem {
  return new Problem('unavailable', { retryAfterSeconds: 5 })
}
