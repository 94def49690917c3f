import { type Row, row } from './rows.ts'
import { but, bySecret, inShop, onDesk, theirs, to, type Who } from './who.ts'

/** Whoever owns every shop of the organisation, which here is the one: a manager changes roles in one shop, not in all. */
const owners = but(inShop('roles.edit'), { manager: 403 })
/** Whoever has no right in any of its shops does not learn that there is such an organisation. */
const openers: Who = Object.assign(
  (...[role, whose]: Parameters<Who>) =>
    role === 'customer' ||
    role === 'admin' ||
    role === 'support' ||
    (whose === 'there' && role !== 'super_admin')
      ? owners(role, whose) === 401
        ? (401 as const)
        : (404 as const)
      : owners(role, whose),
  { over: owners.over ?? [] },
)

const invited = { email: 'new@example.org', roles: ['analyst'] }
const invitation = {
  params: ({ memberInvitation }: { memberInvitation: string }) => ({ invitation: memberInvitation }),
}
const link = { params: () => ({ token: 'none' }) }
const shop = {
  slug: 'second-place',
  name: 'Second Place',
  kinds: ['workshop'],
  city: 'Boston',
  address: '3 Quay',
  region: 'US',
  timezone: 'America/New_York',
  currency: 'USD',
  locale: 'en',
  taxMode: 'added',
}

/** Roles in all shops of an organisation, and another shop for it. */
export const organisationRows: Row[] = [
  row('GET /api/shops/{shop}/organisation', owners),
  row('POST /api/shops/{shop}/organisation/invitations', owners, { body: invited }),
  row('DELETE /api/shops/{shop}/organisation/invitations/{invitation}', owners, invitation),
  row('PATCH /api/shops/{shop}/organisation/members/{member}', owners, { body: { roles: ['manager'] } }),
  row('DELETE /api/shops/{shop}/organisation/members/{member}', owners),
  row('POST /api/organisations/join', theirs(404), { body: { token: 'none' } }),
  row('POST /api/shops', openers, {
    as: 'in an organisation',
    bodyOf: ({ organisation: organisationId }) => ({ ...shop, organisationId }),
  }),
  row('page /desk/:shop/settings', onDesk(inShop('shop.read')), {
    as: 'of a whole organisation',
    shows: { organisation: to(owners) },
  }),
  row('page /desk/:shop/settings/organisation', onDesk(owners)),
  row('page /desk/:shop/settings/organisation/:member', onDesk(owners)),
  row('form /desk/:shop/settings/organisation invite', owners, { body: invited }),
  row('form /desk/:shop/settings/organisation revoke', owners, {
    bodyOf: ({ memberInvitation }) => ({ invitation: memberInvitation }),
  }),
  row('form /desk/:shop/settings/organisation/:member edit', owners, { body: { roles: 'manager' } }),
  row('form /desk/:shop/settings/organisation/:member remove', owners),
  row('page /join-organisation/:token', bySecret(404), link),
  row('form /join-organisation/:token', theirs(404), link),
]
