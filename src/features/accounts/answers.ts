import { z } from 'zod'
import { SHOP_ROLES } from '../../kit/access/shop-roles.ts'
import type { Hat } from './roles.ts'
import type { Account } from './store.ts'

/** The shapes in which REST speaks of an account. */

export const hatSchema = z
  .object({
    role: z.enum([...SHOP_ROLES, 'customer', 'super_admin', 'admin', 'support']),
    shop: z
      .string()
      .optional()
      .meta({ description: 'The slug of the shop, where the role is one of a shop.' }),
  })
  .meta({ id: 'Role' })

export const registeredSchema = z
  .object({
    id: z.string(),
    name: z.string(),
    email: z.string(),
    phone: z.string().nullable(),
    locale: z.enum(['en', 'fa']),
  })
  .meta({ id: 'RegisteredAccount' })

export const tokensSchema = z
  .object({
    accessToken: z.string(),
    refreshToken: z.string(),
    tokenType: z.literal('Bearer'),
    expiresIn: z.int().meta({ description: 'Seconds until the access token expires.' }),
    user: z.object({
      id: z.string(),
      name: z.string(),
      email: z.string().nullable(),
      roles: z.array(hatSchema),
    }),
  })
  .meta({ id: 'Tokens' })

export const accountSchema = z
  .object({
    id: z.string(),
    name: z.string(),
    email: z.string().nullable(),
    emailVerified: z.boolean(),
    phone: z.string().nullable(),
    phoneVerified: z.boolean(),
    address: z.string().nullable(),
    locale: z.enum(['en', 'fa']),
    calendar: z.enum(['gregorian', 'jalali']),
  })
  .meta({ id: 'Account' })

export const meSchema = accountSchema
  .extend({
    pendingEmail: z
      .string()
      .nullable()
      .meta({ description: 'A new address that waits to be confirmed by its link.' }),
    roles: z.array(hatSchema),
    ownRoles: z
      .array(z.object({ name: z.string(), shop: z.string() }))
      .meta({ description: 'Roles of shops’ own making, by name and the slug of the shop.' }),
  })
  .meta({ id: 'Me' })

export function registeredAnswer({ id, name, email, phone, locale }: Account) {
  return { id, name, email: email ?? '', phone, locale }
}

export function accountAnswer(account: Account) {
  const { id, name, email, phone, address, locale, calendar } = account
  return {
    id,
    name,
    email,
    emailVerified: account.emailVerifiedAt !== null,
    phone,
    phoneVerified: account.phoneVerifiedAt !== null,
    address,
    locale,
    calendar,
  }
}

export function meAnswer({
  account,
  hats,
  ownHats,
  pendingEmail,
}: {
  account: Account
  hats: Hat[]
  ownHats: { name: string; shop: string }[]
  pendingEmail: string | null
}) {
  return { ...accountAnswer(account), pendingEmail, roles: hats, ownRoles: ownHats }
}
