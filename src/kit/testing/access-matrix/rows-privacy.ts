import { TEST_PASSWORD } from '../people.ts'
import { type Row, row } from './rows.ts'
import { but, inShop, ofStaff, onDesk, type Outcome, signedIn, theirs, toHolders, type Who } from './who.ts'

const customer = { seenBy: 'customers.read' }
// A technician sees the customers of their own work; these acts ask without looking whose it is.
const onCustomer = (permission: string): Who =>
  but(ofStaff(permission, customer), { 'technician other': 403 })
const ofCustomer = { params: ({ customer: id }: { customer: string }) => ({ id }) }
const choices = { email: true, sms: false }

/** The same people, and for them it comes to this: what is sent is refused for another reason. */
const instead = (who: Who, outcome: Outcome): Who =>
  Object.assign(
    (...asked: Parameters<Who>) => {
      const entry = who(...asked)
      return entry === 'ok' ? outcome : entry
    },
    who.over ? { over: who.over } : {},
  )

const own: Row[] = [
  row('GET /api/me/export', signedIn),
  row('POST /api/me/export', signedIn),
  row('GET /api/me/erasure', signedIn),
  // Staff leave first, and the customer's repairs are open.
  row('POST /api/me/erasure', theirs(409), { body: { presentPassword: TEST_PASSWORD } }),
  row('DELETE /api/me/erasure', theirs(404)),
  row('GET /api/me/notification-choices', signedIn),
  row('PUT /api/me/notification-choices', signedIn, {
    body: { service: choices, reminders: choices, promotions: choices },
  }),
  row('GET /api/me/consents', signedIn),
  row('POST /api/me/consents', but(theirs(404), { customer: 'ok' }), {
    bodyOf: ({ shop }) => ({ shop, purpose: 'reminders', granted: false }),
  }),
  row('page /exports/:id', theirs(404), {
    whole: true,
    as: 'by a link that nobody was given',
    params: ({ customer: id }) => ({ id }),
    query: () => ({ until: '9999999', signature: 'none' }),
  }),
  ...(['customer', 'shop'] as const).map((whose) =>
    row('page /exports/:id', but(theirs(404), { house: 403 }), {
      whole: true,
      as: `the copy of a ${whose} by who asked for it and may not any more`,
      params: ({ copies }) => ({ id: copies[whose].id }),
      query: ({ copies }) => copies[whose].link,
    }),
  ),
  row('page /me/privacy', signedIn),
  row('form /me/privacy copy', signedIn),
  row('form /me/privacy erase', theirs(409), { body: { presentPassword: TEST_PASSWORD } }),
  row('form /me/privacy keep', theirs(404)),
  row('page /me/consents', signedIn),
  row('form /me/consents', but(theirs(404), { customer: 'ok' }), {
    bodyOf: ({ shop }) => ({ shop, say: 'reminders no' }),
  }),
  row('page /me/notifications', signedIn),
  row('form /me/notifications', signedIn, { body: { service_email: 'on' } }),
]

const desk: Row[] = [
  row('GET /api/shops/{shop}/customers/{customer_id}/export', onCustomer('customers.export')),
  row('POST /api/shops/{shop}/customers/{customer_id}/export', onCustomer('customers.export')),
  row(
    'POST /api/shops/{shop}/customers/{customer_id}/erase',
    instead(onCustomer('customers.erase'), 'wrong'),
    { as: 'by another name', body: { name: 'Somebody Else' } },
  ),
  row('GET /api/shops/{shop}/compliance', inShop('compliance.page')),
  row('PUT /api/shops/{shop}/books', inShop('shop.edit'), { body: { years: 8 } }),
  row('GET /api/shops/{shop}/erasure-certificates/{certificate}', instead(inShop('compliance.page'), 404), {
    as: 'that is not there',
    params: ({ customer: certificate }) => ({ certificate }),
  }),
  row('page /desk/:shop/compliance', onDesk(inShop('compliance.page')), {
    shows: {
      'may.edit': toHolders('shop.edit'),
      'may.rule': toHolders('roles.edit'),
      take: toHolders('data.export'),
    },
  }),
  row('form /desk/:shop/compliance -', inShop('shop.edit'), { body: { years: '8' } }),
  row('page /desk/:shop/customers/:id/data', onDesk(onCustomer('customers.export')), {
    ...ofCustomer,
    shows: { erase: toHolders('customers.erase') },
  }),
  row('form /desk/:shop/customers/:id/data copy', onCustomer('customers.export'), ofCustomer),
  row('form /desk/:shop/customers/:id/data erase', instead(onCustomer('customers.erase'), 'wrong'), {
    ...ofCustomer,
    body: { name: 'Somebody Else' },
  }),
]

/** What people may ask about their own data, and who at a shop treats it. */
export const privacyRows: Row[] = [...own, ...desk]
