import { z } from 'zod'
import type { PlatformRole } from '../../kit/access/index.ts'
import type { Account } from '../accounts/account.ts'
import type { PlatformPerson } from '../accounts/platform-people.ts'
import type { AccountRecord } from '../accounts/read-account.ts'
import { SHOP_STATUSES } from '../shops/list-all-shops.ts'
import { SHOP_KINDS, type Shop } from '../shops/shop.ts'
import { PLATFORM_ROLES } from './platform-roles.ts'
import type { ShopRecord } from './read-shop.ts'
import type { PlatformInvitation } from './store-invitations.ts'

const role = z.enum(PLATFORM_ROLES)

export const OverviewShape = z.object({
  version: z.string(),
  state: z.enum(['ok', 'slow']),
  shopsWaiting: z.int().nullable(),
  queues: z.array(z.object({ name: z.string(), waiting: z.int(), oldest: z.string().nullable() })),
  messages: z.object({ unsent: z.int(), failedToday: z.int() }),
})

/** A shop in the platform's list. */
export const ShopSummaryShape = z
  .object({
    id: z.string(),
    slug: z.string(),
    name: z.string(),
    status: z.enum(SHOP_STATUSES),
    kinds: z.array(z.enum(SHOP_KINDS)),
    city: z.string(),
    region: z.string(),
    createdAt: z.string(),
  })
  .meta({ id: 'ShopSummary' })

export const ShopRecordShape = ShopSummaryShape.extend({
  address: z.string(),
  phone: z.string().nullable(),
  email: z.string().nullable(),
  website: z.string().nullable(),
  people: z.int(),
  owners: z.array(z.object({ id: z.string(), name: z.string(), email: z.string().nullable() })),
  decisions: z.array(
    z.object({
      status: z.enum(['approved', 'suspended']),
      reason: z.string(),
      at: z.string(),
      by: z.string().nullable(),
    }),
  ),
}).meta({ id: 'ShopRecord' })

export function presentShopSummary({ id, slug, name, status, kinds, city, region, createdAt }: Shop) {
  return { id, slug, name, status, kinds, city, region, createdAt: createdAt.toString() }
}

export function presentShopRecord({ shop, owners, people, decisions }: ShopRecord) {
  const { address, phone, email, website } = shop
  return {
    ...presentShopSummary(shop),
    address,
    phone,
    email,
    website,
    people,
    owners: owners.map((owner) => ({ id: owner.id, name: owner.name, email: owner.email })),
    decisions: decisions.map(({ status, reason, decidedAt, by }) => ({
      status,
      reason,
      at: decidedAt.toString(),
      by,
    })),
  }
}

/** An account in the platform's list. */
export const AccountShape = z
  .object({
    id: z.string(),
    name: z.string(),
    email: z.string().nullable(),
    emailVerified: z.boolean(),
    phone: z.string().nullable(),
    phoneVerified: z.boolean(),
    createdAt: z.string(),
    deactivatedAt: z.string().nullable(),
  })
  .meta({ id: 'PlatformAccount' })

export function presentAccount(account: Account) {
  const { id, name, email, emailVerifiedAt, phone, phoneVerifiedAt, createdAt, deactivatedAt } = account
  return {
    id,
    name,
    email,
    emailVerified: emailVerifiedAt !== null,
    phone,
    phoneVerified: phoneVerifiedAt !== null,
    createdAt: createdAt.toString(),
    deactivatedAt: deactivatedAt?.toString() ?? null,
  }
}

export const AccountRecordShape = AccountShape.extend({
  shops: z.array(z.object({ shop: z.string(), roles: z.array(z.string()) })),
  platformRoles: z.array(role),
  sessions: z.int(),
  lastUsedAt: z.string().nullable(),
  twoStep: z.boolean(),
  passkeys: z.int(),
}).meta({ id: 'PlatformAccountRecord' })

export function presentAccountRecord({ account, grants, lastUsedAt, ...rest }: AccountRecord) {
  return {
    ...presentAccount(account),
    shops: grants.map(({ shopSlug, roles }) => ({ shop: shopSlug, roles })),
    lastUsedAt: lastUsedAt?.toString() ?? null,
    ...rest,
  }
}

export const AdminShape = z
  .object({
    id: z.string(),
    name: z.string(),
    email: z.string().nullable(),
    roles: z.array(role),
    since: z.string(),
    active: z.boolean(),
  })
  .meta({ id: 'PlatformAdmin' })

/** The platform's people, one entry each. */
export function presentAdmins(people: readonly PlatformPerson[]) {
  const byAccount = Map.groupBy(people, ({ accountId }) => accountId)
  return [...byAccount.values()].flatMap((held) => {
    const [first] = held
    if (!first) return []
    const { accountId: id, name, email, since, deactivatedAt } = first
    const roles: PlatformRole[] = PLATFORM_ROLES.filter((one) => held.some((holds) => holds.role === one))
    return [{ id, name, email, roles, since: since.toString(), active: deactivatedAt === null }]
  })
}

export const InvitationShape = z
  .object({ id: z.string(), email: z.string(), role, createdAt: z.string(), expiresAt: z.string() })
  .meta({ id: 'PlatformInvitation' })

export function presentInvitation({ id, email, role: asked, createdAt, expiresAt }: PlatformInvitation) {
  return { id, email, role: asked, createdAt: createdAt.toString(), expiresAt: expiresAt.toString() }
}
