import { accountRows } from './rows-accounts.ts'
import { customerAccountRows } from './rows-customer-accounts.ts'
import { bookingRows, self } from './rows-booking.ts'
import { staffRows } from './rows-staff.ts'
import { type Row, row } from './rows.ts'
import type { Outcome, Who } from './who.ts'
import { confirmed, anybody, but, bySecret, inShop, mine, ofCounter, ofStaff, record, to } from './who.ts'

const car = { kind: 'vehicle', make: 'Honda', model: 'Civic' }
const week = [{ weekday: 1, opens: '09:00', closes: '17:00' }]
const usd = (amount: number) => ({ amount, currency: 'USD' })
const order = { seenBy: 'orders.read' }
const link = { ...order, link: true }

const shops: Row[] = [
  row('GET /api/shops', anybody),
  row('POST /api/shops', confirmed, {
    body: {
      slug: 'brand-new',
      name: 'Brand New',
      kinds: ['workshop'],
      city: 'Boston',
      address: '2 Quay',
      region: 'US',
      timezone: 'America/New_York',
      currency: 'USD',
      locale: 'en',
      taxMode: 'added',
    },
  }),
  row('GET /api/shops/{shop}', anybody),
  row('GET /api/shops/{shop}', but(bySecret(404), { super_admin: 'ok', admin: 'ok' }), {
    as: 'that waits for the platform’s yes',
    params: ({ waitingShop }) => ({ shop: waitingShop }),
  }),
  row('PATCH /api/shops/{shop}', inShop('shop.edit'), { body: { name: 'Renamed' } }),
  row('GET /api/shops/{shop}/settings', inShop('shop.read')),
  row('POST /api/shops/{shop}/approve', inShop('shop.approve')),
  row('POST /api/shops/{shop}/suspend', inShop('shop.suspend'), { body: { reason: 'Nobody answers.' } }),
  row('POST /api/shops/{shop}/reinstate', inShop('shop.suspend')),
  row('GET /api/shops/{shop}/texts', inShop('shop.read')),
  row('PUT /api/shops/{shop}/texts', inShop('content.edit'), {
    body: { texts: [{ key: 'about', locale: 'en', body: 'We mend.' }] },
  }),
  row('PUT /api/shops/{shop}/hours', inShop('shop.edit'), { body: { hours: week } }),
  row('GET /api/shops/{shop}/closures', inShop('shop.read')),
  row('POST /api/shops/{shop}/closures', inShop('schedule.edit'), { body: { startsOn: '2027-03-01' } }),
  row('DELETE /api/shops/{shop}/closures/{closure}', inShop('schedule.edit')),
  row('POST /api/shops/{shop}/tax-rates', inShop('shop.edit'), { body: { name: 'Luxury', percent: 20 } }),
  row('PATCH /api/shops/{shop}/tax-rates/{rate}', inShop('shop.edit'), { body: { name: 'Renamed' } }),
  row('POST /api/shops/{shop}/tax-rates/{rate}/retire', inShop('shop.edit')),
  row('POST /api/first-start', bySecret(404), {
    body: { code: 'none', name: 'X', email: 'x@example.org', password: 'Kestrel-harbour-7' },
  }),
]

// The platform's administrators close accounts, not a shop's own records of its customers.
const standing = but(ofStaff('customers.deactivate', { seenBy: 'customers.read' }), {
  admin: 404,
  'technician own': 404,
})

const customers: Row[] = [
  row('GET /api/shops/{shop}/customers', inShop('customers.read', 'filtered'), {
    finds: ({ customer }) => customer,
  }),
  row('POST /api/shops/{shop}/customers', ofStaff('customers.create'), {
    body: { name: 'New', email: 'new@example.org' },
  }),
  row(
    'GET /api/shops/{shop}/customers/{customer_id}',
    ofStaff('customers.read', { seenBy: 'customers.read' }),
  ),
  // A technician is refused whichever customer it is, so that the refusal tells nothing of who is one.
  row(
    'PATCH /api/shops/{shop}/customers/{customer_id}',
    but(ofStaff('customers.edit', { seenBy: 'customers.read' }), { 'technician other': 403 }),
    {
      body: { name: 'Renamed' },
    },
  ),
  row('POST /api/shops/{shop}/customers/{customer_id}/deactivate', standing),
  row('POST /api/shops/{shop}/customers/{customer_id}/reactivate', standing),
  row(
    'POST /api/shops/{shop}/customers/{customer_id}/consents',
    but(ofStaff('customers.edit', { seenBy: 'customers.read' }), { 'technician other': 403 }),
    {
      body: { purpose: 'reminders', granted: true },
    },
  ),
  row(
    'POST /api/shops/{shop}/customers/{customer_id}/assets',
    ofStaff('assets.edit', { seenBy: 'customers.read' }),
    { body: car },
  ),
  row('GET /api/shops/{shop}/assets/{asset_id}', ofStaff('assets.read', { seenBy: 'assets.read' })),
  row('PATCH /api/shops/{shop}/assets/{asset_id}', ofStaff('assets.edit', { seenBy: 'assets.read' }), {
    body: car,
  }),
  row('POST /api/shops/{shop}/assets/{asset_id}/archive', ofStaff('assets.edit', { seenBy: 'assets.read' })),
]

