import { type Row, row } from './rows.ts'
import { but, bySecret, inShop, ofStaff, onDesk, type Outcome, theirs, type Who } from './who.ts'

const customer = { seenBy: 'customers.read' }

// As with all acts on a customer: the platform's administrators see no shop's records, and a technician is refused
// whichever customer it is.
const reset = but(ofStaff('customers.resetPassword', customer), { admin: 404, 'technician own': 404 })
const edits = but(ofStaff('customers.edit', customer), { 'technician other': 403 })
/** The customer of the records has an account: there is nothing to send a link for. */
const hasAccount = instead(edits, 409)

// A merge that is not there: whoever may is told so.
const merges = but(ofStaff('customers.merge', customer), { 'technician other': 403 })
const noMerge = instead(merges, 404)
/** One record is not two people. */
const itself = instead(merges, 'wrong')

function instead(who: Who, outcome: Outcome): Who {
  return (role, whose) => {
    const known = who(role, whose)
    return known === 'ok' ? outcome : known
  }
}

const page = { params: (records: { customer: string }) => ({ id: records.customer }) }
const claim = { params: () => ({ token: 'none' }) }

/** A customer's account: the link to one, the new password that staff start, taking one's record by the link. */
export const customerAccountRows: Row[] = [
  row('POST /api/shops/{shop}/customers/{customer_id}/reset-password', reset),
  row('POST /api/shops/{shop}/customers/{customer_id}/link', hasAccount),
  row('POST /api/shops/{shop}/claim', theirs(404), {
    as: 'with a token that nobody was sent',
    body: { token: 'none' },
  }),
  row('form /desk/:shop/customers/:id reset', reset, page),
  row('form /desk/:shop/customers/:id link', hasAccount, page),
  row('GET /api/shops/{shop}/customer-doubles', inShop('customers.merge')),
  row('GET /api/shops/{shop}/customers/{customer_id}/doubles', merges),
  row('POST /api/shops/{shop}/customers/{customer_id}/merge', merges, {
    bodyOf: ({ secondCustomer }) => ({ customerId: secondCustomer }),
  }),
  row('POST /api/shops/{shop}/customers/{customer_id}/apart', itself, {
    bodyOf: (records) => ({ customerId: records.customer }),
  }),
  row('POST /api/shops/{shop}/customer-merges/{merge_id}/undo', noMerge, {
    params: ({ account }) => ({ merge_id: account }),
  }),
  row('page /desk/:shop/customers/doubles', onDesk(inShop('customers.merge'))),
  row('form /desk/:shop/customers/doubles', itself, {
    query: (records) => ({ one: records.customer }),
    bodyOf: (records) => ({ customerId: records.customer }),
  }),
  row('page /desk/:shop/customers/:id/merge', onDesk(merges), {
    ...page,
    query: ({ secondCustomer }) => ({ with: secondCustomer }),
  }),
  row('form /desk/:shop/customers/:id/merge', merges, {
    ...page,
    bodyOf: ({ secondCustomer }) => ({ customerId: secondCustomer }),
  }),
  row('form /desk/:shop/customers/:id undo', noMerge, {
    ...page,
    bodyOf: ({ account }) => ({ mergeId: account }),
  }),
  row('page /claim/:shop/:token', bySecret(404), claim),
  row('form /claim/:shop/:token', theirs(404), claim),
]
