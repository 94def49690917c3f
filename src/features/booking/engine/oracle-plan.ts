/** For tests only: the plan of a visit, worked out the slow and obvious way. */
import { canDo, canServe } from './oracle.ts'
import type { OracleResource } from './oracle.ts'
import type { ServiceShape } from './plan.ts'
import type { Need, VisitPlan } from './types.ts'

const MINUTE = 60_000

/** The plan of a visit, minute by minute: each work in turn begins at the first minute at which it clashes with none before. */
export function oraclePlan(
  services: readonly ServiceShape[],
  resources: readonly OracleResource[],
): VisitPlan {
  const timed = services.filter((service) => !service.dropOff)
  const needs = needsOf(timed, true)
  const plan = canServe(resources, needs.list, canDo) ? needs : needsOf(timed, false)
  const left = services.filter((service) => service.dropOff)
  if (left.length === 0) return { needs: plan.list, work: plan.work }
  const work = left.reduce((sum, service) => sum + service.durationMinutes * MINUTE, 0)
  const alone = timed.length === 0
  return { needs: plan.list, work: alone ? work : plan.work, dropOff: { work, alone } }
}

interface Planned {
  need: Need
  /** In turn with others, or beside them. */
  inTurn: boolean
}

function needsOf(services: readonly ServiceShape[], beside: boolean): { list: Need[]; work: number } {
  const planned: Planned[] = []
  let work = 0
  let turn = 0
  for (const service of services) {
    const inTurn = !(beside && service.runsBeside)
    const at = (start: number) => holdsAt(service, start * MINUTE)
    let start = inTurn ? turn : 0
    const clashes = () =>
      at(start).some((need) =>
        planned.some((one) => one.inTurn && one.need.kind === need.kind && one.need.to > need.from),
      )
    while (inTurn && clashes()) start += 1
    planned.push(...at(start).map((need) => ({ need, inTurn })))
    if (inTurn) turn = start + service.durationMinutes
    work = Math.max(work, (start + service.durationMinutes) * MINUTE)
  }
  return { list: onePlace(planned.map(({ need }) => need)), work }
}

function holdsAt(service: ServiceShape, start: number): Need[] {
  return service.needs.map(({ kind, skill, count, holdsSetup, holdsCleanup }) => ({
    kind,
    skill,
    count,
    from: start - (holdsSetup ? service.setupMinutes * MINUTE : 0),
    to: start + (service.durationMinutes + (holdsCleanup ? service.cleanupMinutes : 0)) * MINUTE,
  }))
}

/** The visit keeps its bay (bench, loaner) from the first work that needs it to the last. */
function onePlace(needs: readonly Need[]): Need[] {
  const isPlace = ({ kind }: Need) => ['bay', 'bench', 'loaner'].includes(kind)
  return needs.flatMap((need, index) => {
    if (!isPlace(need)) return [need]
    const same = needs.filter((other) => other.kind === need.kind && other.skill === need.skill)
    if (needs.indexOf(same[0] ?? need) !== index) return []
    return [
      {
        ...need,
        count: Math.max(...same.map(({ count }) => count)),
        from: Math.min(...same.map(({ from }) => from)),
        to: Math.max(...same.map(({ to }) => to)),
      },
    ]
  })
}
