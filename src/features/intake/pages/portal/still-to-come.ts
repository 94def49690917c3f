import type { ListedVisit } from './read-visits.ts'

/** Visits that are still to come, the nearest first. */
export function comingVisits(visits: readonly ListedVisit[], now: number): ListedVisit[] {
  return visits
    .filter(({ isComing, startsAt }) => isComing && Date.parse(startsAt) >= now)
    .toSorted((a, b) => Date.parse(a.startsAt) - Date.parse(b.startsAt))
}

const OVER: readonly string[] = ['closed', 'canceled', 'completed']

/** The open repairs but for those that only wait for a visit in the list beside. */
export function underWay<Repair extends { id: string; status: string }>(
  open: readonly Repair[],
  coming: readonly Pick<ListedVisit, 'orderId'>[],
): Repair[] {
  const visited = new Set(coming.map(({ orderId }) => orderId))
  return open.filter(
    ({ id, status }) => !(visited.has(id) && (status === 'scheduled' || status === 'pending')),
  )
}

/** Whether something is still to come. */
export const isOpen = ({ status }: { status: string }): boolean => !OVER.includes(status)
