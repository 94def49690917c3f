import { sql } from 'kysely'
import type { Ctx, Services } from '../kit/context.ts'
import { transaction } from '../kit/db/index.ts'
import { createReactionTable } from '../kit/events/reactions.ts'
import { systemCtx } from '../kit/jobs/worker.ts'
import { reactions } from '../features/reactions.ts'
import { resourcesOf } from '../features/staff/resources.ts'
import { type Cast, castOf } from './cast.ts'
import { plansFor } from './plans.ts'
import { seeded } from './random.ts'
import { harborAuto } from './shops/harbor-auto.ts'
import { pixelClinic } from './shops/pixel-clinic.ts'
import { tehranKarshenasi } from './shops/tehran-karshenasi.ts'
import { before } from './stories/before.ts'
import { openPlatform } from './stories/console.ts'
import { askToBeForgotten, openCustomer, openLeaver, sayConsents } from './stories/customers.ts'
import { fallIll, planDays } from './stories/days.ts'
import { shareDevices } from './stories/devices.ts'
import { standTwice } from './stories/doubles.ts'
import { shareGarage } from './stories/household.ts'
import { makeKeys, workWithKey } from './stories/keys.ts'
import { growBusiness } from './stories/organisation.ts'
import { playStory } from './stories/repair.ts'
import { giveRoles } from './stories/roles.ts'
import type { Plan } from './stories/scene.ts'
import { fillWaitlist } from './stories/waitlist.ts'
import type { DemoShop } from './types.ts'

const SHOPS = [harborAuto, tehranKarshenasi, pixelClinic]

/**
 * Loads the demo shops into an installation that has none of them, once: people, prices, shifts, and two months of
 * repairs played by the program's own verbs at their own times. Of repairs nobody is written to; what is open now (an
 * invitation, a question) sends its own letter.
 */
export async function loadDemo(services: Services, say: (line: string) => void): Promise<void> {
  const quiet: Services = {
    ...services,
    reactions: createReactionTable(reactions.filter(({ when }) => when === 'within')),
  }
  const ctx = systemCtx(quiet, 'demo')
  const loaded = await loadedShops(ctx)
  const missing = SHOPS.filter(({ shop }) => !loaded.has(shop.slug))
  if (missing.length === 0) return
  say('Loading the demo shops…')
  // Side by side: a shop waits for the database most of the time.
  const loads = await Promise.allSettled(missing.map((data) => loadWhole(ctx, data, say)))
  for (const load of loads) if (load.status === 'rejected') throw load.reason
}

// Older installations have one mark for all three.
const MARK = 'demo'

async function loadedShops(ctx: Ctx): Promise<ReadonlySet<string>> {
  const rows = await ctx.db
    .selectFrom('platformSettings')
    .select('key')
    .where('key', 'in', [MARK, ...SHOPS.map(markOf)])
    .execute()
  const marks = new Set(rows.map(({ key }) => key))
  return new Set(
    SHOPS.filter((data) => marks.has(MARK) || marks.has(markOf(data))).map(({ shop }) => shop.slug),
  )
}

const markOf = ({ shop }: DemoShop): string => `${MARK}:${shop.slug}`

/** A shop is loaded whole or not at all: after a load that was cut off the next start loads those that are missing. */
async function loadWhole(ctx: Ctx, data: DemoShop, say: (line: string) => void): Promise<void> {
  const { repairs, key } = await transaction(ctx, async (tx) => {
    // The tables have no statistics before the commit: without this the planner reads them from end to end.
    await sql`set local enable_seqscan = off`.execute(tx.db)
    if (data === harborAuto) await openPlatform(tx)
    const loaded = await loadShop(tx, data)
    await tx.db
      .insertInto('platformSettings')
      .values({
        key: markOf(data),
        value: JSON.stringify({ loadedAt: tx.now.toString() }),
        updatedAt: tx.now,
      })
      .execute()
    return loaded
  })
  if (key) await workWithKey(ctx, key)
  say(`  ${data.shop.name}: ${repairs} repairs`)
}

/** Gives how many repairs were played, and the text of the key that a program uses. */
async function loadShop(ctx: Ctx, data: DemoShop): Promise<{ repairs: number; key: string | undefined }> {
  const random = seeded(41 + SHOPS.indexOf(data))
  // The shop opened before its first repair: what it is made of was true then.
  const cast = await castOf(before(ctx, { days: 120 }), data, random)
  const { shop, technicians } = cast
  await planDays(ctx, shop, await resourcesOf(ctx, shop.id), technicians)
  const weekdays = new Set(data.shop.hours?.map(({ weekday }) => weekday))
  const plans = plansFor(random, ctx.now, shop.timezone, weekdays, shop.qualityCheck)
  const repairs = await (data === harborAuto ? playWithCustomers : playAll)(ctx, cast, plans)
  // Where the evening is too short for the longest work, nobody is offered a time before somebody looks.
  if (data !== pixelClinic) {
    await fillWaitlist(ctx, cast)
    await fallIll(ctx, shop)
  }
  await giveRoles(before(ctx, { days: 3 }), cast)
  if (data === pixelClinic) await growBusiness(ctx, cast)
  await shareDevices(ctx, cast)
  await standTwice(ctx, cast)
  return { repairs, key: await makeKeys(ctx, cast) }
}

async function playAll(ctx: Ctx, cast: Cast, plans: readonly Plan[]): Promise<number> {
  let played = 0
  for (const plan of plans) if (await playStory(ctx, cast, plan)) played += 1
  return played
}

/** The same where some customers have an account, and what they do with it. */
async function playWithCustomers(ctx: Ctx, cast: Cast, plans: readonly Plan[]): Promise<number> {
  const customer = await openCustomer(ctx, plans)
  const leaver = await openLeaver(ctx, plans)
  const played = await playAll(ctx, cast, plans)
  await sayConsents(ctx, cast.shop, customer)
  await shareGarage(ctx, cast, customer)
  await askToBeForgotten(ctx, leaver)
  return played
}
