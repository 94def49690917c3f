/** The middle one of some numbers. */
export function median(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((a, b) => a - b)
  const half = sorted.length >> 1
  return sorted.length % 2 === 1 ? (sorted[half] ?? 0) : ((sorted[half - 1] ?? 0) + (sorted[half] ?? 0)) / 2
}

export type Variants = Readonly<Record<string, () => Promise<number>>>

/** What several ways of one work came to, measured in turns: all rounds of each, in the order of the rounds. */
export class Rounds<Name extends string> {
  readonly #times: Record<Name, number[]>

  constructor(times: Record<Name, number[]>) {
    this.#times = times
  }

  median(name: Name): number {
    return median(this.#times[name])
  }

  /** The median of one way divided by another round by round: a busy machine slows both. */
  ratio(of: Name, to: Name): number {
    return median(this.#times[of].map((time, round) => time / (this.#times[to][round] ?? Number.NaN)))
  }
}

/** Runs each variant once in each round (and once before, unmeasured), in turns. Larger or smaller is the caller's to say. */
export async function interleave<Name extends string>(
  rounds: number,
  variants: Readonly<Record<Name, () => Promise<number>>>,
  betweenRounds: () => void = () => undefined,
): Promise<Rounds<Name>> {
  const names = Object.keys(variants) as Name[]
  const times = Object.fromEntries(names.map((name) => [name, [] as number[]])) as Record<Name, number[]>
  for (let round = -1; round < rounds; round += 1) {
    // The other way round every second time: who comes first has no advantage.
    for (const name of round % 2 === 0 ? names : names.toReversed()) {
      const value = await variants[name]()
      if (round >= 0) times[name].push(value)
    }
    betweenRounds()
  }
  return new Rounds(times)
}

/** The median milliseconds of `ask`, so many times one after another. */
export async function milliseconds(times: number, ask: () => Promise<unknown>): Promise<number> {
  const took: number[] = []
  for (let time = 0; time < times; time += 1) {
    const begun = performance.now()
    await ask()
    took.push(performance.now() - begun)
  }
  return median(took)
}
