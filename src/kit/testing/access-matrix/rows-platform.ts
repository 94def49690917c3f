import { markOf } from './grid.ts'
import type { Records } from './records.ts'
import { type Row, row } from './rows.ts'
import { bySecret, but, confirmed, theirs, to, type Who } from './who.ts'

/** What only the platform's people see: for all others there is no such thing. `refused`: what holders get told. */
const ofPlatform = (permission: string): Who =>
  Object.assign(
    ((role) => {
      if (role === 'nobody' || role === 'code') return 401
      const isPlatform = role === 'super_admin' || role === 'admin' || role === 'support'
      return isPlatform && markOf(permission, role) === 'all' ? 'ok' : 404
    }) as Who,
    { over: ['own'] as const },
  )

const account = { params: ({ account: id }: Records) => ({ account: id }) }
const reason = { body: { reason: 'Nobody answers.' } }
const newShop = {
  name: 'Brand New',
  kinds: 'workshop',
  address: '2 Quay',
  city: 'Boston',
  region: 'US',
  timezone: 'America/New_York',
  currency: 'USD',
  taxMode: 'added',
}
const NOWHERE = '019fb55c-0323-71ce-95ee-837558be541b'
const role = { role: 'support' }
/** Only the super admin is let in, and then the record is none of the platform's people. */
const ofNobody = but(ofPlatform('platform.admins'), { super_admin: 404 })

/** The platform's console, and the way to a shop of one's own. */
export const platformApiRows: Row[] = [
  row('GET /api/platform/overview', ofPlatform('platform.health')),
  row('GET /api/platform/shops', ofPlatform('shop.approve')),
  row('GET /api/platform/shops/{shop}', ofPlatform('shop.approve')),
  row('GET /api/platform/accounts', ofPlatform('platform.accounts')),
  row('GET /api/platform/accounts/{account}', ofPlatform('platform.accounts'), account),
  row('POST /api/platform/accounts/{account}/deactivate', ofPlatform('platform.accounts'), account),
  row('POST /api/platform/accounts/{account}/reactivate', ofPlatform('platform.accounts'), account),
  row('POST /api/platform/accounts/{account}/send-reset-link', ofPlatform('platform.accounts'), account),
  row('GET /api/platform/admins', ofPlatform('platform.admins')),
  row('POST /api/platform/admins', ofPlatform('platform.admins'), {
    body: { email: 'someone@example.org', ...role },
  }),
  row('PATCH /api/platform/admins/{account}', ofNobody, { ...account, body: role }),
  row('DELETE /api/platform/admins/{account}', ofNobody, account),
  row('DELETE /api/platform/invitations/{invitation}', ofNobody, {
    params: () => ({ invitation: NOWHERE }),
  }),
  row('POST /api/platform/join', theirs(404), { body: { token: 'none' } }),
]

export const platformPageRows: Row[] = [
  row('page /platform', ofPlatform('platform.health')),
  row('page /platform/shops', ofPlatform('shop.approve')),
  row('page /platform/shops/:shop', ofPlatform('shop.approve')),
  row('form /platform/shops/:shop approve', ofPlatform('shop.approve')),
  row('form /platform/shops/:shop suspend', ofPlatform('shop.suspend'), reason),
  row('form /platform/shops/:shop reinstate', ofPlatform('shop.suspend')),
  row('page /platform/accounts', ofPlatform('platform.accounts')),
  row('page /platform/accounts/:account', ofPlatform('platform.accounts'), {
    ...account,
    shows: {
      'may.actAs': to(ofPlatform('platform.impersonate')),
      'may.admins': to(ofPlatform('platform.admins')),
    },
  }),
  row('form /platform/accounts/:account deactivate', ofPlatform('platform.accounts'), account),
  row('form /platform/accounts/:account reactivate', ofPlatform('platform.accounts'), account),
  row('form /platform/accounts/:account reset', ofPlatform('platform.accounts'), account),
  row('page /platform/admins', ofPlatform('platform.admins')),
  row('form /platform/admins add', ofPlatform('platform.admins'), {
    body: { email: 'someone@example.org', ...role },
  }),
  row('form /platform/admins end', ofNobody, { body: { invitation: NOWHERE } }),
  row('page /platform/admins/:account', ofNobody, account),
  row('form /platform/admins/:account role', ofNobody, { ...account, body: role }),
  row('form /platform/admins/:account remove', ofNobody, account),
  row('page /platform/audit', ofPlatform('audit.read')),
  row('page /join-platform/:token', bySecret(404), { params: () => ({ token: 'none' }) }),
  row('form /join-platform/:token', theirs(404), { params: () => ({ token: 'none' }) }),
  row('page /open-shop', Object.assign((() => 'ok') as Who, { over: ['own'] as const })),
  row('form /open-shop', confirmed, { body: newShop }),
]
