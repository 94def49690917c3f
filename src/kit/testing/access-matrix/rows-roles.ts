import { type Row, row } from './rows.ts'
import { but, inShop, ofStaff, onDesk, toHolders } from './who.ts'

const newcomer = { params: ({ newcomer: person }: { newcomer: string }) => ({ person }) }
/** Only owners hold it, so only they give it. */
const ownersOnly = but(inShop('roles.edit'), { manager: 403 })

const calls: Row[] = [
  row('GET /api/shops/{shop}/roles', inShop('shop.read')),
  row('POST /api/shops/{shop}/roles', inShop('roles.edit'), {
    body: { name: 'Night shift', permissions: ['shop.read'] },
  }),
  row('POST /api/shops/{shop}/roles', ownersOnly, {
    as: 'with what only owners hold',
    body: { name: 'Auditor', permissions: ['audit.read'] },
  }),
  row('PATCH /api/shops/{shop}/roles/{role}', inShop('roles.edit'), { body: { name: 'Renamed' } }),
  row('PATCH /api/shops/{shop}/roles/{role}', ownersOnly, {
    as: 'widened to what only owners hold',
    body: { permissions: ['data.export'] },
  }),
  row('POST /api/shops/{shop}/roles/{role}/retire', inShop('roles.edit'), { body: { instead: null } }),
  row('PATCH /api/shops/{shop}/staff/{person}', inShop('roles.edit'), {
    as: 'a role of the shop’s own',
    bodyOf: ({ ownRole }) => ({ ownRoles: [ownRole] }),
  }),
  row('GET /api/shops/{shop}/second-factor/missing', ofStaff('roles.edit')),
  row('POST /api/shops/{shop}/staff/{person}/invite', inShop('staff.invite'), {
    ...newcomer,
    as: 'again, where the last link went',
    body: {},
  }),
  row('DELETE /api/shops/{shop}/staff/{person}/invite', inShop('staff.invite'), newcomer),
]

const pages: Row[] = [
  row('page /desk/:shop/settings', onDesk(inShop('shop.read')), {
    as: 'with what is asked of roles',
    shows: { factorRoles: toHolders('roles.edit') },
  }),
  row('page /desk/:shop/settings/roles', onDesk(inShop('shop.read')), {
    shows: { mayEdit: toHolders('roles.edit') },
  }),
  row('page /desk/:shop/settings/roles/new', onDesk(inShop('roles.edit'))),
  row('page /desk/:shop/settings/roles/:role', onDesk(inShop('roles.edit'))),
  row('page /desk/:shop/settings/security', onDesk(inShop('roles.edit'))),
  row('form /desk/:shop/settings/roles/new', inShop('roles.edit'), {
    body: { name: 'Night shift', permissions: 'shop.read' },
  }),
  row('form /desk/:shop/settings/roles/:role -', inShop('roles.edit'), {
    body: { version: '1', name: 'Renamed', permissions: 'shop.read' },
  }),
  row('form /desk/:shop/settings/roles/:role retire', inShop('roles.edit')),
  row('form /desk/:shop/settings/security', ofStaff('roles.edit'), { body: { roles: 'owner' } }),
  row('form /desk/:shop/settings/people/:person again', inShop('staff.invite'), newcomer),
  row('form /desk/:shop/settings/people/:person revoke', inShop('staff.invite'), newcomer),
]

/** Roles of a shop's own making, the rule about second factors, links to join. */
export const roleRows: Row[] = [...calls, ...pages]
