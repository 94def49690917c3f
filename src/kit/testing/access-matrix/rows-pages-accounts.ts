import { type Row, row } from './rows.ts'
import { anybody, but, bySecret, ownThing, signedIn, type Who } from './who.ts'

const vehicle = { kind: 'vehicle', make: 'Honda', model: 'Civic' }

/** Pages of an account: sign-in, the portal, the garage. */
export const accountsPageRows: Row[] = [
  row('page /sign-in', anybody),
  row('form /sign-in', bySecret(401), { body: { email: 'x@example.org', password: 'wrong' } }),
  row('page /register', anybody),
  row('form /register', anybody, {
    body: { name: 'New', email: 'new@example.org', password: 'Kestrel-harbour-7' },
  }),
  row('page /forgot-password', anybody),
  row('form /forgot-password', anybody, { body: { email: 'x@example.org' } }),
  row('page /reset-password', anybody),
  row('form /reset-password', bySecret('wrong'), { body: { token: 'none', password: 'Kestrel-harbour-8' } }),
  row('page /verify-email', anybody),
  row('form /verify-email', bySecret('wrong'), { body: { token: 'none' } }),
  row('page /sign-out', but(anybody, { nobody: 401, code: 401 })),
  row('form /sign-out', anybody),
  row('page /me/send-verification', anybody, { as: 'leads back to the profile' }),
  row('form /me/send-verification', signedIn),
  row('page /me', signedIn),
  row('page /me/profile', signedIn),
  row('form /me/profile', signedIn, { body: { name: 'Renamed', email: 'renamed@example.org' } }),
  row('page /me/repairs', mineOnPage(), { finds: ({ orders }) => orders.working.request }),
  row('page /me/repairs/:id', ownRepair('orders.read'), {
    params: ({ orders }) => ({ id: orders.working.request }),
  }),
  row('form /me/repairs/:id', ownRepair('payments.pay'), {
    as: 'pay',
    params: ({ orders }) => ({ id: orders.billed.request }),
    body: { act: 'pay' },
  }),
  row('form /me/repairs/:id', ownRepair('appointments.cancel'), {
    as: 'cancel',
    params: ({ visits }) => ({ id: visits.coming.request }),
    body: { act: 'cancel', scope: 'visit' },
  }),
  row('page /me/repairs/:id/time', ownRepair('orders.read'), {
    params: ({ visits }) => ({ id: visits.coming.request }),
  }),
  row('form /me/repairs/:id/time', ownRepair('appointments.move'), {
    params: ({ visits }) => ({ id: visits.coming.request }),
    body: { startsAt: '2026-12-03T11:00:00-05:00' },
  }),
  row('page /me/appointments', mineOnPage(), { finds: ({ visits }) => visits.coming.request }),
  row('page /me/invoices', mineOnPage(), { finds: ({ orders }) => orders.billed.request }),
  row('page /me/garage', mineOnPage(), { finds: ({ garage }) => garage }),
  row('page /me/garage/new', signedIn),
  row('form /me/garage/new', signedIn, { body: vehicle }),
  row('page /me/garage/:id', ownThing('assets.read'), { params: ({ garage }) => ({ id: garage }) }),
  row('form /me/garage/:id', ownThing('assets.edit'), {
    params: ({ garage }) => ({ id: garage }),
    body: { ...vehicle, version: '1' },
  }),
  row('form /me/garage/:id', ownThing('assets.edit'), {
    as: 'archive',
    params: ({ garage }) => ({ id: garage }),
    body: { kind: 'archive' },
  }),
]

/** Whoever is signed in sees the page; what is on it is the customer's own. */
function mineOnPage(): Who {
  return (role, whose) => {
    const entry = signedIn(role, whose)
    return entry !== 'ok' || (role === 'customer' && whose === 'own') ? entry : 'hidden'
  }
}

/** A repair as its customer's own page: for nobody else, whatever they may do at the desk. */
function ownRepair(permission: string): Who {
  return ownThing(permission)
}
