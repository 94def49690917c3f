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

/** Needs that compete for the same resources, so that they must be served together. */
export type NeedGroup = readonly OpenNeed[]

/** What is asked of resources at the start in question. */
export interface Asked {
  /** True when a resource can be held for a need. */
  fits: (resource: IndexedResource, need: OpenNeed) => boolean
  /** For how many milliseconds a resource may be given to the visit; any number unless said. */
  room?: (resource: IndexedResource) => number
  /** The order in which a need's candidates are taken; that of the calendar unless said. */
  rank?: (candidates: readonly IndexedResource[]) => readonly IndexedResource[]
}

const overlap = (a: OpenNeed, b: OpenNeed): boolean => a.from < b.to && b.from < a.to

/**
 * The plan's needs with their candidates, in groups that can be served one by one: needs compete where they overlap in
 * time and share a candidate, or share one whose minutes a day are limited. `named` resources push aside the others
 * wherever they can serve a need in full, and come first where they cannot.
 */
export function groupNeeds(calendar: Calendar, plan: VisitPlan, named: readonly string[] = []): NeedGroup[] {
  const groups: OpenNeed[][] = []
  for (const [index, { kind, skill, count, from, to }] of plan.needs.entries()) {
    const able = calendar.resources.filter(
      (each) => each.kind === kind && (skill === null || each.skills.has(skill)),
    )
    const wanted = able.filter((each) => named.includes(each.id))
    const need: OpenNeed = { index, count, from, to, candidates: wanted.length >= count ? wanted : able }
    const rivals = groups.filter((group) => group.some((other) => compete(need, other)))
    for (const rival of rivals) groups.splice(groups.indexOf(rival), 1)
    groups.push([...rivals.flat(), need].sort((a, b) => a.index - b.index))
  }
  return groups.sort((a, b) => (a[0]?.index ?? 0) - (b[0]?.index ?? 0))
}

function compete(a: OpenNeed, b: OpenNeed): boolean {
  const both = overlap(a, b)
  return a.candidates.some((resource) => (both || resource.left !== null) && b.candidates.includes(resource))
}

/**
 * Chooses resources for each need of a group, all different among needs that overlap in time and none beyond its room,
 * or null when there is no way. Exact: where one person could serve two needs, all ways are weighed. Of several ways
 * it is the first by `rank`, need by need, whoever serves the visit already before others.
 */
export function chooseResources(group: NeedGroup, { fits, room, rank }: Asked): IndexedResource[][] | null {
  const options = group.map((need) => {
    const able = need.candidates.filter(
      (resource) => fits(resource, need) && (!room || room(resource) >= need.to - need.from),
    )
    return rank ? rank(able) : able
  })
  if (group.some((need, at) => (options[at]?.length ?? 0) < need.count)) return null
  if (group.length === 1) return [(options[0] ?? []).slice(0, group[0]?.count)]
  const chosen = group.map((): IndexedResource[] => [])
  const choice: Choice = { group, options, chosen, room, moments: momentsOf(group) }
  return isPossible(choice) && place(choice, 0, 0) ? chosen : null
}

interface Choice {
  group: NeedGroup
  options: readonly (readonly IndexedResource[])[]
  chosen: readonly IndexedResource[][]
  room: Asked['room']
  moments: readonly (readonly number[])[]
}

/** Needs in force together at one moment; of intervals, every clash is seen at the beginning of one of them. */
function momentsOf(group: NeedGroup): number[][] {
  return group.map((at) =>
    group.flatMap((need, index) => (need.from <= at.from && at.from < need.to ? [index] : [])),
  )
}

/** Fills the needs from `at` on, taking each need's resources in the order of its options. */
function place(choice: Choice, at: number, first: number): boolean {
  const { group, options, chosen } = choice
  const need = group[at]
  const mine = chosen[at]
  if (!need || !mine) return true
  if (mine.length === need.count) return place(choice, at + 1, 0)
  const open = options[at] ?? []
  const known = chosen.slice(0, at).flat()
  const order = [...open.filter((one) => known.includes(one)), ...open.filter((one) => !known.includes(one))]
  for (let option = first; option < order.length; option++) {
    const resource = order[option]
    if (!resource || isTaken(choice, need, resource)) continue
    mine.push(resource)
    if (isPossible(choice) && place(choice, at, option + 1)) return true
    mine.pop()
  }
  return false
}

/** Whether what is chosen so far keeps a resource from serving a need too. */
function isTaken({ group, chosen, room }: Choice, need: OpenNeed, one: IndexedResource): boolean {
  let given = need.to - need.from
  for (const [at, other] of group.entries()) {
    if (!chosen[at]?.includes(one)) continue
    if (overlap(need, other)) return true
    given += other.to - other.from
  }
  return room !== undefined && given > room(one)
}

const isPossible = (choice: Choice): boolean => choice.moments.every((moment) => canServe(choice, moment))

/** Whether the needs of one moment, less what is chosen, can still have different resources (augmenting paths). */
function canServe(choice: Choice, moment: readonly number[]): boolean {
  const { group, options, chosen } = choice
  const holder = new Map<IndexedResource, number>()
  const serve = (at: number, seen: Set<IndexedResource>): boolean => {
    const need = group[at]
    if (!need) return false
    for (const resource of options[at] ?? []) {
      if (seen.has(resource) || isTaken(choice, need, resource)) continue
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
