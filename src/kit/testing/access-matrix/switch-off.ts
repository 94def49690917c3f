type Ask = (ctx: unknown, permission: string, ...rest: unknown[]) => unknown

/** One place that asks, by what it asks for there. */
export interface Site {
  at: string
  permission: string
}

const keyOf = ({ at, permission }: Site): string => `${at} ${permission}`

let seen = new Map<string, Site>()
let off: string | undefined

/** What each ask answers where it is switched off: that the caller may. */
const YES: Readonly<Record<string, unknown>> = { allow: undefined, allowInShop: 'all', can: true }

/** What the marks of `sites.ts` call: notes that the place was reached, and asks, unless it is switched off. */
export function accessSite(at: string, ask: Ask): Ask {
  return (ctx, permission, ...rest) => {
    const site = { at, permission }
    const key = keyOf(site)
    seen.set(key, site)
    return key === off ? YES[ask.name] : ask(ctx, permission, ...rest)
  }
}

/** Runs `work` and gives the places that it reached. */
export async function reached(work: () => Promise<unknown>): Promise<Site[]> {
  seen = new Map()
  await work()
  return [...seen.values()]
}

/** Runs `work` while one place says yes to everybody. */
export async function switchedOff<T>(site: Site, work: () => Promise<T>): Promise<T> {
  off = keyOf(site)
  try {
    return await work()
  } finally {
    off = undefined
  }
}
