import type { z } from 'zod'
import { grantPlatformRole } from '../../features/accounts/grant-platform-role.ts'
import { AddAdmin, addAdmin } from '../../features/platform/invite-admin.ts'
import { approveShop, suspendShop } from '../../features/shops/approve-shop.ts'
import type { Shop } from '../../features/shops/shop.ts'
import { OpenShop, openShop } from '../../features/staff/open-shop.ts'
import type { Caller, PlatformRole } from '../../kit/access/index.ts'
import type { Ctx } from '../../kit/context.ts'
import { openDemoAccount } from '../cast.ts'
import { before } from './before.ts'

const week = [1, 2, 3, 4, 5].map((weekday) => ({ weekday, opens: '09:00', closes: '17:30' }))

const WAITING = {
  slug: 'bridge-street-phones',
  name: 'Bridge Street Phones',
  kinds: ['device'],
  city: 'Boston',
  address: '14 Bridge Street',
  region: 'US',
  timezone: 'America/New_York',
  currency: 'USD',
  locale: 'en',
  taxMode: 'added',
  phone: '617 555 0142',
  email: 'hello@bridge-street.example',
  hours: week,
} satisfies z.input<typeof OpenShop>

const SUSPENDED = {
  ...WAITING,
  slug: 'old-mill-motors',
  name: 'Old Mill Motors',
  kinds: ['workshop'],
  city: 'Providence',
  address: '3 Mill Lane',
  phone: '401 555 0117',
  email: 'office@old-mill.example',
} satisfies z.input<typeof OpenShop>

const PEOPLE: [string, string, PlatformRole][] = [
  ['superadmin@fixbay.example', 'Sue Perrin', 'super_admin'],
  ['admin@fixbay.example', 'Adam Min', 'admin'],
  ['support@fixbay.example', 'Sam Port', 'support'],
]

/** The platform's people, one of them asked and not there yet, and two shops that they decide about. */
export async function openPlatform(ctx: Ctx): Promise<void> {
  for (const [email, name, role] of PEOPLE) {
    const caller = await openDemoAccount(ctx, { name, email }, [role])
    await grantPlatformRole(ctx, caller.accountId, role)
    if (role === 'admin') await openConsoleShops(ctx, caller)
    if (role !== 'super_admin') continue
    const invited = AddAdmin.parse({ email: 'nora.vance@mail.example', role: 'support' })
    await addAdmin({ ...before(ctx, { days: 1 }), caller }, invited)
  }
}

/** For the platform's console: a shop that waits for a yes since this morning, and one that the admin has suspended. */
export async function openConsoleShops(ctx: Ctx, admin: Caller): Promise<void> {
  await open(before(ctx, { minutes: 180 }), WAITING, 'Bridget Stone', 'bridget@fixbay.example')
  const mill = await open(before(ctx, { days: 60 }), SUSPENDED, 'Milo Miller', 'milo@fixbay.example')
  await approveShop({ ...before(ctx, { days: 59 }), caller: admin }, mill)
  const reason = 'Customers write that nobody has been there for two weeks, and the phone is not answered.'
  await suspendShop({ ...before(ctx, { days: 2 }), caller: admin }, mill, { reason })
}

async function open(ctx: Ctx, shop: z.input<typeof OpenShop>, name: string, email: string): Promise<Shop> {
  const { accountId } = await openDemoAccount(ctx, { name, email })
  return openShop(ctx, OpenShop.parse(shop), { accountId, name })
}
