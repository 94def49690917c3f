import type { Ctx, Services } from '../../kit/context.ts'
import { batched } from '../../kit/http/batched.ts'
import { pageVersions } from '../shops/find.ts'

/** What was worked out, and until when it is true if neither shop nor calendar changes, in epoch milliseconds. */
export interface Passing<Value> {
  value: Value
  untilMs: number
}

interface Kept<Value> extends Passing<Value> {
  version: string
  /** Epoch milliseconds. */
  madeMs: number
}

// No call lives longer; a clock that was put back further makes no old answer true again.
const LONGEST_CALL_MS = 10_000

/**
 * Answers about shops, kept by one process by the versions of shop and calendar. These are read for each question (those
 * who ask at once share one read), so that no answer is older than its question; who asks the same meanwhile shares the work.
 */
export class KeptAnswers<Value> {
  readonly #versionOf: (shop: string) => Promise<string | undefined>
  readonly #weigh: (value: Value) => number
  readonly #most: number
  readonly #answers = new Map<string, Kept<Value>>()
  readonly #underWay = new Map<string, Promise<Kept<Value>>>()
  #weight = 0

  constructor(services: Services, { weigh, most }: { weigh: (value: Value) => number; most: number }) {
    this.#versionOf = batched((names) => pageVersions(services, names))
    this.#weigh = weigh
    this.#most = most
  }

  /** The answer to a question about a shop (by id or slug), worked out where it is not known. */
  async answer(
    ctx: Ctx,
    shop: string,
    question: string,
    workOut: () => Promise<Passing<Value>>,
  ): Promise<Value> {
    const version = await this.#versionOf(shop)
    // Of a shop that is not open to all, what is seen depends on who asks.
    if (!version?.startsWith('approved ')) return (await workOut()).value
    const key = `${shop} ${question}`
    const held = this.#answers.get(key)
    if (held?.version === version && isTrue(held, ctx)) return held.value
    const others = this.#underWay.get(`${version} ${key}`)
    // Where the others' call fell through (theirs may have run out of time), this one asks for itself.
    const theirs = others && (await others.catch(() => undefined))
    if (theirs && isTrue(theirs, ctx)) return theirs.value
    const mine = workOut().then((made) => ({ ...made, version, madeMs: ctx.now.epochMilliseconds }))
    this.#underWay.set(`${version} ${key}`, mine)
    try {
      const made = await mine
      this.#put(key, made)
      return made.value
    } finally {
      this.#underWay.delete(`${version} ${key}`)
    }
  }

  /** Those that were made longest ago go first. */
  #put(key: string, made: Kept<Value>): void {
    this.#drop(key)
    this.#answers.set(key, made)
    this.#weight += this.#weigh(made.value)
    for (const oldest of this.#answers.keys()) {
      if (this.#weight <= this.#most) return
      this.#drop(oldest)
    }
  }

  #drop(key: string): void {
    const answer = this.#answers.get(key)
    if (!answer) return
    this.#answers.delete(key)
    this.#weight -= this.#weigh(answer.value)
  }
}

const isTrue = ({ madeMs, untilMs }: Kept<unknown>, { now }: Ctx): boolean =>
  now.epochMilliseconds < untilMs && now.epochMilliseconds > madeMs - LONGEST_CALL_MS

/** One of a kind for each process: made when it is first asked for. */
export function perProcess<Thing>(make: (services: Services) => Thing): (services: Services) => Thing {
  const made = new WeakMap<Services, Thing>()
  return (services) => {
    const known = made.get(services)
    if (known) return known
    const thing = make(services)
    made.set(services, thing)
    return thing
  }
}