const catalog: Row[] = [
  row('GET /api/shops/{shop}/services', anybody),
  row('POST /api/shops/{shop}/services', inShop('services.edit'), {
    body: { name: 'Wash', durationMinutes: 30, priceKind: 'fixed', price: usd(2000) },
  }),
  row('GET /api/shops/{shop}/catalog', inShop('services.read')),
  row('PATCH /api/shops/{shop}/services/{service}', inShop('services.edit'), { body: { name: 'Renamed' } }),
  row('PUT /api/shops/{shop}/services/{service}/price', inShop('services.edit'), {
    body: { priceKind: 'fixed', price: usd(9900) },
  }),
  row('PUT /api/shops/{shop}/services/order', inShop('services.edit'), {
    bodyOf: ({ services }) => ({ serviceIds: services }),
  }),
  row('POST /api/shops/{shop}/services/{service}/retire', inShop('services.edit')),
  row('POST /api/shops/{shop}/services/{service}/restore', inShop('services.edit')),
]

const answers = record('estimates.approve', link)
const said = (own: Outcome) => but(answers, { 'customer own': own, 'code own': own })
/** Of those who may, staff must say how they were told. */
const staffSayHow =
  (who: Who): Who =>
  (role, whose) =>
    who(role, whose) === 'ok' && role !== 'customer' && role !== 'code' ? 'wrong' : who(role, whose)

const orders: Row[] = [
  row('GET /api/service-request', inShop('orders.read', 'filtered'), {
    as: 'of a shop',
    query: ({ shop }) => ({ shop, limit: '200' }),
    finds: (records) => records.orders.working.request,
  }),
  row('GET /api/service-request', mine, {
    as: 'of mine',
    finds: (records) => records.orders.working.request,
  }),
  row('POST /api/service-request', anybody, {
    as: 'as a guest or for oneself',
    bodyOf: ({ shop }, role) => ({ shop, asset: car, description: 'It squeaks.', ...self(role) }),
  }),
  row('POST /api/service-request', ofCounter('requests.create'), {
    as: 'for a customer of the shop',
    bodyOf: ({ shop, customer }) => ({
      shop,
      asset: car,
      description: 'x',
      customerId: customer,
      source: 'phone',
    }),
  }),
  row('GET /api/service-request/{request_id}', record('orders.read', link), {
    shows: {
      description: to(record('requests.read', link)),
      allowed: to(record('orders.move', link)),
    },
  }),
  row('GET /api/service-request/{request_id}', record('orders.read', link), {
    as: 'that waits, which its customer may still cancel',
    order: 'waiting',
    shows: {
      allowed: (role, whose) =>
        to(record('orders.move', link))(role, whose) || to(record('orders.cancel', link))(role, whose),
    },
  }),
  row('GET /api/service-request/{request_id}/status', record('orders.read', link)),
  row(
    'PATCH /api/service-request/{request_id}/status',
    but(record('orders.move', link), { 'customer own': 403, 'code own': 403 }),
    {
      as: 'a stage',
      body: { status: 'on_hold' },
    },
  ),
  row(
    'PATCH /api/service-request/{request_id}/status',
    but(record('orders.cancel', link), { 'customer own': 409, 'code own': 409 }),
    { as: 'canceled, once work has begun', body: { status: 'canceled' } },
  ),
  row('PATCH /api/service-request/{request_id}/status', record('orders.cancel', link), {
    as: 'canceled',
    order: 'waiting',
    body: { status: 'canceled' },
  }),
  row('PATCH /api/service-request/{request_id}/status', record('orders.edit', link), {
    as: 'a note',
    body: { note: 'x' },
  }),
  row('PATCH /api/service-request/{request_id}/status', record('orders.edit', link), {
    as: 'a promise',
    body: { promisedAt: '2026-12-03T12:00:00Z' },
  }),
  row('PATCH /api/service-request/{request_id}/status', record('orders.move', link), {
    as: 'delayed',
    body: { status: 'delayed', reason: 'parts' },
  }),
  row('POST /api/service-request/{request_id}/notes', record('orders.edit', order), {
    body: { text: 'Seen.' },
  }),
  row('POST /api/service-request/{request_id}/images', record('orders.edit', order), {
    bodyOf: ({ upload }) => ({ imageIds: [upload] }),
  }),
  row('POST /api/service-request/{request_id}/assignments', record('orders.assign', order), {
    bodyOf: (records) => ({ staffId: records.staff }),
  }),
  row('DELETE /api/service-request/{request_id}/assignments/{staff_id}', record('orders.assign', order)),
  row('PUT /api/service-request/{request_id}/bay', record('orders.assign', order), {
    bodyOf: ({ bay }) => ({ bayId: bay }),
  }),
  row('POST /api/service-request/{request_id}/jobs', record('orders.edit', order), {
    body: { title: 'More' },
  }),
  row('PATCH /api/service-request/{request_id}/jobs/{job_id}', record('orders.edit', order), {
    body: { cause: 'Rust' },
  }),
  row('DELETE /api/service-request/{request_id}/jobs/{job_id}', record('orders.edit', order), {
    params: ({ extraJob }) => ({ job_id: extraJob }),
  }),
  ...(['authorise', 'decline'] as const).flatMap((verb) => [
    row(`POST /api/service-request/{request_id}/jobs/{job_id}/${verb}`, said('wrong'), {
      as: 'told by phone, which only staff say',
      params: ({ extraJob }) => ({ job_id: extraJob }),
      body: { how: 'phone', ...(verb === 'authorise' ? { amount: 100 } : {}) },
    }),
    row(`POST /api/service-request/{request_id}/jobs/{job_id}/${verb}`, staffSayHow(said(404)), {
      as: 'online, of a job that the customer was not asked about',
      params: ({ extraJob }) => ({ job_id: extraJob }),
      body: verb === 'authorise' ? { amount: 100 } : {},
    }),
  ]),
  row(
    'POST /api/service-request/{request_id}/jobs/{job_id}/decline',
    staffSayHow(record('estimates.approve', link)),
    {
      as: 'online, of a job that was asked for',
      body: {},
    },
  ),
  row('POST /api/service-request/{request_id}/jobs/{job_id}/lines', record('orders.edit', order), {
    body: { kind: 'part', text: 'Pads', unitPrice: usd(4999) },
  }),
  row('PATCH /api/service-request/{request_id}/lines/{line_id}', record('orders.edit', order), {
    body: { text: 'Renamed' },
  }),
  row('DELETE /api/service-request/{request_id}/lines/{line_id}', record('orders.edit', order)),
  row('GET /api/shops/{shop}/board', inShop('orders.read', 'filtered'), {
    finds: (records) => records.orders.working.request,
  }),
  row('GET /api/shops/{shop}/dashboard', inShop('orders.read', 403)),
  row('GET /api/shops/{shop}/my-day', inShop('orders.read')),
  row('GET /api/shops/{shop}/live', inShop('orders.read'), { streams: true }),
]

