import type { Calendar, IndexedResource } from './calendar.ts'
import type { VisitPlan } from './types.ts'

/** A need and those who could serve it. */
export interface OpenNeed {
  /** Its place in the plan. */
  index: number
  count: number
  from: number
  to: number
  candidates: readonly IndexedResource[]
}

/** Needs that compete for the same resources at the same time, so that they must be served together. */
export type NeedGroup = readonly OpenNeed[]

/** True when a resource can be held for a need at the start in question. */
export type Fits = (resource: IndexedResource, need: OpenNeed) => boolean

const overlap = (a: OpenNeed, b: OpenNeed): boolean => a.from < b.to && b.from < a.to

/**
 * The plan's needs with their candidates, in groups that can be served one by one. `named` resources push aside the
 * others wherever they can serve a need in full, and come first where they cannot.
 */
export function groupNeeds(calendar: Calendar, plan: VisitPlan, named: readonly string[] = []): NeedGroup[] {
  const groups: OpenNeed[][] = []
  for (const [index, { kind, skill, count, from, to }] of plan.needs.entries()) {
    const able = calendar.resources.filter(
      (each) => each.kind === kind && (skill === null || each.skills.has(skill)),
    )
    const wanted = able.filter((each) => named.includes(each.id))
    const need: OpenNeed = { index, count, from, to, candidates: wanted.length >= count ? wanted : able }
    const rivals = groups.filter((group) =>
      group.some((other) => overlap(need, other) && shareOne(need, other)),
    )
    for (const rival of rivals) groups.splice(groups.indexOf(rival), 1)
    groups.push([...rivals.flat(), need].sort((a, b) => a.index - b.index))
  }
  return groups.sort((a, b) => (a[0]?.index ?? 0) - (b[0]?.index ?? 0))
}

function shareOne(a: OpenNeed, b: OpenNeed): boolean {
  return a.candidates.some((resource) => b.candidates.includes(resource))
}

/**
 * Chooses resources for each need of a group, all different among needs that overlap in time, or null when there is
 * no way. Exact: where one person could serve two needs, all ways are weighed. Of several ways it is the first by `rank`,
 * need by need.
 */
export function chooseResources(
  group: NeedGroup,
  fits: Fits,
  rank: (candidates: readonly IndexedResource[]) => readonly IndexedResource[] = (candidates) => candidates,
): IndexedResource[][] | null {
  const options = group.map((need) => rank(need.candidates.filter((resource) => fits(resource, need))))
  if (group.some((need, at) => (options[at]?.length ?? 0) < need.count)) return null
  if (group.length === 1) return [(options[0] ?? []).slice(0, group[0]?.count)]
  // Needs in force together at one moment; of intervals, every clash is seen at the beginning of one of them.
  const moments = group.map((at) =>
    group.flatMap((need, i) => (need.from <= at.from && at.from < need.to ? [i] : [])),
  )
  const chosen = group.map((): IndexedResource[] => [])
  const possible = () => moments.every((moment) => canServe(group, moment, options, chosen))
  return possible() && place(group, options, chosen, possible, 0, 0) ? chosen : null
}

/** Fills the needs from `at` on, taking each need's resources in the order of its options. */
function place(
  group: NeedGroup,
  options: readonly (readonly IndexedResource[])[],
  chosen: readonly IndexedResource[][],
  possible: () => boolean,
  at: number,
  first: number,
): boolean {
  const need = group[at]
  const mine = chosen[at]
  if (!need || !mine) return true
  if (mine.length === need.count) return place(group, options, chosen, possible, at + 1, 0)
  const open = options[at] ?? []
  for (let option = first; option < open.length; option++) {
    const resource = open[option]
    if (!resource || isTaken(group, chosen, need, resource)) continue
    mine.push(resource)
    if (possible() && place(group, options, chosen, possible, at, option + 1)) return true
    mine.pop()
  }
  return false
}

function isTaken(
  group: NeedGroup,
  chosen: readonly IndexedResource[][],
  need: OpenNeed,
  one: IndexedResource,
): boolean {
  return group.some((other, at) => overlap(need, other) && chosen[at]?.includes(one))
}

/** Whether the needs of one moment, less what is chosen, can still have different resources (augmenting paths). */
function canServe(
  group: NeedGroup,
  moment: readonly number[],
  options: readonly (readonly IndexedResource[])[],
  chosen: readonly IndexedResource[][],
): boolean {
  const holder = new Map<IndexedResource, number>()
  const serve = (at: number, seen: Set<IndexedResource>): boolean => {
    const need = group[at]
    if (!need) return false
    for (const resource of options[at] ?? []) {
      if (seen.has(resource) || isTaken(group, chosen, need, resource)) continue
      seen.add(resource)
      const other = holder.get(resource)
      if (other !== undefined && (other === at || !serve(other, seen))) continue
      holder.set(resource, at)
      return true
    }
    return false
  }
  return moment.every((at) => {
    const left = (group[at]?.count ?? 0) - (chosen[at]?.length ?? 0)
    return Array.from({ length: left }).every(() => serve(at, new Set()))
  })
}
