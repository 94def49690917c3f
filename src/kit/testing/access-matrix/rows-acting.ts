import { TEST_PASSWORD } from '../people.ts'
import { markOf, type Role } from './grid.ts'
import type { Records } from './records.ts'
import { type Row, row } from './rows.ts'
import { anybody, bySecret, inShop, onDesk, signedIn, type Who } from './who.ts'

const isStranger = (role: Role) => role === 'nobody' || role === 'code'
const isPlatform = (role: Role) => role === 'super_admin' || role === 'admin' || role === 'support'
const ofOwn = (who: Who): Who => Object.assign(who, { over: ['own'] as const })

/** Whoever may act in another's place; for all others there is no such thing. */
const actor = ofOwn((role) => {
  if (isStranger(role)) return 401
  return isPlatform(role) && markOf('platform.impersonate', role) === 'all' ? 'ok' : 404
})
/** Whoever works at the shop of the record; for others it is none of theirs. */
const itsStaff = ofOwn((role) =>
  isStranger(role) ? 401 : isPlatform(role) || role === 'customer' ? 404 : 'ok',
)

const reason = 'They cannot find their invoice'
const devices = inShop('staff.edit')
const device = ({ device: id }: Records) => ({ device: id })
const pin = { pin: '4729', presentPassword: TEST_PASSWORD }

/** Acting in another's place, and the shared devices of a shop. */
export const actingRows: Row[] = [
  row('POST /api/platform/act-as', actor, { bodyOf: ({ account }) => ({ account, reason }) }),
  row('DELETE /api/platform/act-as', signedIn),
  row('page /platform/act-as', actor, { query: ({ account }) => ({ account }) }),
  row('form /platform/act-as', actor, { bodyOf: ({ account }) => ({ account, shop: '-', reason }) }),
  row('page /act-as/end', anybody),
  row('form /act-as/end', signedIn),

  row('GET /api/shops/{shop}/devices', devices),
  row('PATCH /api/shops/{shop}/devices/{device}', devices, { params: device, body: { lockMinutes: 10 } }),
  row('DELETE /api/shops/{shop}/devices/{device}', devices, { params: device }),
  row('page /desk/:shop/settings/devices', onDesk(devices)),
  row('form /desk/:shop/settings/devices register', devices, {
    body: { name: 'Tablet', place: 'Bay 2', lockMinutes: '5' },
  }),
  row('form /desk/:shop/settings/devices edit', devices, {
    bodyOf: (records) => ({ ...device(records), name: 'Tablet', place: '', lockMinutes: '10' }),
  }),
  row('form /desk/:shop/settings/devices revoke', devices, { bodyOf: device }),

  row('PUT /api/auth/device-pin', itsStaff, { bodyOf: ({ shop }) => ({ shop, ...pin }) }),
  row('page /me/security/pin', signedIn),
  row('form /me/security/pin', itsStaff, { bodyOf: ({ shop }) => ({ shop, ...pin }) }),
  // By the cookie of a device and a PIN, and here there is neither; `staff/devices.test.ts` has both.
  row('page /device', bySecret(401)),
  row('form /device', bySecret(404), { bodyOf: ({ staff }) => ({ person: staff, pin: '4729' }) }),
  row('page /device/pin', bySecret(401)),
  row('form /device/pin', bySecret(404), {
    bodyOf: ({ staff }) => ({ person: staff, pin: '4729', password: TEST_PASSWORD }),
  }),
  row('page /device/lock', anybody),
  row('form /device/lock', anybody),
]
