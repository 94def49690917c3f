import type { Installation } from './support/installation.ts'
import { median } from './support/rounds.ts'
import { type Sheet, times, whole } from './support/sheet.ts'

/** Looks at the memory of a server now and then while it works. */
export class MemoryWatch {
  readonly #samples: number[] = []
  readonly #on: Installation

  constructor(on: Installation) {
    this.#on = on
  }

  look(): void {
    this.#samples.push(this.#on.memory())
  }

  /** What it came to: the last figure, and how the last quarter stands to the one before it. */
  tell(sheet: Sheet): void {
    const half = this.#samples.slice(this.#samples.length >> 1)
    const middle = half.length >> 1
    const growth = median(half.slice(middle)) / median(half.slice(0, middle))
    const last = this.#samples.at(-1) ?? 0
    sheet.heading(`Memory of the server with ${whole(this.#on.orders)} orders, ${this.#samples.length} looks`)
    sheet.line(
      'after the bench',
      `${whole(last)} MB (at most ${whole(Math.max(...this.#samples))} MB)`,
      last,
      { atMost: 450 },
    )
    sheet.line('over the second half', `grows ${times(growth)}`, growth, { atMost: 1.05 })
  }
}
