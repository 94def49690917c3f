import { TEST_PASSWORD } from '../people.ts'
import { type Row, row } from './rows.ts'
import { anybody, bySecret, mine, ownThing, signedIn, theirs } from './who.ts'

const car = { kind: 'vehicle', make: 'Honda', model: 'Civic' }
const NOWHERE = '019fb55c-0323-71ce-95ee-837558be541b'
const assertion = {
  id: 'AAAA',
  rawId: 'AAAA',
  type: 'public-key',
  response: { clientDataJSON: 'AAAA', authenticatorData: 'AAAA', signature: 'AAAA' },
  clientExtensionResults: {},
}
const registration = {
  ...assertion,
  response: { clientDataJSON: 'AAAA', attestationObject: 'AAAA' },
}

/** Accounts, sign-in and the garage. */
export const accountRows: Row[] = [
  row('POST /api/user/create-customer', anybody, {
    body: { name: 'New', email: 'new@example.org', password: 'Kestrel-harbour-7' },
  }),
  row('GET /api/me', signedIn),
  row('PUT /api/customer/{customer_id}/profile', ownThing('customers.edit', { platform: true }), {
    params: ({ account }) => ({ customer_id: account }),
    body: { name: 'Renamed' },
  }),
  row('POST /api/auth/login', bySecret(401), { body: { email: 'x@example.org', password: 'wrong' } }),
  row('POST /api/auth/refreshToken', bySecret(401), { body: { refreshToken: 'none' } }),
  row('POST /api/auth/logout', anybody, { body: { refreshToken: 'none' } }),
  row('POST /api/auth/forgot-password', anybody, { body: { email: 'x@example.org' } }),
  row('POST /api/auth/reset-password', bySecret('wrong'), {
    body: { token: 'none', password: 'Kestrel-harbour-8' },
  }),
  row('POST /api/auth/verify-email', bySecret('wrong'), { body: { token: 'none' } }),
  row('POST /api/auth/send-verification', signedIn),
  row('GET /api/garage', mine, { finds: ({ garage }) => garage }),
  row('POST /api/garage', signedIn, { body: car }),
  row('GET /api/garage/{asset_id}', ownThing('assets.read'), {
    params: ({ garage }) => ({ asset_id: garage }),
  }),
  row('PUT /api/garage/{asset_id}', ownThing('assets.edit'), {
    params: ({ garage }) => ({ asset_id: garage }),
    body: car,
  }),
  row('DELETE /api/garage/{asset_id}', ownThing('assets.edit'), {
    params: ({ garage }) => ({ asset_id: garage }),
  }),
  row('POST /api/auth/phone-code', anybody, { body: { phone: '+14155550100' } }),
  row('POST /api/auth/phone-login', bySecret('wrong'), { body: { phone: '+14155550100', code: '123456' } }),
  // Passkeys need https or this very machine, and this installation has neither: 409 says so.
  row('POST /api/auth/passkey-options', bySecret(409)),
  row('POST /api/auth/passkey-login', bySecret(409), { body: { response: assertion } }),
  row('GET /api/auth/security', signedIn),
  row('POST /api/auth/change-password', signedIn, {
    body: { presentPassword: TEST_PASSWORD, password: 'Kestrel-harbour-8' },
  }),
  row('POST /api/auth/change-password', theirs('wrong'), {
    as: 'without the present one',
    body: { presentPassword: 'wrong', password: 'Kestrel-harbour-8' },
  }),
  row('POST /api/auth/verify-phone/code', signedIn, { body: { phone: '+14155550100' } }),
  row('POST /api/auth/verify-phone', theirs('wrong'), { body: { phone: '+14155550100', code: '123456' } }),
  row('GET /api/auth/sessions', mine, { finds: ({ session }) => session }),
  row('DELETE /api/auth/sessions', signedIn),
  row('DELETE /api/auth/sessions/{session}', ownThing('customers.edit'), {
    params: ({ session }) => ({ session }),
  }),
  row('POST /api/auth/two-step', signedIn, { body: { presentPassword: TEST_PASSWORD } }),
  row('POST /api/auth/two-step/confirm', theirs(409), { body: { code: '123456' } }),
  row('POST /api/auth/two-step/recovery-codes', theirs(409), { body: { code: '123456' } }),
  row('POST /api/auth/two-step/stop', theirs(409), {
    body: { presentPassword: TEST_PASSWORD, code: '123456' },
  }),
  row('POST /api/auth/second-factor', theirs(409), { body: { code: '123456' } }),
  row('POST /api/auth/second-factor/passkey', theirs(409), { body: { response: assertion } }),
  row('POST /api/auth/prove', signedIn, { body: { password: TEST_PASSWORD } }),
  // Their accounts have a password.
  row('POST /api/auth/prove/code', theirs(409)),
  row('POST /api/auth/prove/phone', theirs(409), { body: { request: 'none', code: '123456' } }),
  row('GET /api/auth/passkeys', signedIn),
  row('POST /api/auth/passkeys/options', theirs(409)),
  row('POST /api/auth/passkeys', theirs(409), { body: { response: registration } }),
  row('PATCH /api/auth/passkeys/{passkey}', theirs(404), {
    as: 'that is nobody’s',
    params: () => ({ passkey: NOWHERE }),
    body: { name: 'Key' },
  }),
  row('DELETE /api/auth/passkeys/{passkey}', theirs(404), {
    as: 'that is nobody’s',
    params: () => ({ passkey: NOWHERE }),
  }),
  ...(['PATCH', 'DELETE'] as const).map((method) =>
    row(`${method} /api/auth/passkeys/{passkey}`, ownThing('customers.edit'), {
      as: 'that is there',
      params: ({ passkey }) => ({ passkey }),
      ...(method === 'PATCH' ? { body: { name: 'Key' } } : {}),
    }),
  ),
]
