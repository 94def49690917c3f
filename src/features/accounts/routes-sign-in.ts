import { ok, type Route, route } from '../../kit/http/route.ts'
import { tokensSchema } from './answers.ts'
import { codeSentSchema } from './phone-codes.ts'
import { PasskeyInput, passkeySignInOptions, signInProgramByPasskey } from './sign-in-by-passkey.ts'
import {
  sendSignInCode,
  SignInByPhoneInput,
  SignInCodeInput,
  signInProgramByPhone,
} from './sign-in-by-phone.ts'
import { orRefuse, tokensAnswer } from './tokens-answer.ts'
import { publicKeyOptions } from './answers-security.ts'

// `/api/auth/*` keeps no answers: they hold tokens.
const auth = {
  method: 'POST',
  tag: 'accounts',
  access: 'public',
  noIdempotency: true,
  rate: 'sign-in',
} as const

/** The ways in beside the password: a code by text message, a passkey. */
export const otherWaysIn: Route[] = [
  route({
    ...auth,
    path: '/api/auth/phone-code',
    summary:
      'Have a code sent to a phone, to sign in or to make an account; the answer is the same for every phone',
    body: SignInCodeInput,
    answers: { 200: codeSentSchema },
    handler: async (ctx, { body }) => ok(await sendSignInCode(ctx, body)),
  }),
  route({
    ...auth,
    path: '/api/auth/phone-login',
    summary: 'Sign in by the code that was sent',
    body: SignInByPhoneInput,
    answers: { 200: tokensSchema },
    handler: async (ctx, { body }) => {
      const { account, session } = orRefuse(await signInProgramByPhone(ctx, body))
      return ok(await tokensAnswer(ctx, account, session))
    },
  }),
  route({
    ...auth,
    path: '/api/auth/passkey-options',
    summary: 'What a browser needs to sign in by a passkey',
    answers: { 200: publicKeyOptions },
    handler: async (ctx) => ok(await passkeySignInOptions(ctx)),
  }),
  route({
    ...auth,
    path: '/api/auth/passkey-login',
    summary: 'Sign in by a passkey',
    body: PasskeyInput,
    answers: { 200: tokensSchema },
    handler: async (ctx, { body }) => {
      const { account, session } = orRefuse(await signInProgramByPasskey(ctx, body))
      return ok(await tokensAnswer(ctx, account, session))
    },
  }),
]
