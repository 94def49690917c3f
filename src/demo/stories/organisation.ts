import type { z } from 'zod'
import { inviteMember, InviteMember } from '../../features/staff/invite-member.ts'
import { joinOrganisation } from '../../features/staff/join-organisation.ts'
import { OpenShop, openShop } from '../../features/staff/open-shop.ts'
import type { ShopRole } from '../../kit/access/index.ts'
import type { Ctx } from '../../kit/context.ts'
import { type Cast, openDemoAccount } from '../cast.ts'
import { before } from './before.ts'
import { tokenInLetter } from './letters.ts'

const SECOND = {
  slug: 'pixel-clinic-potsdam',
  name: 'Pixel Clinic Potsdam',
  kinds: ['device'],
  city: 'Potsdam',
  address: 'Brandenburger Straße 12',
  region: 'DE',
  location: { lat: 52.4009, lon: 13.0591 },
  timezone: 'Europe/Berlin',
  currency: 'EUR',
  locale: 'en',
  taxMode: 'included',
  tax: { name: 'VAT', percent: 19 },
  phone: '0331 23125 014',
  email: 'potsdam@pixel-clinic.example',
  hours: [1, 2, 3, 4, 5].map((weekday) => ({ weekday, opens: '10:00', closes: '18:00' })),
} satisfies z.input<typeof OpenShop>

const MEMBERS: [name: string, email: string, roles: ShopRole[]][] = [
  ['Nadia Roth', 'nadia@fixbay.example', ['owner']],
  ['Marius Klee', 'marius@fixbay.example', ['manager']],
]

/**
 * A business of two shops, the second of which waits for the platform's yes: two people work in all its shops, a third is
 * asked to.
 */
export async function growBusiness(ctx: Ctx, { shop, owner }: Pick<Cast, 'shop' | 'owner'>): Promise<void> {
  for (const [name, email, roles] of MEMBERS) {
    const at = before(ctx, { days: 20 })
    const caller = await openDemoAccount(at, { name, email, locale: shop.locale })
    await inviteMember({ ...at, caller: owner }, shop, InviteMember.parse({ email, roles }))
    await joinOrganisation({ ...at, caller }, tokenInLetter(at))
  }
  const invited = InviteMember.parse({ email: 'ines.falk@mail.example', roles: ['finance'] })
  await inviteMember({ ...before(ctx, { days: 2 }), caller: owner }, shop, invited)
  const second = OpenShop.parse({ ...SECOND, organisationId: shop.organisationId })
  await openShop({ ...before(ctx, { days: 1 }), caller: owner }, second)
}
