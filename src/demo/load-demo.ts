import { sql } from 'kysely'
import { DEMO_PASSWORD } from '../features/accounts/demo-password.ts'
import { openVerifiedAccount } from '../features/accounts/register.ts'
import { grantPlatformRole } from '../features/accounts/grant-platform-role.ts'
import { appointmentsOfShop, heldResources } from '../features/booking/read.ts'
import { recheckConflicts } from '../features/booking/recheck-conflicts.ts'
import { joinWaitlist } from '../features/booking/waitlist.ts'
import { requestService, ServiceRequest } from '../features/intake/request-service.ts'
import { AddService, addService } from '../features/catalog/add-service.ts'
import { addClosure, AddClosure } from '../features/shops/add-closure.ts'
import { editShop, EditShop } from '../features/shops/edit-shop.ts'
import { setTexts, SetTexts } from '../features/shops/set-texts.ts'
import type { Shop } from '../features/shops/shop.ts'
import { addOwnRole, AddOwnRole } from '../features/staff/add-own-role.ts'
import { addException, AddException } from '../features/staff/add-exception.ts'
import { addPerson, AddPerson } from '../features/staff/add-person.ts'
import { addResource, AddResource } from '../features/staff/add-resource.ts'
import { askTimeOff } from '../features/staff/ask-time-off.ts'
import { grantTimeOff } from '../features/staff/grant-time-off.ts'
import { staffOf } from '../features/staff/people.ts'
import { OpenShop, openShop } from '../features/staff/open-shop.ts'
import { type Resource, resourcesOf } from '../features/staff/resources.ts'
import { setShifts, SetShifts } from '../features/staff/set-shifts.ts'
import { dateBounds, dayBounds, localDate, startOfDay } from '../kit/time.ts'
import {
  type AccountCaller,
  type Caller,
  permissionsOf,
  type PlatformRole,
  type ShopRole,
} from '../kit/access/index.ts'
import type { Ctx, Services } from '../kit/context.ts'
import { transaction } from '../kit/db/index.ts'
import { createReactionTable } from '../kit/events/reactions.ts'
import { systemCtx } from '../kit/jobs/worker.ts'
import { reactions } from '../features/reactions.ts'
import { openConsoleShops } from './console-shops.ts'
import { plansFor } from './plans.ts'
import { seeded } from './random.ts'
import { harborAuto } from './shops/harbor-auto.ts'
import { pixelClinic } from './shops/pixel-clinic.ts'
import { tehranKarshenasi } from './shops/tehran-karshenasi.ts'
import { type Cast, playStory } from './stories.ts'
import type { DemoShop } from './types.ts'

const SHOPS = [harborAuto, tehranKarshenasi, pixelClinic]
const PLATFORM: [string, string, PlatformRole][] = [
  ['superadmin@fixbay.example', 'Sue Perrin', 'super_admin'],
  ['admin@fixbay.example', 'Adam Min', 'admin'],
  ['support@fixbay.example', 'Sam Port', 'support'],
]

/**
 * Loads the demo shops into an installation that has none of them, once: people, prices, shifts, and two months of
 * repairs played by the program's own verbs at their own times. Nobody is written to about the past.
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
  const played = await transaction(ctx, async (tx) => {
    // The tables have no statistics before the commit: without this the planner reads them from end to end.
    await sql`set local enable_seqscan = off`.execute(tx.db)
    if (data === harborAuto) await openPlatform(tx)
    const repairs = await loadShop(tx, data)
    await tx.db
      .insertInto('platformSettings')
      .values({
        key: markOf(data),
        value: JSON.stringify({ loadedAt: tx.now.toString() }),
        updatedAt: tx.now,
      })
      .execute()
    return repairs
  })
  say(`  ${data.shop.name}: ${played} repairs`)
}

async function openPlatform(ctx: Ctx): Promise<void> {
  for (const [email, name, role] of PLATFORM) {
    const { id } = await openVerifiedAccount(ctx, { name, email, password: DEMO_PASSWORD })
    await grantPlatformRole(ctx, id, role)
    const caller: Caller = { ...callerOf(id, name, email), platformRoles: [role] }
    if (role === 'admin') await openConsoleShops(ctx, caller)
  }
}

async function demoCustomer(ctx: Ctx): Promise<Caller> {
  const account = { name: 'Carla Customer', email: 'customer@fixbay.example', phone: '+12125550155' }
  const { id } = await openVerifiedAccount(ctx, { ...account, password: DEMO_PASSWORD })
  return callerOf(id, account.name, account.email)
}

/** Somebody as a caller, with the rights that their roles in one shop give. */
function callerOf(
  accountId: string,
  name: string,
  email: string,
  at?: { shop: Shop; staffId: string; roles: ShopRole[] },
): AccountCaller {
  const grants = at
    ? [
        {
          shopId: at.shop.id,
          shopSlug: at.shop.slug,
          staffId: at.staffId,
          roles: at.roles,
          permissions: permissionsOf(at.roles),
        },
      ]
    : []
  return { kind: 'account', accountId, sessionId: accountId, name, email, platformRoles: [], grants }
}

