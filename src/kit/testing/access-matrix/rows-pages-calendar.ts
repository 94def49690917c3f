import { otherWork } from './rows-booking.ts'
import { type Row, row } from './rows.ts'
import { but, inShop, ofEach, onDesk, record, to, toHolders } from './who.ts'

const order = { seenBy: 'orders.read' }

/** The calendar and its forms. */
export const calendarPageRows: Row[] = [
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
      'panel.may.edit': toHolders('orders.edit'),
    },
  }),
  row('page /desk/:shop/calendar', ofEach(onDesk(inShop('appointments.read'))), {
    as: 'with a visit open that cannot be as booked',
    query: ({ visits }) => ({ date: '2026-12-02', appointment: visits.clashing.appointment }),
    shows: { 'panel.conflict': toHolders('appointments.move') },
  }),
  row('page /desk/:shop/calendar', onDesk(inShop('appointments.read')), {
    as: 'with a visit to add open',
    query: () => ({ date: '2026-12-02', add: 'now' }),
    shows: { panel: toHolders('appointments.create') },
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
  row('form /desk/:shop/calendar work', but(record('appointments.move', order), { 'customer own': 403 }), {
    query: ({ visits }) => ({ appointment: visits.coming.appointment }),
    bodyOf: otherWork,
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
