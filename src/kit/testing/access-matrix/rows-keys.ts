import { type Row, row } from './rows.ts'
import { but, bySecret, inShop, onDesk, type Who } from './who.ts'

const one = { params: ({ apiKey }: { apiKey: string }) => ({ key: apiKey }) }
const made = { name: 'Another', permissions: ['orders.read'] }
const keys: Who = inShop('apiKeys.edit')
const onPage = onDesk(keys)

/** Whoever's case it is: it is sent by a key that takes no work in. */
const byKey = { as: 'by a key that may not', byKey: true } as const
const work = { asset: { kind: 'vehicle', make: 'Honda', model: 'Civic' }, description: 'It squeaks.' }

/** Keys of a shop for other programs. Under the frame of a shop's desk nobody else comes so far as to be refused. */
export const keyRows: Row[] = [
  row('GET /api/shops/{shop}/api-keys', keys),
  row('POST /api/shops/{shop}/api-keys', keys, { body: made }),
  row('POST /api/shops/{shop}/api-keys', but(keys, { manager: 403, 'manager there': 403 }), {
    as: 'with more than managers hold',
    body: { ...made, permissions: ['audit.read'] },
  }),
  row('POST /api/shops/{shop}/api-keys/{key}/rotate', keys, { ...one, body: { overlapHours: 0 } }),
  row('DELETE /api/shops/{shop}/api-keys/{key}', keys, one),
  row('POST /api/service-request', bySecret(403), { ...byKey, bodyOf: ({ shop }) => ({ shop, ...work }) }),
  row('POST /api/appointment', bySecret(403), {
    ...byKey,
    bodyOf: ({ shop, service }) => ({
      shop,
      serviceIds: [service],
      startsAt: '2026-12-03T10:00:00-05:00',
      ...work,
    }),
  }),
  row('page /desk/:shop/settings/api-keys', onPage),
  row('form /desk/:shop/settings/api-keys -', keys, {
    as: 'rotate',
    bodyOf: ({ apiKey }) => ({ key: apiKey, overlapHours: '0' }),
  }),
  row('form /desk/:shop/settings/api-keys revoke', keys, { bodyOf: ({ apiKey }) => ({ key: apiKey }) }),
  row('page /desk/:shop/settings/api-keys/new', onPage),
  row('form /desk/:shop/settings/api-keys/new', keys, { body: made }),
]