/** Gives how many repairs were played. */
async function loadShop(ctx: Ctx, data: DemoShop): Promise<number> {
  const random = seeded(41 + SHOPS.indexOf(data))
  // The shop opened before its first repair: what it is made of was true then.
  const opening = { ...ctx, now: ctx.now.subtract({ hours: 24 * 120 }) }
  const { shop, owner } = await setUp(opening, data)
  const cast = { ...(await castOf(opening, shop, data)), owner, random }
  const plans = plansFor(
    random,
    ctx.now,
    shop.timezone,
    new Set(data.shop.hours?.map(({ weekday }) => weekday)),
    shop.qualityCheck,
  )
  if (data === harborAuto) giveToCustomer(plans, await demoCustomer(ctx))
  let played = 0
  for (const plan of plans) if (await playStory(ctx, cast, plan)) played += 1
  // Where the evening is too short for the longest work, nobody is offered a time before somebody looks.
  if (data !== pixelClinic) {
    await fillWaitlist(ctx, cast)
    await fallIll(ctx, shop)
  }
  return played
}

/** Some who could only come in the evening, for work that takes longer than the evening is: they wait. */
async function fillWaitlist(ctx: Ctx, { shop, data, services, random }: Cast): Promise<void> {
  const [longest] = services.toSorted((a, b) => b.live.durationMinutes - a.live.durationMinutes)
  if (!longest) return
  const guest: Ctx = { ...ctx, caller: { kind: 'nobody' }, locale: shop.locale, localeGiven: true }
  for (let n = 1; n <= WAITING; n += 1) {
    const asked = { ...guest, now: ctx.now.subtract({ hours: 30 * (WAITING - n + 1) }) }
    const request = ServiceRequest.parse({
      shop: shop.slug,
      serviceIds: [longest.live.id],
      asset: data.asset(random),
      description: random.one(longest.told.concerns),
      customer: data.customer(random),
    })
    await transaction(asked, async (tx) => {
      const order = await requestService(tx, request)
      await joinWaitlist(tx, shop, order, { serviceIds: [longest.live.id], part: 'evening' })
    })
  }
}

const WAITING = 3

/** The technician of the next visit from tomorrow on is ill that day: whoever plans has a conflict to resolve. */
async function fallIll(ctx: Ctx, shop: Shop): Promise<void> {
  const tomorrow = localDate(ctx.now, shop.timezone).add({ days: 1 })
  const bounds = dateBounds(tomorrow, tomorrow.add({ days: 6 }), shop.timezone)
  const { appointments } = await appointmentsOfShop(ctx, shop, { bounds, limit: 50 })
  const coming = appointments.filter(({ status }) => status === 'confirmed')
  const held = await heldResources(
    ctx,
    shop.id,
    coming.map(({ id }) => id),
  )
  const people = (await resourcesOf(ctx, shop.id)).filter(({ kind }) => kind === 'technician')
  for (const { id, startsAt } of coming) {
    const ill = people.find((person) => held.get(id)?.includes(person.id))
    if (!ill) continue
    const day = dayBounds(localDate(startsAt, shop.timezone), shop.timezone)
    await grantTimeOff(ctx, shop, ill.id, { startsAt: day.start, endsAt: day.end, reason: '' })
    return recheckConflicts(ctx, shop.id)
  }
}

