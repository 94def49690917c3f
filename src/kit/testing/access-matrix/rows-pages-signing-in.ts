import { type Row, row } from './rows.ts'
import { anybody, bySecret, ownThing, signedIn, theirs } from './who.ts'

const assertion = {
  id: 'AAAA',
  rawId: 'AAAA',
  type: 'public-key',
  response: { clientDataJSON: 'AAAA', authenticatorData: 'AAAA', signature: 'AAAA' },
  clientExtensionResults: {},
}

/** The ways to sign in, and the security of an account. */
export const signingInPageRows: Row[] = [
  row('page /sign-in/phone', anybody),
  row('page /sign-in/passkey', anybody),
  // Nobody has asked for a code: back to the sign-in.
  row('page /sign-in/code', bySecret(401)),
  row('page /sign-in/second-step', bySecret(401)),
  ...['/phone', '/code', '/passkey', '/second-step'].map((page) =>
    row(`form /sign-in${page}`, bySecret('wrong'), { as: 'with nothing in it' }),
  ),
  row('form /sign-in/phone', anybody, { as: 'asks for a code', body: { phone: '+14155550100' } }),
  row('form /sign-in/code', bySecret(401), {
    as: 'with a code that nobody asked for',
    body: { code: '123456' },
  }),
  row('form /sign-in/second-step', anybody, {
    as: 'with no first step: leads back to the beginning',
    body: { code: '123456' },
  }),
  row('form /sign-in/passkey', bySecret(409), {
    as: 'where the installation has none',
    body: { response: JSON.stringify(assertion) },
  }),
  ...['', '/password', '/phone', '/two-step', '/passkeys', '/show', '/prove'].map((page) =>
    row(`page /me/security${page}`, signedIn),
  ),
  // Who sends it is asked before what was typed.
  ...['', '/password', '/phone', '/two-step'].map((page) =>
    row(`form /me/security${page}`, theirs('wrong'), { as: 'with nothing in it' }),
  ),
  row('form /me/security', theirs(404), {
    as: 'the session of another',
    body: { end: '01890000-0000-7000-8000-000000000000' },
  }),
  row('form /me/security', signedIn, { as: 'all other sessions', body: { end: 'others' } }),
  row('form /me/security/password', theirs('wrong'), {
    as: 'with a wrong password',
    body: { presentPassword: 'not the right one', password: 'four other quiet words' },
  }),
  row('form /me/security/phone', signedIn, { as: 'asks for a code', body: { phone: '+12125550142' } }),
  row('form /me/security/phone', theirs('wrong'), {
    as: 'with a code that nobody asked for',
    query: () => ({ sent: '1' }),
    body: { code: '123456' },
  }),
  row('form /me/security/passkeys', signedIn, { as: 'with nothing in it: does nothing' }),
  row('form /me/security/passkeys', theirs(404), {
    as: 'the passkey of another',
    body: { remove: '01890000-0000-7000-8000-000000000000' },
  }),
  row('form /me/security/passkeys', ownThing('customers.edit'), {
    as: 'a passkey that is there',
    bodyOf: ({ passkey }) => ({ remove: passkey }),
  }),
  row('form /me/security/show', theirs(409), { as: 'with nothing in it' }),
  row('form /me/security/prove', signedIn, { as: 'signed in a moment ago' }),
]
