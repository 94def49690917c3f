import { z } from 'zod'
import { localDay } from '../../../kit/input.ts'

const id = () => z.string().max(64)

/** What a calendar's address says: which days, by what, and what is open beside it. */
export const CalendarAddress = z.object({
  date: localDay().optional(),
  view: z.enum(['day', 'week']).default('day'),
  by: z.enum(['places', 'people']).optional(),
  /** The visit that is open. */
  appointment: id().optional(),
  /** The request that is being given a time. */
  book: id().optional(),
  /** A visit is being added: at this instant, or with any other word at none; on the resource of a column. */
  add: z.string().max(40).optional(),
  on: id().optional(),
  /** The date whose free times are shown. */
  pick: localDay().optional(),
  service: z.preprocess(
    (value) => (typeof value === 'string' ? [value] : value),
    z.array(id()).max(10).optional(),
  ),
  done: z
    .enum([
      'confirmed',
      'said',
      'declined',
      'no_show',
      'canceled',
      'moved',
      'placed',
      'worked',
      'kept',
      'booked',
    ])
    .optional(),
})
export type CalendarAddress = z.output<typeof CalendarAddress>

/** The address of a URL; undefined where it says something that cannot be. */
export function readAddress({ searchParams }: URL): CalendarAddress | undefined {
  const said: Record<string, string | string[]> = {}
  for (const name of new Set(searchParams.keys())) {
    const values = searchParams.getAll(name).filter((value) => value !== '')
    if (name === 'service') said[name] = values
    else if (values[0] !== undefined) said[name] = values[0]
  }
  return CalendarAddress.safeParse(said).data
}