async function setUp(ctx: Ctx, data: DemoShop): Promise<{ shop: Shop; owner: Caller }> {
  const [first] = data.people
  if (!first) throw new Error('a demo shop needs an owner')
  const owner = await openVerifiedAccount(ctx, {
    name: first.name,
    email: first.email,
    password: DEMO_PASSWORD,
    locale: data.shop.locale,
  })
  const opened = await openShop(ctx, OpenShop.parse(data.shop), { accountId: owner.id, name: first.name })
  const shop = await editShop(ctx, opened, EditShop.parse(data.edit))
  await setTexts(ctx, shop, SetTexts.parse({ texts: data.texts }))
  await addOwnRole(ctx, shop, AddOwnRole.parse(data.ownRole))
  for (const place of data.places) await addResource(ctx, shop, AddResource.parse(place))
  if (data.closure) await addClosure(ctx, shop, AddClosure.parse(data.closure))
  const [person] = await staffOf(ctx, shop.id)
  if (!person) throw new Error('the owner is missing')
  return {
    shop,
    owner: callerOf(owner.id, first.name, first.email, { shop, staffId: person.id, roles: ['owner'] }),
  }
}

/** A short day of the first technician, and what the second asks for: a manager has something to decide. */
async function planDays(
  ctx: Ctx,
  shop: Shop,
  resources: readonly Resource[],
  [first, second]: readonly { staffId: string; caller: Caller }[],
): Promise<void> {
  const today = localDate(ctx.now, shop.timezone)
  const own = resources.find(({ staffId }) => staffId !== null && staffId === first?.staffId)
  const shortDay = {
    startsOn: today.add({ days: 16 }).toString(),
    hours: [{ opens: '09:00', closes: '12:30', breaks: [{ starts: '10:30', ends: '10:45' }] }],
  }
  if (own) await addException(ctx, shop, own.id, AddException.parse(shortDay))
  const asks = second ?? first
  if (!asks) return
  const startsAt = startOfDay(today.add({ days: 20 }), shop.timezone)
  const endsAt = startOfDay(today.add({ days: 23 }), shop.timezone)
  await askTimeOff({ ...ctx, caller: asks.caller }, shop, { startsAt, endsAt, reason: '' })
}

async function castOf(ctx: Ctx, shop: Shop, data: DemoShop): Promise<Omit<Cast, 'owner' | 'random'>> {
  const technicians: Cast['technicians'] = []
  let advisor: Caller | undefined
  for (const { name, email, roles } of data.people.slice(1)) {
    const { id } = await openVerifiedAccount(ctx, {
      name,
      email,
      password: DEMO_PASSWORD,
      locale: data.shop.locale,
    })
    const { id: staffId } = await addPerson(ctx, shop, AddPerson.parse({ name, roles }), id)
    const caller = callerOf(id, name, email, { shop, staffId, roles })
    if (roles.includes('advisor')) advisor = caller
    if (roles.includes('technician')) technicians.push({ staffId, caller })
  }
  if (!advisor) throw new Error('a demo shop needs an advisor')
  const resources = await resourcesOf(ctx, shop.id)
  for (const { id, kind } of resources) {
    if (kind === 'technician') await setShifts(ctx, shop, id, SetShifts.parse({ shifts: data.shifts }))
  }
  await planDays(ctx, shop, resources, technicians)
  const services: Cast['services'] = []
  for (const told of data.services) {
    services.push({ told, live: await addService(ctx, shop, AddService.parse(told.service)) })
  }
  const places = resources.filter(({ kind }) => kind === 'bay' || kind === 'bench').map(({ id }) => id)
  return { shop, data, services, advisor, technicians, places }
}

/** A customer with a past: some of the shop's repairs are theirs, one under way, one to come. */
function giveToCustomer(plans: ReturnType<typeof plansFor>, caller: Caller): void {
  const corolla = {
    kind: 'vehicle' as const,
    make: 'Toyota',
    model: 'Corolla',
    year: 2018,
    plate: 'KLM 4821',
    odometer: 64200,
  }
  const outback = {
    kind: 'vehicle' as const,
    make: 'Subaru',
    model: 'Outback',
    year: 2021,
    plate: 'HTR 2096',
    odometer: 31800,
  }
  const wanted = ['closed', 'closed', 'closed', 'payment_pending', 'in_progress', 'scheduled'] as const
  for (const [index, ending] of wanted.entries()) {
    const plan =
      plans.filter((one) => one.ending === ending && !one.account)[index * 7] ??
      plans.find((one) => one.ending === ending && !one.account)
    if (plan) plan.account = { caller, asset: index % 2 === 0 ? corolla : outback }
  }
}
