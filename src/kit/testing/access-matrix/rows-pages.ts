import type { Records } from './records.ts'
import { type Row, row } from './rows.ts'
import {
  anybody,
  but,
  bySecret,
  inShop,
  ofEach,
  ofStaff,
  onDesk,
  ownSchedule,
  ownThing,
  record,
  signedIn,
  theirs,
  to,
  toHolders,
  type Who,
} from './who.ts'

const order = { seenBy: 'orders.read' }
const customer = { seenBy: 'customers.read' }
const week = { 'hours.0.weekday': '1', 'hours.0.opens': '09:00', 'hours.0.closes': '17:00' }
const shifts = { 'shifts.0.weekday': '1', 'shifts.0.opens': '09:00', 'shifts.0.closes': '17:00' }
const vehicle = { kind: 'vehicle', make: 'Honda', model: 'Civic' }
// The form of a page that stands for the address of its frame says so.
const index = { query: () => ({ index: '' }) }
/** The page of a thing that nobody was sent: for whoever comes, it is not there. */
const unknown = bySecret(404)

const front: Row[] = [
  row('page /', anybody),
  row('page /about', anybody),
  row('page /preferences', anybody),
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
  row('form /welcome/shop', inShop('shop.approve'), {
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

const accounts: Row[] = [
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

const desk: Row[] = [
  row('page /desk/:shop/audit', onDesk(inShop('audit.read'))),
  row('page /desk/:shop/audit.csv', inShop('audit.read'), { whole: true }),
  row('page /desk/:shop', onDesk(inShop('orders.read')), {
    shows: { appointments: toHolders('appointments.read') },
  }),
  row('page /desk/:shop/board', onDesk(inShop('orders.read', 'filtered')), {
    finds: ({ orders }) => orders.working.request,
  }),
  row('page /desk/:shop/my-day', onDesk(inShop('orders.read'))),
  row('page /desk/:shop/orders', onDesk(inShop('orders.read', 'filtered')), {
    finds: ({ orders }) => orders.working.request,
  }),
  row('page /desk/:shop/orders/:id', onDesk(record('orders.read', order)), {
    params: ({ orders }) => ({ id: orders.working.request }),
    shows: {
      'may.edit': to(record('orders.edit', order)),
      'may.assign': to(record('orders.assign', order)),
      'may.answer': to(record('estimates.approve', order)),
      'may.money': to(record('invoices.read', order)),
      'may.issue': to(record('invoices.issue', order)),
      'may.record': to(record('payments.record', order)),
      'order.description': to(record('requests.read', order)),
    },
  }),
  row('page /desk/:shop/orders/:id/invoice', onDesk(record('invoices.read', order)), {
    params: ({ orders }) => ({ id: orders.billed.request }),
    shows: {
      'may.issue': to(record('invoices.issue', order)),
      'may.record': to(record('payments.record', order)),
      'may.refund': to(record('payments.refund', order)),
    },
  }),
  row('form /desk/:shop/orders/:id/invoice issue', record('invoices.issue', order), {
    params: ({ orders }) => ({ id: orders.done.request }),
  }),
  row('form /desk/:shop/orders/:id/invoice record', record('payments.record', order), {
    params: ({ orders }) => ({ id: orders.billed.request }),
    body: { method: 'cash' },
  }),
  row(
    'form /desk/:shop/orders/:id/invoice record',
    but(record('payments.record', order), { 'technician own': 404 }),
    {
      as: 'a part of it, by the invoice that is seen',
      params: ({ orders }) => ({ id: orders.billed.request }),
      body: { method: 'cash', amount: '1.00' },
    },
  ),
  row('form /desk/:shop/orders/:id/invoice refund', record('payments.refund', order), {
    params: ({ orders }) => ({ id: orders.billed.request }),
    query: ({ payment }) => ({ payment }),
    body: { reason: 'x', left: '1000' },
  }),
  row('page /desk/:shop/new-order', onDesk(inShop('requests.create')), {
    query: (records) => ({ customer: records.customer }),
    shows: { mayAssign: toHolders('orders.assign'), known: toHolders('customers.read') },
  }),
  row('form /desk/:shop/new-order', counter(), {
    bodyOf: (records) => ({
      customerId: records.customer,
      assetId: records.asset,
      description: 'x',
      source: 'phone',
    }),
  }),
  row('form /desk/:shop/new-order', but(counter(), { 'technician own': 404, 'technician other': 404 }), {
    as: 'and begin, which a technician may on their own jobs',
    bodyOf: (records) => ({
      customerId: records.customer,
      assetId: records.asset,
      description: 'x',
      source: 'phone',
      begin: 'on',
    }),
  }),
  row('page /desk/:shop/new-order/customers', onDesk(inShop('customers.read', 'hidden')), {
    query: ({ customerName }) => ({ q: customerName }),
    finds: (records) => records.customer,
  }),
]

/** The counter's form: strangers and people of other places speak for nobody. */
function counter(): Who {
  return (role, whose) => {
    const may = inShop('requests.create')(role, whose)
    return may === 403 && (role === 'customer' || role === 'admin' || role === 'support' || whose === 'there')
      ? 'wrong'
      : may
  }
}

const customers: Row[] = [
  row('page /desk/:shop/customers', onDesk(inShop('customers.read', 'filtered')), {
    finds: (records) => records.customer,
    shows: { mayAdd: toHolders('customers.create') },
  }),
  row('page /desk/:shop/customers/new', onDesk(ofStaff('customers.create'))),
  row('form /desk/:shop/customers/new', ofStaff('customers.create'), {
    body: { name: 'New', email: 'new@example.org' },
  }),
  row('page /desk/:shop/customers/:id', onDesk(ofStaff('customers.read', customer)), {
    params: (records) => ({ id: records.customer }),
    shows: {
      'may.edit': toHolders('customers.edit'),
      'may.assets': toHolders('assets.edit'),
      'may.deactivate': toHolders('customers.deactivate'),
      'may.resetPassword': toHolders('customers.resetPassword'),
      'may.export': toHolders('customers.export'),
      'may.open': (role, whose) =>
        toHolders('requests.create')(role, whose) && toHolders('appointments.create')(role, whose),
      'may.calendar': toHolders('appointments.read'),
    },
  }),
  ...onCustomer({
    contact: [
      but(ofStaff('customers.edit', customer), { 'technician other': 403 }),
      { name: 'Renamed', email: 'renamed@example.org' },
    ],
    deactivate: [but(ofStaff('customers.deactivate', customer), { admin: 404, 'technician own': 404 }), {}],
    reactivate: [but(ofStaff('customers.deactivate', customer), { admin: 404, 'technician own': 404 }), {}],
    add: [ofStaff('assets.edit', customer), vehicle],
    asset: [ofStaff('assets.edit', { seenBy: 'assets.read' }), vehicle],
    archive: [ofStaff('assets.edit', { seenBy: 'assets.read' }), {}],
    consent: [
      but(ofStaff('customers.edit', customer), { 'technician other': 403 }),
      { consent: 'reminders yes' },
    ],
  }),
]

function onCustomer(forms: Record<string, [who: Who, body: Record<string, string>]>): Row[] {
  return Object.entries(forms).map(([act, [who, body]]) =>
    row(`form /desk/:shop/customers/:id ${act}`, who, {
      params: (records) => ({ id: records.customer }),
      query: ({ asset }) => ({ asset }),
      body,
    }),
  )
}

const calendar: Row[] = [
  row('page /desk/:shop/calendar', onDesk(inShop('appointments.read', 'filtered')), {
    query: () => ({ date: '2026-12-02' }),
    finds: ({ visits }) => visits.coming.appointment,
    shows: {
      mayCreate: toHolders('appointments.create'),
      mayMove: toHolders('appointments.move'),
      plan: toHolders('appointments.read'),
    },
  }),
  row('page /desk/:shop/calendar', ofEach(onDesk(inShop('appointments.read'))), {
    as: 'with a visit open',
    query: ({ visits }) => ({ date: '2026-12-02', appointment: visits.coming.appointment }),
    shows: {
      panel: to(inShop('appointments.read', 'filtered')),
      'panel.may.approve': toHolders('appointments.approve'),
      'panel.may.move': toHolders('appointments.move'),
      'panel.may.cancel': toHolders('appointments.cancel'),
      'panel.may.customer': toHolders('customers.read'),
    },
  }),
  row('page /desk/:shop/calendar', ofEach(onDesk(inShop('appointments.read'))), {
    as: 'with a request to book open',
    query: ({ orders }) => ({ date: '2026-12-02', book: orders.waiting.request }),
    shows: { panel: toHolders('appointments.create') },
  }),
  ...(['confirm', 'decline'] as const).map((act) =>
    row(`form /desk/:shop/calendar ${act}`, record('appointments.approve', order), {
      query: ({ visits }) => ({ appointment: visits.asked.appointment }),
    }),
  ),
  row('form /desk/:shop/calendar no-show', record('appointments.approve', order), {
    query: ({ visits }) => ({ appointment: visits.begun.appointment }),
  }),
  row('form /desk/:shop/calendar cancel', record('appointments.cancel', order), {
    query: ({ visits }) => ({ appointment: visits.coming.appointment }),
  }),
  row('form /desk/:shop/calendar places', but(record('appointments.move', order), { 'customer own': 403 }), {
    query: ({ visits }) => ({ appointment: visits.coming.appointment }),
    bodyOf: ({ technician }) => ({ resourceIds: technician }),
  }),
  row('form /desk/:shop/calendar move', record('appointments.move', order), {
    query: ({ visits }) => ({ appointment: visits.coming.appointment }),
    body: { date: '2026-12-03', time: '11:00' },
  }),
  row(
    'form /desk/:shop/calendar book',
    but(record('appointments.create', order), { 'customer own': 'wrong' }),
    {
      query: ({ orders }) => ({ book: orders.waiting.request }),
      bodyOf: ({ service }) => ({ date: '2026-12-03', time: '11:00', serviceIds: service, source: 'phone' }),
    },
  ),
  row('form /desk/:shop/calendar add', inShop('appointments.create'), {
    query: () => ({ add: 'now' }),
    bodyOf: ({ service }) => ({
      date: '2026-12-04',
      time: '11:00',
      serviceIds: service,
      source: 'phone',
      'customer.name': 'Adam Added',
      'customer.phone': '+12125550188',
      'asset.kind': 'vehicle',
      'asset.make': 'Toyota',
      'asset.model': 'Corolla',
    }),
  }),
]

const schedule: Row[] = [
  row('page /desk/:shop/day-customers', onDesk(inShop('appointments.read', 403)), {
    query: () => ({ date: '2026-12-02' }),
  }),
  row('page /desk/:shop/day-customers.csv', inShop('appointments.read', 403), {
    whole: true,
    query: () => ({ date: '2026-12-02' }),
  }),
  row('page /desk/:shop/load', onDesk(inShop('schedule.read', 403))),
  row('page /desk/:shop/my-schedule', onDesk(ownSchedule)),
  row('form /desk/:shop/my-schedule', inShop('timeoff.ask'), { body: { firstDay: '2027-03-01' } }),
  row('page /desk/:shop/time-off', onDesk(inShop('schedule.edit'))),
  row('form /desk/:shop/time-off -', inShop('schedule.edit'), {
    bodyOf: ({ askedOff }) => ({ timeOff: askedOff, decision: 'granted' }),
  }),
  row('form /desk/:shop/time-off sick', inShop('schedule.edit'), {
    bodyOf: ({ newcomer }) => ({ person: newcomer }),
  }),
  row('page /desk/:shop/waitlist', onDesk(inShop('appointments.read', 403)), {
    shows: { mayEdit: toHolders('appointments.create') },
  }),
  row('form /desk/:shop/waitlist', record('appointments.create', order), {
    as: 'remove',
    bodyOf: ({ orders }) => ({ act: 'remove', orderId: orders.listed.request }),
  }),
  row('form /desk/:shop/calendar said', record('appointments.cancel', order), {
    query: ({ visits }) => ({ appointment: visits.coming.appointment }),
  }),
  row('page /feeds/:file', bySecret(404), { params: () => ({ file: 'none.ics' }), whole: true }),
  row('page /me/calendar', signedIn),
  row('form /me/calendar feed', signedIn),
  row('form /me/calendar -', signedIn),
]

const signingIn: Row[] = [
  row('page /sign-in/phone', anybody),
  row('page /sign-in/passkey', anybody),
  // Nobody has asked for a code: back to the sign-in.
  row('page /sign-in/code', bySecret(401)),
  row('page /sign-in/second-step', bySecret(401)),
  ...['/phone', '/code', '/passkey', '/second-step'].map((page) =>
    row(`form /sign-in${page}`, bySecret('wrong'), { as: 'with nothing in it' }),
  ),
  ...['', '/password', '/phone', '/two-step', '/passkeys', '/show'].map((page) =>
    row(`page /me/security${page}`, signedIn),
  ),
  // Who sends it is asked before what was typed.
  ...['', '/password', '/phone', '/two-step'].map((page) =>
    row(`form /me/security${page}`, theirs('wrong'), { as: 'with nothing in it' }),
  ),
  row('form /me/security', theirs(404), {
    as: 'the session of another',
    body: { end: '01890000-0000-7000-8000-000000000000' },
  }),
  row('form /me/security', signedIn, { as: 'all other sessions', body: { end: 'others' } }),
  row('form /me/security/password', theirs('wrong'), {
    as: 'with a wrong password',
    body: { presentPassword: 'not the right one', password: 'four other quiet words' },
  }),
  row('form /me/security/phone', signedIn, { as: 'asks for a code', body: { phone: '+12125550142' } }),
  row('form /me/security/phone', theirs('wrong'), {
    as: 'with a code that nobody asked for',
    query: () => ({ sent: '1' }),
    body: { code: '123456' },
  }),
  row('form /me/security/passkeys', signedIn, { as: 'with nothing in it: does nothing' }),
  row('form /me/security/passkeys', theirs(404), {
    as: 'the passkey of another',
    body: { remove: '01890000-0000-7000-8000-000000000000' },
  }),
  row('form /me/security/show', theirs(409), { as: 'with nothing in it' }),
]

const conflicts: Row[] = [
  row('page /desk/:shop/conflicts', onDesk(inShop('appointments.move'))),
  ...onConflict({
    give: ({ helper }) => ({ resourceId: helper }),
    move: () => ({ startsAt: '2026-12-03T11:00:00-05:00' }),
    keep: () => ({ reason: 'They swap.' }),
    ask: () => ({ ask: '1' }),
    cancel: () => ({}),
    'give-all': ({ technician, helper }) => ({ from: technician, to: helper }),
  }),
]

function onConflict(forms: Record<string, (records: Records) => Record<string, string>>): Row[] {
  return Object.entries(forms).map(([act, bodyOf]) =>
    row(`form /desk/:shop/conflicts ${act}`, inShop('appointments.move'), {
      query: ({ conflict }) => ({ conflict }),
      bodyOf,
    }),
  )
}

const settings: Row[] = [
  row('page /desk/:shop/settings/hours', onDesk(inShop('shop.read')), {
    as: 'its closures',
    shows: { mayPlan: toHolders('schedule.edit') },
  }),
  ...settingsPages({
    '': ['shop.read'],
    '/hours': ['shop.read', 'shop.edit'],
    '/place': ['shop.read', 'shop.edit'],
    '/booking': ['shop.read', 'shop.edit'],
    '/tax': ['shop.read', 'shop.edit'],
    '/texts': ['shop.read', 'content.edit'],
    '/services': ['services.read', 'services.edit'],
    '/services/new': ['services.read', 'services.edit'],
    '/services/:service': ['services.read', 'services.edit'],
    '/bays': ['schedule.read', 'schedule.edit'],
  }),
  row('page /desk/:shop/settings/people', onDesk(inShop('staff.read', 'filtered')), {
    finds: ({ staff }) => staff,
    shows: { mayEdit: toHolders('staff.edit'), mayInvite: toHolders('staff.invite') },
  }),
  row(
    'page /desk/:shop/settings/people/:person',
    onDesk(but(inShop('staff.read', 'filtered'), { 'technician other': 404 })),
    {
      shows: { mayEdit: toHolders('staff.edit'), plan: toHolders('schedule.read') },
    },
  ),
  row('page /desk/:shop/settings/bays/:bay', onDesk(inShop('schedule.read', 404)), {
    shows: { mayEdit: toHolders('schedule.edit') },
  }),
  row('form /desk/:shop/settings/hours -', inShop('shop.edit'), { body: { version: '2', ...week } }),
  row('form /desk/:shop/settings/hours closure', inShop('schedule.edit'), {
    body: { startsOn: '2027-03-01' },
  }),
  row('form /desk/:shop/settings/hours remove', inShop('schedule.edit'), {
    bodyOf: ({ closure }) => ({ closure }),
  }),
  row('form /desk/:shop/settings/place', inShop('shop.edit'), {
    filledIn: 'values',
    body: { name: 'Renamed' },
  }),
  row('form /desk/:shop/settings/booking', inShop('shop.edit'), {
    filledIn: 'values',
    body: { leadMinutes: '60' },
  }),
  row('form /desk/:shop/settings/tax -', inShop('shop.edit'), {
    filledIn: 'values',
    body: { legalName: 'Inc' },
  }),
  row('form /desk/:shop/settings/tax add', inShop('shop.edit'), { body: { name: 'Luxury', percent: '20' } }),
  row('form /desk/:shop/settings/tax rate', inShop('shop.edit'), {
    bodyOf: ({ taxRate }) => ({ rate: taxRate, name: 'Renamed' }),
  }),
  row('form /desk/:shop/settings/tax rate', inShop('shop.edit'), {
    as: 'retire',
    bodyOf: ({ taxRate }) => ({ rate: taxRate, retire: 'true' }),
  }),
  row('form /desk/:shop/settings/texts', inShop('content.edit'), {
    body: { 'texts.0.key': 'about', 'texts.0.locale': 'en', 'texts.0.body': 'We mend.' },
  }),
  row('form /desk/:shop/settings/services -', inShop('services.edit'), {
    bodyOf: ({ services }) => ({ move: `down ${services[0]}` }),
  }),
  row('form /desk/:shop/settings/services drop-off', inShop('shop.edit'), {
    body: { version: '2', dropOffHours: '48' },
  }),
  row('form /desk/:shop/settings/services restore', inShop('services.edit'), {
    bodyOf: ({ service }) => ({ service }),
  }),
  row('form /desk/:shop/settings/services/new', inShop('services.edit'), {
    body: { name: 'Wash', durationMinutes: '30', priceKind: 'fixed', price: '20' },
  }),
  row('form /desk/:shop/settings/services/:service -', inShop('services.edit'), {
    body: { name: 'Renamed', durationMinutes: '30' },
  }),
  row('form /desk/:shop/settings/services/:service price', inShop('services.edit'), {
    body: { priceKind: 'fixed', price: '99' },
  }),
  ...['true', 'false'].map((retired) =>
    row('form /desk/:shop/settings/services/:service retire', inShop('services.edit'), {
      as: retired === 'true' ? 'retire' : 'restore',
      body: { version: '1', retired },
    }),
  ),
  row('form /desk/:shop/settings/people', inShop('staff.invite'), {
    body: { name: 'New', roles: 'advisor' },
  }),
  row('form /desk/:shop/settings/people/:person edit', inShop('staff.edit'), {
    body: { version: '1', name: 'Renamed', roles: 'technician' },
  }),
  row('form /desk/:shop/settings/people/:person invite', inShop('staff.invite'), {
    params: ({ newcomer }) => ({ person: newcomer }),
    body: { email: 'ina@example.org' },
  }),
  row('form /desk/:shop/settings/people/:person leave', inShop('staff.edit')),
  row('form /desk/:shop/settings/people/:person person-away', inShop('schedule.edit'), {
    body: { firstDay: '2027-02-01' },
  }),
  ...planForms('people/:person'),
  row('form /desk/:shop/settings/bays', inShop('schedule.edit'), { body: { kind: 'bay', name: 'Bay 9' } }),
  row('form /desk/:shop/settings/bays/:bay name', inShop('schedule.edit'), {
    body: { version: '1', name: 'Bay 9' },
  }),
  row('form /desk/:shop/settings/bays/:bay retire', inShop('schedule.edit')),
  ...planForms('bays/:bay'),
]

function settingsPages(pages: Record<string, [read: string, edit?: string]>): Row[] {
  return Object.entries(pages).map(([page, [read, edit]]) =>
    row(
      `page /desk/:shop/settings${page}`,
      onDesk(inShop(read)),
      edit ? { shows: { mayEdit: toHolders(edit) } } : {},
    ),
  )
}

function planForms(page: string): Row[] {
  const form = (act: string, sent: Parameters<typeof row>[2]) =>
    row(`form /desk/:shop/settings/${page} ${act}`, inShop('schedule.edit'), sent)
  return [
    form('shifts', { bodyOf: ({ technician }) => ({ resource: technician, ...shifts }) }),
    form('away', { bodyOf: ({ technician }) => ({ resource: technician, firstDay: '2027-03-01' }) }),
    form('drop', { bodyOf: ({ technician }) => ({ resource: technician, from: '2027-05-03' }) }),
    form('exception', { bodyOf: ({ technician }) => ({ resource: technician, startsOn: '2027-05-10' }) }),
    form('usual', { bodyOf: ({ exception }) => ({ exception }) }),
    form('back', { bodyOf: ({ timeOff }) => ({ timeOff }) }),
    form('-', {
      bodyOf: ({ technician }) => ({ resource: technician, version: '1', lanes: '2', dailyHours: '8' }),
    }),
  ]
}

const workshop: Row[] = [
  row('page /dev/ui', anybody),
  // Only at the machine itself; `platform/pages/outbox.test.ts` goes there.
  row('page /dev/outbox', unknown),
  row('page /dev/outbox/:id/:part', unknown, { params: () => ({ id: 'none', part: 'html' }) }),
]

/** Every page and every form, by area. */
export const pageRows: Row[] = [
  ...front,
  ...accounts,
  ...desk,
  ...customers,
  ...calendar,
  ...conflicts,
  ...schedule,
  ...signingIn,
  ...settings,
  ...workshop,
]
