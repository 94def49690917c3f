import { z } from 'zod'
import { created, noContent, ok, type Route, route } from '../../kit/http/route.ts'
import {
  accountAnswer,
  accountSchema,
  meAnswer,
  meSchema,
  registeredAnswer,
  registeredSchema,
  tokensSchema,
} from './answers.ts'
import { editProfile, EditProfileInput } from './edit-profile.ts'
import { forgotPassword, ForgotPasswordInput } from './forgot-password.ts'
import { readMe } from './read-me.ts'
import { refresh, RefreshInput } from './refresh.ts'
import { register, RegisterInput } from './register.ts'
import { resetPassword, ResetPasswordInput } from './reset-password.ts'
import { passkeyRoutes } from './routes-passkeys.ts'
import { security } from './routes-security.ts'
import { otherWaysIn } from './routes-sign-in.ts'
import { sendVerification } from './send-verification.ts'
import { signInProgram, SignInInput } from './sign-in.ts'
import { signOutProgram } from './sign-out.ts'
import { orRefuse, tokensAnswer } from './tokens-answer.ts'
import { verifyEmail, VerifyEmailInput } from './verify-email.ts'

const tag = 'accounts'
// `/api/auth/*` keeps no answers: they hold tokens.
const auth = { method: 'POST', tag, access: 'public', noIdempotency: true, rate: 'sign-in' } as const

const signingIn: Route[] = [
  route({
    ...auth,
    path: '/api/auth/login',
    summary: 'Sign in with e-mail address and password',
    body: SignInInput,
    answers: { 200: tokensSchema },
    handler: async (ctx, { body }) => {
      const { account, session } = orRefuse(await signInProgram(ctx, body))
      return ok(await tokensAnswer(ctx, account, session))
    },
  }),
  route({
    ...auth,
    path: '/api/auth/refreshToken',
    summary: 'Change a refresh token for a new pair',
    body: RefreshInput,
    answers: { 200: tokensSchema },
    handler: async (ctx, { body }) => {
      const { account, ...session } = orRefuse(await refresh(ctx, body))
      return ok(await tokensAnswer(ctx, account, session))
    },
  }),
  route({
    ...auth,
    path: '/api/auth/logout',
    summary: 'Sign out: the whole family of this refresh token ends',
    body: RefreshInput,
    answers: { 204: z.undefined() },
    handler: async (ctx, { body }) => {
      await signOutProgram(ctx, body)
      return noContent()
    },
  }),
]

const links: Route[] = [
  route({
    ...auth,
    path: '/api/auth/forgot-password',
    summary: 'Have a link to a new password mailed; the answer is the same for every address',
    body: ForgotPasswordInput,
    answers: { 204: z.undefined() },
    handler: async (ctx, { body }) => {
      await forgotPassword(ctx, body)
      return noContent()
    },
  }),
  route({
    ...auth,
    path: '/api/auth/reset-password',
    summary: 'Set a new password by the mailed link; every session of the account ends',
    body: ResetPasswordInput,
    answers: { 204: z.undefined() },
    handler: async (ctx, { body }) => {
      await resetPassword(ctx, body)
      return noContent()
    },
  }),
  route({
    ...auth,
    path: '/api/auth/verify-email',
    summary: 'Confirm an e-mail address by the mailed link',
    body: VerifyEmailInput,
    answers: { 200: z.object({ email: z.string() }) },
    handler: async (ctx, { body }) => {
      const { email } = await verifyEmail(ctx, body)
      return ok({ email: email ?? '' })
    },
  }),
  route({
    ...auth,
    path: '/api/auth/send-verification',
    summary: 'Have the link that confirms your e-mail address mailed again',
    access: 'account',
    answers: { 204: z.undefined() },
    handler: async (ctx) => {
      await sendVerification(ctx)
      return noContent()
    },
  }),
]

const own: Route[] = [
  route({
    method: 'POST',
    path: '/api/user/create-customer',
    summary: 'Make an account',
    tag,
    access: 'public',
    body: RegisterInput,
    answers: { 201: registeredSchema },
    handler: async (ctx, { body }) => created(registeredAnswer(await register(ctx, body))),
  }),
  route({
    method: 'GET',
    path: '/api/me',
    summary: 'Your own account and roles',
    tag,
    access: 'account',
    answers: { 200: meSchema },
    handler: async (ctx) => ok(meAnswer(await readMe(ctx))),
  }),
  route({
    method: 'PUT',
    path: '/api/customer/{customer_id}/profile',
    summary: 'Change a profile: absent is unchanged, null is cleared',
    tag,
    access: 'customers.edit',
    params: z.object({ customer_id: z.string() }),
    body: EditProfileInput,
    answers: { 200: accountSchema },
    handler: async (ctx, { params, body }) =>
      ok(accountAnswer(await editProfile(ctx, params.customer_id, body))),
  }),
]

/** The REST operations of accounts. */
export const routes: readonly Route[] = [
  ...own,
  ...signingIn,
  ...links,
  ...otherWaysIn,
  ...security,
  ...passkeyRoutes,
]
