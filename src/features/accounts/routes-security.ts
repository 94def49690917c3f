import { z } from 'zod'
import { noContent, ok, type Route, route } from '../../kit/http/route.ts'
import { accountAnswer, accountSchema } from './answers.ts'
import {
  recoveryCodesSchema,
  securitySchema,
  sessionAnswer,
  sessionsSchema,
  setupSchema,
} from './answers-security.ts'
import { changePassword, ChangePasswordInput } from './change-password.ts'
import { endOneSession, endOtherSessions } from './end-sessions.ts'
import { listSessions } from './list-sessions.ts'
import { codeSentSchema } from './phone-codes.ts'
import { prove, proveByPhone, ProveByPhoneInput, ProveInput, sendProofCode } from './prove.ts'
import { readSecurity } from './read-security.ts'
import { confirmByPasskey, PasskeyInput } from './sign-in-by-passkey.ts'
import { showSecondFactor } from './show-second-factor.ts'
import {
  confirmTwoStep,
  renewRecoveryCodes,
  startTwoStep,
  StartTwoStepInput,
  stopTwoStep,
  StopTwoStepInput,
  TwoStepCodeInput,
} from './two-step.ts'
import { sendPhoneVerification, verifyPhone, VerifyPhoneCodeInput, VerifyPhoneInput } from './verify-phone.ts'

const tag = 'accounts'
// `/api/auth/*` keeps no answers: they hold secrets.
const auth = { method: 'POST', tag, access: 'account', noIdempotency: true, rate: 'sign-in' } as const

const own: Route[] = [
  route({
    method: 'GET',
    path: '/api/auth/security',
    summary: 'How your account is signed in to',
    tag,
    access: 'account',
    answers: { 200: securitySchema },
    handler: async (ctx) => ok(await readSecurity(ctx)),
  }),
  route({
    ...auth,
    path: '/api/auth/change-password',
    summary: 'Change your password; your other sessions end',
    body: ChangePasswordInput,
    answers: { 204: z.undefined() },
    handler: async (ctx, { body }) => {
      await changePassword(ctx, body)
      return noContent()
    },
  }),
  route({
    ...auth,
    path: '/api/auth/verify-phone/code',
    summary: 'Have a code sent to your phone, or to a new one',
    body: VerifyPhoneCodeInput,
    answers: { 200: codeSentSchema },
    handler: async (ctx, { body }) => ok(await sendPhoneVerification(ctx, body)),
  }),
  route({
    ...auth,
    path: '/api/auth/verify-phone',
    summary: 'Confirm your phone by the code; it signs you in from now on',
    body: VerifyPhoneInput,
    answers: { 200: accountSchema },
    handler: async (ctx, { body }) => ok(accountAnswer(await verifyPhone(ctx, body))),
  }),
]

const sessions: Route[] = [
  route({
    method: 'GET',
    path: '/api/auth/sessions',
    summary: 'Where you are signed in',
    tag,
    access: 'account',
    answers: { 200: sessionsSchema },
    handler: async (ctx) => ok({ sessions: (await listSessions(ctx)).map(sessionAnswer) }),
  }),
  route({
    method: 'DELETE',
    path: '/api/auth/sessions',
    summary: 'Sign out everywhere else',
    tag,
    access: 'account',
    answers: { 200: z.object({ ended: z.int() }) },
    handler: async (ctx) => ok({ ended: await endOtherSessions(ctx) }),
  }),
  route({
    method: 'DELETE',
    path: '/api/auth/sessions/{session}',
    summary: 'End one of your sessions at once',
    tag,
    access: 'account',
    params: z.object({ session: z.string() }),
    answers: { 204: z.undefined() },
    handler: async (ctx, { params }) => {
      await endOneSession(ctx, params.session)
      return noContent()
    },
  }),
]

const twoStep: Route[] = [
  route({
    ...auth,
    path: '/api/auth/two-step',
    summary: 'Begin to set up an authenticator app',
    body: StartTwoStepInput,
    answers: { 200: setupSchema },
    handler: async (ctx, { body }) => ok(await startTwoStep(ctx, body)),
  }),
  route({
    ...auth,
    path: '/api/auth/two-step/confirm',
    summary: 'End the set-up by the first code; the recovery codes are told this one time',
    body: TwoStepCodeInput,
    answers: { 200: recoveryCodesSchema },
    handler: async (ctx, { body }) => ok(await confirmTwoStep(ctx, body)),
  }),
  route({
    ...auth,
    path: '/api/auth/two-step/recovery-codes',
    summary: 'New recovery codes; the old ones are void',
    body: TwoStepCodeInput,
    answers: { 200: recoveryCodesSchema },
    handler: async (ctx, { body }) => ok(await renewRecoveryCodes(ctx, body)),
  }),
  route({
    ...auth,
    path: '/api/auth/two-step/stop',
    summary: 'Ask for no second factor any more',
    body: StopTwoStepInput,
    answers: { 204: z.undefined() },
    handler: async (ctx, { body }) => {
      await stopTwoStep(ctx, body)
      return noContent()
    },
  }),
  route({
    ...auth,
    path: '/api/auth/second-factor',
    summary: 'Show a second factor in the session that you have: a code',
    body: TwoStepCodeInput,
    answers: { 204: z.undefined() },
    handler: async (ctx, { body }) => {
      await showSecondFactor(ctx, body)
      return noContent()
    },
  }),
  route({
    ...auth,
    path: '/api/auth/second-factor/passkey',
    summary: 'Show a second factor in the session that you have: a passkey',
    body: PasskeyInput,
    answers: { 204: z.undefined() },
    handler: async (ctx, { body }) => {
      await confirmByPasskey(ctx, body)
      return noContent()
    },
  }),
]

const proof: Route[] = [
  route({
    ...auth,
    path: '/api/auth/prove',
    summary: 'Show once more who you are, by the password: it is asked before what gives a lasting way in',
    body: ProveInput,
    answers: { 204: z.undefined() },
    handler: async (ctx, { body }) => {
      await prove(ctx, body)
      return noContent()
    },
  }),
  route({
    ...auth,
    path: '/api/auth/prove/code',
    summary: 'Have a code for that sent to your phone, where your account has no password',
    answers: { 200: codeSentSchema },
    handler: async (ctx) => ok(await sendProofCode(ctx)),
  }),
  route({
    ...auth,
    path: '/api/auth/prove/phone',
    summary: 'Show once more who you are, by that code',
    body: ProveByPhoneInput,
    answers: { 204: z.undefined() },
    handler: async (ctx, { body }) => {
      await proveByPhone(ctx, body)
      return noContent()
    },
  }),
]

/** How an account is signed in to, and where it is. */
export const security: Route[] = [...own, ...sessions, ...twoStep, ...proof]
