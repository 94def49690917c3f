/** A stretch of time in epoch milliseconds, `end` excluded. */
export interface Span {
  start: number
  end: number
}

/** Spans in order, overlapping and touching ones made one, empty ones left out. */
export function mergeSpans(spans: readonly Span[]): Span[] {
  const sorted = spans.filter((span) => span.end > span.start).toSorted((a, b) => a.start - b.start)
  const merged: Span[] = []
  for (const span of sorted) {
    const last = merged.at(-1)
    if (last && span.start <= last.end) last.end = Math.max(last.end, span.end)
    else merged.push({ start: span.start, end: span.end })
  }
  return merged
}

/** What is in both lists. */
export function intersectSpans(a: readonly Span[], b: readonly Span[]): Span[] {
  const left = mergeSpans(a)
  const right = mergeSpans(b)
  const both: Span[] = []
  let i = 0
  let j = 0
  for (;;) {
    const x = left[i]
    const y = right[j]
    if (!x || !y) return both
    const start = Math.max(x.start, y.start)
    const end = Math.min(x.end, y.end)
    if (end > start) both.push({ start, end })
    if (x.end < y.end) i++
    else j++
  }
}

/** What is in `from` and not in `without`. */
export function subtractSpans(from: readonly Span[], without: readonly Span[]): Span[] {
  const holes = mergeSpans(without)
  const rest: Span[] = []
  let first = 0
  for (const span of mergeSpans(from)) {
    while ((holes[first]?.end ?? Number.POSITIVE_INFINITY) <= span.start) first++
    let start = span.start
    for (let i = first; i < holes.length; i++) {
      const hole = holes[i]
      if (!hole || hole.start >= span.end) break
      if (hole.start > start) rest.push({ start, end: hole.start })
      start = Math.max(start, hole.end)
    }
    if (start < span.end) rest.push({ start, end: span.end })
  }
  return rest
}

/** Milliseconds covered, overlaps counted once. */
export function spansLength(spans: readonly Span[]): number {
  return mergeSpans(spans).reduce((sum, span) => sum + span.end - span.start, 0)
}