const money: Row[] = [
  row('GET /api/service-request/{request_id}/invoice', record('invoices.read', link), {
    order: 'billed',
    as: 'issued',
  }),
  row(
    'GET /api/service-request/{request_id}/invoice',
    but(record('invoices.read', link), { 'customer own': 404, 'code own': 404 }),
    {
      order: 'done',
      as: 'a draft',
    },
  ),
  row('POST /api/service-request/{request_id}/invoice/issue', record('invoices.issue', order), {
    order: 'done',
  }),
  row('POST /api/service-request/{request_id}/invoice/payments', record('payments.record', link), {
    order: 'billed',
    as: 'cash',
    body: { method: 'cash', amount: 100 },
  }),
  row(
    'POST /api/service-request/{request_id}/invoice/payments',
    but(record('payments.record', link), { 'customer own': 'ok', 'code own': 'ok' }),
    {
      order: 'billed',
      as: 'by card',
      body: { method: 'card' },
    },
  ),
  row('GET /api/service-request/{request_id}/invoice/payments', record('invoices.read', link), {
    order: 'billed',
  }),
  row('POST /api/payments/{payment_id}/refund', record('payments.refund', order), {
    body: { reason: 'x', amount: 100 },
  }),
]

const outside: Row[] = [
  row('GET /api/shops/{shop}/audit', inShop('audit.read')),
  row('GET /api/audit', (role) =>
    role === 'nobody' || role === 'code' ? 401 : role === 'super_admin' ? 'ok' : 404,
  ),
  row('GET /api/openapi.json', anybody),
  row('GET /files/:id/:size', bySecret(404), {
    as: 'without a signature',
    params: ({ upload }) => ({ id: upload, size: 'full' }),
  }),
  row('GET /files/:id/:size', anybody, {
    as: 'by its signed link',
    params: ({ upload }) => ({ id: upload, size: 'full' }),
    query: ({ photoLink }) => photoLink,
  }),
  row('GET /papers/:kind/:id', bySecret(404), {
    as: 'without a signature',
    params: ({ invoice }) => ({ kind: 'invoice', id: invoice }),
  }),
  row('GET /papers/:kind/:id', anybody, {
    as: 'by its signed link',
    params: ({ invoice }) => ({ kind: 'invoice', id: invoice }),
    query: ({ paperLink }) => paperLink,
  }),
  row('GET /card-page/:ref', bySecret(404), { params: () => ({ ref: 'none' }) }),
  row('POST /api/uploads', anybody, { photo: true }),
  row('GET /api/health', anybody),
  row('POST /api/payments/events/{gateway}', bySecret(404), { params: () => ({ gateway: 'none' }) }),
  row('POST /api/sms/status/{gateway}', bySecret(404), { params: () => ({ gateway: 'none' }) }),
]

/** Every REST operation, by feature. */
export const apiRows: Row[] = [
  ...accountRows,
  ...shops,
  ...customers,
  ...customerAccountRows,
  ...catalog,
  ...staffRows,
  ...bookingRows,
  ...orders,
  ...money,
  ...outside,
]
