import { type Row, row } from './rows.ts'
import { but, inShop, onDesk, record, to, toHolders, type Who } from './who.ts'

const order = { seenBy: 'orders.read' }

/** Pages of the desk: today, the board, orders, invoices, new orders, the audit log. */
export const deskPageRows: Row[] = [
  row('page /desk/:shop/audit', onDesk(inShop('audit.read'))),
  row('page /desk/:shop/audit.csv', inShop('audit.read'), { whole: true }),
  row('page /desk/:shop', onDesk(inShop('orders.read')), {
    shows: {
      appointments: toHolders('appointments.read'),
      timeOffAsked: toHolders('schedule.edit'),
    },
  }),
  row('page /desk/:shop/board', onDesk(inShop('orders.read', 'filtered')), {
    finds: ({ orders }) => orders.working.request,
    // Of the first tag in work.
    shows: { 'columns.2.cards.0.allowed': to(inShop('orders.move', 'filtered')) },
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
  row('page /desk/:shop/orders/:id/invoice', but(record('invoices.read', order), { 'customer own': 404 }), {
    as: 'without the desk around it: not for its customer',
    params: ({ orders }) => ({ id: orders.billed.request }),
    query: () => ({ _routes: 'features/invoices/pages/order-invoice.tsx' }),
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
