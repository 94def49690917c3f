import { type Row, row } from './rows.ts'
import { but, inShop, ofStaff, onDesk, toHolders, type Who } from './who.ts'

const customer = { seenBy: 'customers.read' }
const vehicle = { kind: 'vehicle', make: 'Honda', model: 'Civic' }

/** Pages of the customers as the shop knows them. */
export const customersPageRows: Row[] = [
  row('page /desk/:shop/customers', onDesk(inShop('customers.read', 'filtered')), {
    finds: (records) => records.customer,
    shows: { mayAdd: toHolders('customers.create'), mayMerge: toHolders('customers.merge') },
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
