import { type Row, row } from './rows.ts'
import { but, bySecret, ofStaff, theirs, type Who } from './who.ts'

const customer = { seenBy: 'customers.read' }

// As with all acts on a customer: the platform's administrators see no shop's records, and a technician is refused
// whichever customer it is.
const reset = but(ofStaff('customers.resetPassword', customer), { admin: 404, 'technician own': 404 })
const edits = but(ofStaff('customers.edit', customer), { 'technician other': 403 })
/** The customer of the records has an account: there is nothing to send a link for. */
const hasAccount: Who = (role, whose) => {
  const outcome = edits(role, whose)
  return outcome === 'ok' ? 409 : outcome
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
  row('page /claim/:shop/:token', bySecret(404), claim),
  row('form /claim/:shop/:token', theirs(404), claim),
]
