export interface Target {
  atLeast?: number
  atMost?: number
}

/** The lines of the result, each with its target and whether it was met; misses once more at the end. */
export class Sheet {
  readonly #misses: string[] = []
  readonly #isSilent: boolean

  constructor(isSilent = false) {
    this.#isSilent = isSilent
  }

  heading(text: string): void {
    this.#say(`\n${text}`)
  }

  /** A figure; with a target, also whether it holds. */
  line(what: string, figures: string, value?: number, target: Target = {}): void {
    const { atLeast, atMost } = target
    if (value === undefined || (atLeast === undefined && atMost === undefined)) {
      this.#say(`  ${what.padEnd(46)} ${figures}`)
      return
    }
    const isMet = (atLeast === undefined || value >= atLeast) && (atMost === undefined || value <= atMost)
    const wanted = atLeast === undefined ? `≤ ${atMost}` : `≥ ${atLeast}`
    const text = `${what.padEnd(46)} ${figures.padEnd(44)} target ${wanted}: ${isMet ? 'met' : 'MISSED'}`
    this.#say(`  ${text}`)
    if (!isMet) this.#misses.push(text)
  }

  end(): void {
    if (this.#misses.length === 0) return console.log('\nEvery target was met.')
    console.log(`\n${this.#misses.length} missed:`)
    for (const miss of this.#misses) console.log(`  ${miss}`)
  }

  #say(text: string): void {
    if (!this.#isSilent) console.log(text)
  }
}

const count = new Intl.NumberFormat('en', { maximumFractionDigits: 0 })

export const perSecond = (value: number): string => `${count.format(value)}/s`
export const ms = (value: number): string => `${value.toFixed(value < 10 ? 2 : 1)} ms`
export const times = (value: number): string => `${value.toFixed(2)}×`
export const whole = (value: number): string => count.format(value)
