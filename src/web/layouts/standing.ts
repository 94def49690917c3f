import type { Ctx } from '../../kit/context.ts'

/** Where a signed-in person belongs: their name, and the desk of the first shop that they work in. */
export interface Standing {
  name: string
  desk: string | null
  platform: boolean
  /** At a shop's shared device: it locks by itself. */
  device?: { lockMinutes: number } | undefined
}

/** The standing of the caller; null for guests. */
export function standingOf(ctx: Ctx | undefined): Standing | null {
  if (ctx?.caller.kind !== 'account') return null
  const { name, grants, platformRoles, device } = ctx.caller
  return { name, device, desk: grants[0]?.shopSlug ?? null, platform: platformRoles.length > 0 }
}
