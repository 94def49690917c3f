import { type Row, row } from './rows.ts'
import { bySecret, signedIn, theirs } from './who.ts'

const invited = { email: 'cousin@example.org' }
/** Somebody who is nobody's member, and a question that nobody asked: each household is its head's alone. */
const notTheirs = theirs(404)
const member = { params: ({ account }: { account: string }) => ({ account_id: account }) }
const question = { params: ({ account }: { account: string }) => ({ question_id: account }) }
const link = { params: () => ({ token: 'none' }) }

/** Households; what a member may, and what another household's, stands in household.test.ts. */
export const householdRows: Row[] = [
  row('GET /api/me/household', signedIn),
  row('POST /api/me/household/invitations', signedIn, { body: invited }),
  row('DELETE /api/me/household/invitations/{invitation_id}', notTheirs, {
    params: ({ account }) => ({ invitation_id: account }),
  }),
  row('POST /api/me/household/join', notTheirs, { body: { token: 'none' } }),
  row('POST /api/me/household/leave', notTheirs),
  row('PATCH /api/me/household/members/{account_id}', notTheirs, { ...member, body: { limit: null } }),
  row('DELETE /api/me/household/members/{account_id}', notTheirs, member),
  row('POST /api/me/household/questions/{question_id}/ask', notTheirs, question),
  row('POST /api/me/household/questions/{question_id}/answer', notTheirs, {
    ...question,
    body: { answer: 'yes' },
  }),
  row('page /me/household', signedIn),
  row('form /me/household invite', signedIn, { body: { ...invited, currency: 'USD' } }),
  row('form /me/household revoke', notTheirs, { bodyOf: ({ account }) => ({ invitation: account }) }),
  row('form /me/household member', notTheirs, {
    bodyOf: ({ account }) => ({ member: account, currency: 'USD' }),
  }),
  row('form /me/household remove', notTheirs, { bodyOf: ({ account }) => ({ member: account }) }),
  row('form /me/household leave', notTheirs),
  row('form /me/household ask', notTheirs, { bodyOf: ({ account }) => ({ question: account }) }),
  row('form /me/household answer', notTheirs, {
    bodyOf: ({ account }) => ({ question: account, answer: 'no' }),
  }),
  row('page /household/:token', bySecret(404), link),
  row('form /household/:token', notTheirs, link),
]
