import { DEMO_PASSWORD } from '../features/accounts/demo-password.ts'
import { openVerifiedAccount } from '../features/accounts/register.ts'
import { AddService, addService } from '../features/catalog/add-service.ts'
import type { Service } from '../features/catalog/services.ts'
import { addClosure, AddClosure } from '../features/shops/add-closure.ts'
import { editShop, EditShop } from '../features/shops/edit-shop.ts'
import { setTexts, SetTexts } from '../features/shops/set-texts.ts'
import type { Shop } from '../features/shops/shop.ts'
import { addPerson, AddPerson } from '../features/staff/add-person.ts'
import { addResource, AddResource } from '../features/staff/add-resource.ts'
import { OpenShop, openShop } from '../features/staff/open-shop.ts'
import { staffOf } from '../features/staff/people.ts'
import { resourcesOf } from '../features/staff/resources.ts'
import { setShifts, SetShifts } from '../features/staff/set-shifts.ts'
import {
  type AccountCaller,
  type Caller,
  permissionsOf,
  type PlatformRole,
  type ShopRole,
} from '../kit/access/index.ts'
import type { Ctx } from '../kit/context.ts'
import type { Random } from './random.ts'
import type { DemoPerson, DemoService, DemoShop } from './types.ts'

/** Somebody who works at a demo shop, and may call the program in their own name. */
export interface Worker {
  staffId: string
  roles: readonly ShopRole[]
  caller: AccountCaller
}

/** Who plays in a shop's stories. */
export interface Cast {
  shop: Shop
  data: DemoShop
  services: { live: Service; told: DemoService }[]
  /** All of them, the owner first. */
  people: Worker[]
  owner: AccountCaller
  advisor: Caller
  technicians: Worker[]
  places: string[]
  random: Random
}

/** Opens a shop with its people, places and services. */
export async function castOf(ctx: Ctx, data: DemoShop, random: Random): Promise<Cast> {
  const { shop, owner } = await openWithOwner(ctx, data)
  const people = [owner]
  for (const person of data.people.slice(1)) people.push(await hire(ctx, shop, person))
  const advisor = people.find(({ roles }) => roles.includes('advisor'))
  if (!advisor) throw new Error('a demo shop needs an advisor')
  const resources = await resourcesOf(ctx, shop.id)
  for (const { id, kind } of resources)
    if (kind === 'technician') await setShifts(ctx, shop, id, SetShifts.parse({ shifts: data.shifts }))
  const services: Cast['services'] = []
  for (const told of data.services)
    services.push({ told, live: await addService(ctx, shop, AddService.parse(told.service)) })
  return {
    shop,
    data,
    services,
    people,
    owner: owner.caller,
    advisor: advisor.caller,
    technicians: people.filter(({ roles }) => roles.includes('technician')),
    places: resources.filter(({ kind }) => kind === 'bay' || kind === 'bench').map(({ id }) => id),
    random,
  }
}

async function openWithOwner(ctx: Ctx, data: DemoShop): Promise<{ shop: Shop; owner: Worker }> {
  const [first] = data.people
  if (!first) throw new Error('a demo shop needs an owner')
  const caller = await openDemoAccount(ctx, { ...first, locale: data.shop.locale })
  const asks = { accountId: caller.accountId, name: first.name }
  const opened = await openShop(ctx, OpenShop.parse(data.shop), asks)
  const shop = await editShop(ctx, opened, EditShop.parse(data.edit))
  await setTexts(ctx, shop, SetTexts.parse({ texts: data.texts }))
  for (const place of data.places) await addResource(ctx, shop, AddResource.parse(place))
  if (data.closure) await addClosure(ctx, shop, AddClosure.parse(data.closure))
  const [person] = await staffOf(ctx, shop.id)
  if (!person) throw new Error('the owner is missing')
  return { shop, owner: atShop(caller, shop, person.id, ['owner']) }
}

async function hire(ctx: Ctx, shop: Shop, { name, email, roles }: DemoPerson): Promise<Worker> {
  const caller = await openDemoAccount(ctx, { name, email, locale: shop.locale })
  const { id } = await addPerson(ctx, shop, AddPerson.parse({ name, roles }), caller.accountId)
  return atShop(caller, shop, id, roles)
}

/** Somebody as a caller, with the rights that their roles in one shop give. */
function atShop(caller: AccountCaller, shop: Shop, staffId: string, roles: ShopRole[]): Worker {
  const grant = {
    shopId: shop.id,
    shopSlug: shop.slug,
    staffId,
    roles,
    permissions: permissionsOf(roles),
  }
  return { staffId, roles, caller: { ...caller, grants: [grant] } }
}

/** An account that signs in with the demo's password, as a caller. */
export async function openDemoAccount(
  ctx: Ctx,
  person: { name: string; email: string; phone?: string | undefined; locale?: 'en' | 'fa' | undefined },
  platformRoles: PlatformRole[] = [],
): Promise<AccountCaller> {
  const { name, email, phone, locale } = person
  const { id } = await openVerifiedAccount(ctx, { name, email, phone, locale, password: DEMO_PASSWORD })
  return {
    kind: 'account',
    accountId: id,
    sessionId: id,
    name,
    email,
    platformRoles,
    grants: [],
    provenAt: ctx.now,
  }
}
