import type { Span } from '../../../kit/time.ts'

/** A block in a column: which of how many side by side. */
export interface Block {
  id: string
  start: number
  end: number
  at: number
  of: number
}

/** Puts what overlaps side by side, as narrow as needed: each run of overlapping blocks shares its width. */
export function layOut(spans: readonly (Span & { id: string })[]): Block[] {
  const sorted = spans.toSorted((a, b) => a.start - b.start || b.end - a.end)
  const blocks: Block[] = []
  let run: Block[] = []
  let ends: number[] = []
  const close = () => {
    for (const block of run) block.of = ends.length
    blocks.push(...run)
    run = []
    ends = []
  }
  for (const { id, start, end } of sorted) {
    if (ends.every((last) => last <= start)) close()
    const free = ends.findIndex((last) => last <= start)
    const at = free >= 0 ? free : ends.length
    ends[at] = end
    run.push({ id, start, end, at, of: 1 })
  }
  close()
  return blocks
}

const HOUR = 3_600_000

/** The stretch of a day worth drawing, in whole hours: open time and every visit; `usual` where there is neither. */
export function axisOf(spans: readonly Span[], midnight: number, usual: Span): Span {
  const all = spans.length > 0 ? spans : [usual]
  const start = Math.min(...all.map((span) => span.start))
  const end = Math.max(...all.map((span) => span.end))
  return {
    start: midnight + Math.floor((start - midnight) / HOUR) * HOUR,
    end: midnight + Math.ceil((end - midnight) / HOUR) * HOUR,
  }
}
