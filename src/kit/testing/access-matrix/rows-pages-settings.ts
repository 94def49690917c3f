import { type Row, row } from './rows.ts'
import { but, inShop, onDesk, toHolders } from './who.ts'

const week = { 'hours.0.weekday': '1', 'hours.0.opens': '09:00', 'hours.0.closes': '17:00' }
const shifts = { 'shifts.0.weekday': '1', 'shifts.0.opens': '09:00', 'shifts.0.closes': '17:00' }

/** Settings of a shop. */
export const settingsPageRows: Row[] = [
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
  row('page /desk/:shop/settings/services', inShop('services.read'), {
    as: 'without the desk around it',
    query: () => ({ _routes: 'features/catalog/pages/services.tsx' }),
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
