import { mergeSpans, type Span } from '../../kit/time.ts'
import type { TimeOff } from '../staff/resources.ts'

/** When each resource is away, by its id: sorted and merged. */
export function awaySpans(timeOff: readonly TimeOff[]): Map<string, Span[]> {
  const byResource = Map.groupBy(timeOff, ({ resourceId }) => resourceId)
  return new Map(
    [...byResource].map(([id, mine]) => [
      id,
      mergeSpans(
        mine.map(({ startsAt, endsAt }) => ({
          start: startsAt.epochMilliseconds,
          end: endsAt.epochMilliseconds,
        })),
      ),
    ]),
  )
}
