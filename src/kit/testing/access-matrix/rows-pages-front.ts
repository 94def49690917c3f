import { type Row, row } from './rows.ts'
import { anybody, but, bySecret, inShop } from './who.ts'

const week = { 'hours.0.weekday': '1', 'hours.0.opens': '09:00', 'hours.0.closes': '17:00' }
// The form of a page that stands for the address of its frame says so.
const index = { query: () => ({ index: '' }) }
/** The page of a thing that nobody was sent: for whoever comes, it is not there. */
const unknown = bySecret(404)

/** Pages of the front: shops, a repair followed by its code, paying, joining, the way to a first shop. */
export const frontPageRows: Row[] = [
  row('page /', anybody),
  row('page /about', anybody),
  row('page /preferences', anybody),
  // Answers everybody with 404, as a link does that opens nothing.
  row('page /link-over', bySecret(404)),
  row('page /api/docs', anybody, { whole: true }),
  row('page /set/:choice/:value', anybody, { params: () => ({ choice: 'theme', value: 'dark' }) }),
  row('page /shops/:shop', anybody),
  row('page /shops/:shop/book', anybody),
  row('form /shops/:shop/book', anybody, {
    bodyOf: ({ service }, role) => ({
      service,
      start: '2026-12-03T10:00:00-05:00',
      kind: 'vehicle',
      'asset.kind': 'vehicle',
      'asset.make': 'Honda',
      'asset.model': 'Civic',
      description: 'It squeaks.',
      ...(role === 'nobody' || role === 'code'
        ? { 'customer.name': 'Grace', 'customer.email': 'grace@example.org' }
        : {}),
    }),
  }),
  row('page /shops/:shop/:text', anybody, { params: () => ({ text: 'about' }) }),
  row('page /track', anybody),
  row('page /track/:code', anybody),
  row('page /track/:code', unknown, { as: 'a wrong code', params: () => ({ code: 'NOSUCHCODE123456' }) }),
  row('form /track/:code', anybody, { ...index, as: 'pay', order: 'billed', body: { act: 'pay' } }),
  row('form /track/:code', anybody, {
    ...index,
    as: 'cancel',
    visit: 'coming',
    body: { act: 'cancel', scope: 'all' },
  }),
  row(
    'form /track/:code',
    (role, whose) =>
      role === 'nobody' || role === 'code' ? 401 : role === 'customer' && whose === 'own' ? 'ok' : 403,
    {
      ...index,
      as: 'keep, of a repair that is in an account',
      body: { act: 'keep' },
    },
  ),
  row('form /track/:code', unknown, {
    ...index,
    as: 'a wrong code',
    params: () => ({ code: 'NOSUCHCODE123456' }),
    body: { act: 'pay' },
  }),
  row('page /track/:code/time', anybody, { visit: 'coming' }),
  row('form /track/:code/time', anybody, {
    visit: 'coming',
    body: { startsAt: '2026-12-03T11:00:00-05:00' },
  }),
  row('page /track/:code/appointment.ics', anybody, { visit: 'coming' }),
  row('page /pay/:token', unknown, { params: () => ({ token: 'none' }) }),
  row('page /pay/:token/return', unknown, { params: () => ({ token: 'none' }) }),
  row('page /join/:shop/:token', unknown, { params: () => ({ token: 'none' }) }),
  row('form /join/:shop/:token', (role) => (role === 'nobody' || role === 'code' ? 401 : 404), {
    params: () => ({ token: 'none' }),
  }),
  row('page /welcome', (role) => (role === 'super_admin' ? 'ok' : 404)),
  row('form /welcome', unknown, {
    body: { code: 'none', name: 'X', email: 'x@example.org', password: 'Kestrel-harbour-7' },
  }),
  row('page /welcome/shop', inShop('shop.approve')),
  // The analyst, whose address is not confirmed, is told so first.
  row('form /welcome/shop', but(inShop('shop.approve'), { analyst: 409 }), {
    body: {
      name: 'Brand New',
      kinds: 'workshop',
      address: '2 Quay',
      city: 'Boston',
      region: 'US',
      timezone: 'America/New_York',
      currency: 'USD',
      taxMode: 'added',
    },
  }),
  row('page /welcome/:shop/:step', inShop('shop.edit'), { params: () => ({ step: 'hours' }) }),
  row('form /welcome/:shop/:step', inShop('shop.edit'), {
    as: 'hours',
    params: () => ({ step: 'hours' }),
    body: week,
  }),
  row('form /welcome/:shop/:step', inShop('shop.edit'), {
    as: 'tax',
    params: () => ({ step: 'tax' }),
    body: { charges: 'yes', name: 'Luxury', percent: '20' },
  }),
  row('form /welcome/:shop/:step', inShop('staff.invite'), {
    as: 'people',
    params: () => ({ step: 'people' }),
    body: { who: 'other', name: 'Theo', places: '1' },
  }),
  row('form /welcome/:shop/:step', inShop('services.edit'), {
    as: 'service',
    params: () => ({ step: 'service' }),
    body: { name: 'Wash', durationMinutes: '30', priceKind: 'fixed', price: '20' },
  }),
  row('form /welcome/:shop/:step', anybody, {
    as: 'try: leads to the desk',
    params: () => ({ step: 'try' }),
  }),
]
