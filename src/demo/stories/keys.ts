import { identifyKey } from '../../features/integrations/identify-key.ts'
import { MakeKey, makeKey } from '../../features/integrations/make-key.ts'
import type { Ctx } from '../../kit/context.ts'
import { localDate } from '../../kit/time.ts'
import type { Cast } from '../cast.ts'
import { before } from './before.ts'

/** Two keys for other programs: one in daily use, one that runs out. Gives the text of the first. */
export async function makeKeys(ctx: Ctx, { shop, data, owner }: Cast): Promise<string | undefined> {
  const [daily, ending] = data.keys ?? []
  const then = before(ctx, { days: 25 })
  // Keys are made by somebody who has just signed in.
  const asOwner: Ctx = { ...then, caller: { ...owner, provenAt: then.now } }
  const expiresOn = localDate(ctx.now, shop.timezone).add({ days: 65 }).toString()
  if (ending) await makeKey(asOwner, shop, MakeKey.parse({ ...ending, expiresOn }))
  return daily && (await makeKey(asOwner, shop, MakeKey.parse(daily))).text
}

/** Calls with a key as its program does. Only once what made it is committed: keys are read on a connection of their own. */
export async function workWithKey(ctx: Ctx, key: string): Promise<void> {
  const nobody: Ctx = { ...before(ctx, { minutes: 35 }), caller: { kind: 'nobody' } }
  await identifyKey(nobody, key, { url: '/api/service-request' })
}
