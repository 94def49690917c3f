import type { Ctx } from '../../kit/context.ts'

/** The same some time ago. */
export function before(ctx: Ctx, { days = 0, minutes = 0 }: { days?: number; minutes?: number }): Ctx {
  return { ...ctx, now: ctx.now.subtract({ hours: 24 * days, minutes }) }
}
