import type { ListedVisit } from './read-visits.ts'

/** Visits that are still to come, the nearest first. */
export function comingVisits(visits: readonly ListedVisit[], now: number): ListedVisit[] {
  return visits
    .filter(({ isComing, startsAt }) => isComing && Date.parse(startsAt) >= now)
    .toSorted((a, b) => Date.parse(a.startsAt) - Date.parse(b.startsAt))
}

const OVER: readonly string[] = ['closed', 'canceled', 'completed']

/** Whether something is still to come. */
export const isOpen = ({ status }: { status: string }): boolean => !OVER.includes(status)
