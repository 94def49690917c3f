import { type Row, row } from './rows.ts'
import { bySecret, confirmed, ownThing, signedIn, theirs } from './who.ts'

const invited = { email: 'cousin@example.org' }
/** Somebody who is nobody's member, and a question that nobody asked: each household is its head's alone. */
const notTheirs = theirs(404)
const member = { params: ({ account }: { account: string }) => ({ account_id: account }) }
const question = { params: ({ account }: { account: string }) => ({ question_id: account }) }
const link = { params: () => ({ token: 'none' }) }

/** One that is there, of which the customer is the head: nobody else's, whatever they may do elsewhere. */
const ofHead = ownThing('customers.edit')
const present = 'that is there'

const ofOneThatIs: Row[] = [
  row('DELETE /api/me/household/invitations/{invitation_id}', ofHead, {
    as: present,
    params: ({ householdInvitation }) => ({ invitation_id: householdInvitation }),
  }),
  ...(['PATCH', 'DELETE'] as const).map((method) =>
    row(`${method} /api/me/household/members/{account_id}`, ofHead, {
      as: present,
      params: ({ householdMember }) => ({ account_id: householdMember }),
      ...(method === 'PATCH' ? { body: { limit: null } } : {}),
    }),
  ),
  row('POST /api/me/household/questions/{question_id}/answer', ofHead, {
    as: present,
    params: ({ householdQuestion }) => ({ question_id: householdQuestion }),
    body: { answer: 'yes' },
  }),
  // Whoever was refused sends it, and nobody for them: not even the head.
  row('POST /api/me/household/questions/{question_id}/ask', notTheirs, {
    as: 'of a member',
    params: ({ householdQuestion }) => ({ question_id: householdQuestion }),
  }),
  row('form /me/household revoke', ofHead, {
    as: present,
    bodyOf: ({ householdInvitation }) => ({ invitation: householdInvitation }),
  }),
  row('form /me/household member', ofHead, {
    as: present,
    bodyOf: ({ householdMember }) => ({ member: householdMember, currency: 'USD' }),
  }),
  row('form /me/household remove', ofHead, {
    as: present,
    bodyOf: ({ householdMember }) => ({ member: householdMember }),
  }),
  row('form /me/household answer', ofHead, {
    as: present,
    bodyOf: ({ householdQuestion }) => ({ question: householdQuestion, answer: 'no' }),
  }),
]

/** Households; what a member may, and what another household's, stands in household.test.ts. */
export const householdRows: Row[] = [
  ...ofOneThatIs,
  row('GET /api/me/household', signedIn),
  row('POST /api/me/household/invitations', confirmed, { body: invited }),
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
  row('form /me/household invite', confirmed, { body: { ...invited, currency: 'USD' } }),
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
