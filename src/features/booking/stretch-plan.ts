import type { VisitPlan } from './engine/index.ts'

const MINUTE = 60_000

/**
 * The same visit with `minutes` of work instead of what its services take: the works keep their order and their shares,
 * set-up and clean-up their lengths. Null leaves it as it is.
 */
export function stretchPlan(plan: VisitPlan, minutes: number | null): VisitPlan {
  const work = minutes === null ? plan.work : minutes * MINUTE
  if (work === plan.work || plan.work === 0) return plan
  const stretched = (at: number): number => {
    if (at <= 0) return at
    return at >= plan.work ? at + work - plan.work : Math.round((at * work) / plan.work)
  }
  return {
    ...plan,
    needs: plan.needs.map((need) => ({ ...need, from: stretched(need.from), to: stretched(need.to) })),
    work,
  }
}
